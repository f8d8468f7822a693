import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Loaded, openEmpty } from '../data/open-loaded.ts'

let loaded: Loaded
beforeAll(async () => {
  loaded = await openEmpty()
})
afterAll(() => loaded.close())
beforeEach(() => loaded.query('delete from private.outbox'))

const queue = (recipient: string) =>
  loaded.query(
    'insert into private.outbox (kind, recipient, data) values (\'recover\', $1, \'{"token_hash": "secret"}\') returning id',
    [recipient],
  )

const claim = async (n: number) => await loaded.query('select id, recipient from private.claim_mail($1)', [String(n)])
const settle = (id: string, ok: boolean, isFinal = false) =>
  loaded.query("select private.settle_mail($1, $2, 'ESOCKET', $3)", [id, String(ok), String(isFinal)])
const row = async (id: string) =>
  (
    await loaded.query(
      `select *, round(extract(epoch from due_at - now())) as due_in,
        round(extract(epoch from claimed_until - now())) as claimed_for from private.outbox where id = $1`,
      [id],
    )
  )[0]

test('a claim takes what is due longest, at most as many as asked, and holds for two minutes', async () => {
  for (const name of ['a', 'b', 'c']) await queue(`${name}@example.org`)
  await loaded.query("update private.outbox set due_at = now() - interval '1 hour' where recipient like 'b%'")
  await loaded.query("update private.outbox set due_at = now() + interval '1 hour' where recipient like 'c%'")
  expect((await claim(1)).map(mail => mail.recipient)).toEqual(['b@example.org'])
  expect((await claim(5)).map(mail => mail.recipient)).toEqual(['a@example.org'])
  expect(await claim(5)).toEqual([])
  const [b] = await loaded.query("select id from private.outbox where recipient like 'b%'")
  expect(Number((await row(b?.id ?? ''))?.claimed_for)).toBeGreaterThan(110)
  await loaded.query("update private.outbox set claimed_until = now() where recipient like 'b%'")
  expect((await claim(5)).map(mail => mail.recipient)).toEqual(['b@example.org'])
  for (const n of [0, -1]) expect(await claim(n)).toEqual([])
})

test('after a failure a mail waits twice as long each time, at most five minutes, and is given up after 150', async () => {
  const [{ id } = { id: '' }] = await queue('a@example.org')
  const waits: number[] = []
  for (let attempt = 1; attempt <= 150; attempt += 1) {
    await loaded.query('update private.outbox set due_at = now()')
    expect(await claim(1)).toHaveLength(1)
    await settle(id ?? '', false)
    waits.push(Number((await row(id ?? ''))?.due_in))
    expect((await row(id ?? ''))?.failed_at === null, `after ${attempt}`).toBe(attempt < 150)
  }
  expect(waits.slice(0, 6)).toEqual([30, 60, 120, 240, 300, 300])
  expect(await row(id ?? '')).toMatchObject({ attempts: '150', data: '{}', sent_at: null, last_error: 'ESOCKET' })
  await loaded.query('update private.outbox set due_at = now()')
  expect(await claim(1)).toEqual([])
})

test('what was sent stays sent, whatever is said of it later', async () => {
  const [{ id } = { id: '' }] = await queue('a@example.org')
  await claim(1)
  await settle(id ?? '', true)
  const sent = await row(id ?? '')
  await settle(id ?? '', false, true)
  await loaded.query('select private.release_mail(array[$1::uuid])', [id ?? ''])
  expect(await row(id ?? '')).toEqual({ ...sent, due_in: expect.anything() })
  expect(sent).toMatchObject({ data: '{}', failed_at: null, last_error: null, claimed_until: null })
})

test('addresses are erased after 30 days, not before, and what never went out goes no more', async () => {
  for (const name of ['sent', 'failed', 'waiting', 'young']) await queue(`${name}@example.org`)
  await loaded.query("update private.outbox set sent_at = now() where recipient like 'sent%'")
  await loaded.query("update private.outbox set failed_at = now() where recipient like 'failed%'")
  await loaded.query("update private.outbox set created_at = now() - interval '30 days 1 minute'")
  await loaded.query(
    "update private.outbox set created_at = now() - interval '29 days 23 hours' where recipient like 'young%'",
  )
  const { data } = await loaded.service.rpc('sweep_mail')
  expect(data).toBe(3)
  const left = await loaded.query(
    'select recipient, data, kind, sent_at is null and failed_at is null as waits from private.outbox order by recipient',
  )
  expect(left).toEqual([
    { recipient: 'young@example.org', data: '{"token_hash": "secret"}', kind: 'recover', waits: 't' },
    ...Array.from({ length: 3 }, () => ({ recipient: null, data: '{}', kind: 'recover', waits: 'f' })),
  ])
  expect((await loaded.service.rpc('sweep_mail')).data).toBe(0)
})

test('a row without a recipient, of an unknown kind, or with a line end in it is refused', async () => {
  const insert = (kind: string, recipient: string | null, lang = 'en') =>
    loaded.query('insert into private.outbox (kind, recipient, lang) values ($1, $2, $3)', [kind, recipient, lang])
  await expect(insert('welcome', 'a@example.org')).rejects.toMatchObject({ code: '23514' })
  await expect(insert('recover', null)).rejects.toMatchObject({ code: '23514' })
  await expect(insert('recover', 'a@example.org\nBcc:b@example.org')).rejects.toMatchObject({ code: '23514' })
  await expect(insert('recover', 'a@example.org', 'en\n')).rejects.toMatchObject({ code: '23514' })
})

test('neither a visitor nor a member can queue, claim, settle or read a mail; the service role can', async () => {
  const functions = ['queue_mail', 'claim_mail', 'settle_mail', 'release_mail', 'sweep_mail', 'list_outbox']
  const rights = await loaded.query(
    `select role, format('%s.%s', p.pronamespace::regnamespace, p.proname) as name,
        has_function_privilege(role, p.oid, 'execute') as may
      from pg_proc p, unnest(array['anon', 'authenticated', 'service_role']) role where p.proname = any ($1)`,
    [`{${functions.join(',')}}`],
  )
  expect(rights).toHaveLength(functions.length * 2 * 3)
  expect(rights.filter(right => (right.role === 'service_role') !== (right.may === 't'))).toEqual([])
  const tables = await loaded.query(
    `select role, verb from unnest(array['anon', 'authenticated']) role, unnest(array['select', 'insert', 'update', 'delete']) verb
      where has_table_privilege(role, 'private.outbox', verb) or has_any_column_privilege(role, 'private.outbox', 'select')`,
  )
  expect(tables).toEqual([])
})
