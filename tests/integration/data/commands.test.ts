import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ErrorReportInput, findErrorReportReceipt, reportError } from '#app/data/error-reports.server.ts'
import { type Loaded, openLoaded } from './open-loaded.ts'

let db: Loaded

const input = (overrides: Partial<ErrorReportInput> = {}): ErrorReportInput => ({
  recordKind: 'commitment',
  recordRef: 'C30',
  text: 'The number is wrong.',
  lang: 'en',
  correction: null,
  contact: null,
  ...overrides,
})

const count = async (table: string) => Number((await db.query(`select count(*) as n from ${table}`))[0]?.n)

beforeAll(async () => {
  db = await openLoaded()
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.query('truncate public.error_reports, public.audit_log, private.act_keys, private.audit_heads')
})

test('a report is kept once, with its trace, and the sender gets a receipt that can be read out', async () => {
  const answer = await reportError(db.anon, { actKey: randomUUID(), input: input({ contact: 'a@example.org' }) })
  if (!answer.ok) throw new Error(answer.reason)
  expect(answer.receipt.ref).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
  expect(Number.isNaN(Date.parse(answer.receipt.at))).toBe(false)
  expect(await db.query('select record_ref, text, contact from public.error_reports')).toEqual([
    { record_ref: 'C30', text: 'The number is wrong.', contact: 'a@example.org' },
  ])
  const [line] = await db.query('select details::text as details, position, command from public.audit_log')
  expect(line).toMatchObject({ command: 'report_error', position: '1' })
  expect(line?.details).not.toContain('wrong')
  expect(line?.details).not.toContain('example.org')
})

test('the check symbol of a receipt sees every single wrong symbol', async () => {
  const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const [row] = await db.query('select private.new_receipt_ref() as ref')
  const ref = row?.ref ?? ''
  const others = [...symbols].flatMap(symbol =>
    [...ref.slice(0, 9)].map((_, i) => ref.slice(0, i) + symbol + ref.slice(i + 1, 9)),
  )
  const wrong = others.filter(body => body !== ref.slice(0, 9))
  const rows = await db.query(
    'select count(*) as n from unnest($1::text[]) body where private.check_symbol(body) = $2',
    [`{${wrong.join(',')}}`, ref[9] ?? ''],
  )
  expect(wrong).toHaveLength(9 * 31)
  expect(rows[0]?.n).toBe('0')
})

test('the same act twice is one report and the same receipt', async () => {
  const act = { actKey: randomUUID(), input: input() }
  const [first, second] = await Promise.all([reportError(db.anon, act), reportError(db.anon, act)])
  const third = await reportError(db.anon, act)
  expect(first).toMatchObject({ ok: true })
  expect([second, third]).toEqual([first, first])
  expect([await count('public.error_reports'), await count('public.audit_log')]).toEqual([1, 1])
})

test('the same act key with other words is refused and changes nothing', async () => {
  const actKey = randomUUID()
  const first = await reportError(db.anon, { actKey, input: input() })
  const second = await reportError(db.anon, { actKey, input: input({ text: 'Something else.' }) })
  if (!first.ok) throw new Error(first.reason)
  expect(second).toMatchObject({ ok: false, reason: 'act_key_reused' })
  if (!second.ok && second.reason === 'act_key_reused') expect(Date.parse(second.at)).toBe(Date.parse(first.receipt.at))
  expect(await count('public.error_reports')).toBe(1)
})

test('texts have bounds, and the record must exist', async () => {
  const send = async (overrides: Record<string, unknown>) => {
    const answer = await reportError(db.anon, { actKey: randomUUID(), input: input(overrides as never) })
    return answer.ok ? 'ok' : answer.reason
  }
  expect(await send({ text: '' })).toBe('text_length')
  expect(await send({ text: ' \n\t ' })).toBe('text_length')
  expect(await send({ text: 'न'.repeat(4_001) })).toBe('text_length')
  expect(await send({ contact: 'x'.repeat(201) })).toBe('contact_length')
  expect(await send({ correction: 'x'.repeat(1_001) })).toBe('correction_length')
  expect(await send({ recordKind: 'site', recordRef: 'C30' })).toBe('record_not_found')
  expect(await send({ recordRef: 'C99' })).toBe('record_not_found')
  expect(await send({ recordKind: 'offer' })).toBe('record_not_found')
  expect(await send({ recordKind: 'person' })).toBe('input_invalid')
  expect(await send({ lang: '' })).toBe('input_invalid')
  expect(await send({ text: 7 })).toBe('input_invalid')
  expect(await send({ extra: 'x' })).toBe('input_invalid')
  expect(await count('public.error_reports')).toBe(0)
  expect(await count('private.act_keys')).toBe(0)
  expect(await send({ text: 'न'.repeat(4_000), contact: 'x'.repeat(200) })).toBe('ok')
  expect(await send({ recordKind: 'offer', recordRef: 'O05' })).toBe('ok')
  expect(await send({ recordKind: 'organisation', recordRef: 'unilag-edu-ng' })).toBe('ok')
  expect(await send({ recordKind: 'country', recordRef: 'KI' })).toBe('ok')
  expect(await send({ recordKind: 'site', recordRef: '', correction: 'x'.repeat(1_000) })).toBe('ok')
})

test('the six hundred and first report within an hour waits, whoever sends it; an older one does not count', async () => {
  await db.query(
    `insert into public.error_reports (ref, record_kind, record_ref, text, lang, created_at)
     select private.new_receipt_ref(), 'commitment', 'C01', 'x', 'en', now() - case when n = 1 then interval '61 minutes' else interval '59 minutes' end
     from generate_series(1, 600) n`,
  )
  expect(await reportError(db.anon, { actKey: randomUUID(), input: input() })).toMatchObject({ ok: true })
  const refused = { actKey: randomUUID(), input: input() }
  expect(await reportError(db.anon, refused)).toEqual({ ok: false, reason: 'too_many' })
  expect([await count('public.error_reports'), await count('public.audit_log')]).toEqual([601, 1])
  await db.query("update public.error_reports set created_at = created_at - interval '2 hours'")
  expect(await reportError(db.anon, refused)).toMatchObject({ ok: true })
})

test('a code gives the receipt again and nothing of what was said; a wrong code gives nothing', async () => {
  const answer = await reportError(db.anon, { actKey: randomUUID(), input: input({ contact: 'a@example.org' }) })
  if (!answer.ok) throw new Error(answer.reason)
  expect(await findErrorReportReceipt(db.anon, answer.receipt.ref)).toEqual({
    ref: answer.receipt.ref,
    at: answer.receipt.at,
    recordKind: 'commitment',
    recordRef: 'C30',
  })
  expect(await findErrorReportReceipt(db.anon, '0000000000')).toBeNull()
})

test('the audit of a report can be recomputed from its line', async () => {
  await reportError(db.anon, { actKey: randomUUID(), input: input() })
  const rows = await db.query(
    `select hash = sha256(previous_hash || convert_to(jsonb_build_object('chain', chain, 'subject', subject_id,
       'position', position, 'at', at, 'command', command, 'actor', actor, 'details', details)::text, 'UTF8')) as holds
     from public.audit_log`,
  )
  expect(rows).toEqual([{ holds: 't' }])
})

test('nobody without the service key reads reports, audit or act keys', async () => {
  await reportError(db.anon, { actKey: randomUUID(), input: input() })
  for (const table of ['error_reports', 'audit_log'] as const) {
    const { data, error } = await db.anon.from(table).select('*')
    expect(data).toBeNull()
    expect(error?.code).toBe('42501')
    expect((await db.service.from(table).select('*')).data).toHaveLength(1)
  }
  const { error: hidden } = await db.anon.from('act_keys' as 'error_reports').select('*')
  expect(hidden?.code).toBe('PGRST205')
})

test('every table has row-level security and a comment, and every foreign key an index', async () => {
  const tables = `c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)`
  expect(await db.query(`select relname from pg_class c where ${tables} and not relrowsecurity`)).toEqual([])
  expect(
    await db.query(`select relname from pg_class c where ${tables} and obj_description(c.oid, 'pg_class') is null`),
  ).toEqual([])
  const unindexed = await db.query(
    `select k.conrelid::regclass::text as relation, k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and ${tables} and not exists (
       select from pg_index i where i.indrelid = k.conrelid and (i.indkey::int2[])[0:array_length(k.conkey, 1) - 1] @> k.conkey
     )`,
  )
  expect(unindexed).toEqual([])
})

test('of the functions that write, whoever is not signed in calls the report of an error alone', async () => {
  const callable = await db.query(
    `select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and p.provolatile = 'v'
       and has_function_privilege('anon', p.oid, 'execute') order by 1`,
  )
  expect(callable).toEqual([{ proname: 'cmd_report_error' }])
  const { error } = await db.anon.rpc('import_countries', { rows: [] })
  expect(error?.code).toBe('42501')
})
