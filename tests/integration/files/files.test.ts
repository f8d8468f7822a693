import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fileKinds, fileRefusals, mostFileBytes } from '#app/domain/files/file-kind.ts'
import { languageKit } from '#app/i18n/language-kit.ts'
import { languages } from '#app/i18n/languages.ts'
import type { Db } from '#app/platform/database.server.ts'
import { tidyUp } from '#app/services/background.server.ts'
import { type ReceiveRefusal, receiveFile } from '#app/services/files/receive-file.server.ts'
import { filesPerAct, quotaMegabytes, refusalText } from '#app/services/files/refusal-text.ts'
import { dispositionOf, serveFile } from '#app/services/files/serve-file.server.ts'
import type { RunJob } from '#app/services/job-runner.server.ts'
import { hostileFiles, soundFiles } from '../../fixtures/files/corpus.ts'
import { makePdf } from '../../fixtures/files/make-files.ts'
import { type Accounts, openAccounts } from '../auth/support.ts'

const alpha = randomUUID()
const beta = randomUUID()
let accounts: Accounts
const people = new Map<string, { db: Db; id: string }>()
const as = (name: string): Db => people.get(name)?.db ?? (accounts.anon() as unknown as Db)
const idOf = (name: string): string => people.get(name)?.id ?? ''

beforeAll(async () => {
  accounts = await openAccounts()
  for (const [id, ref] of [
    [alpha, 'alpha'],
    [beta, 'beta'],
  ])
    await accounts.db.query(
      "insert into public.organisations (id, ref, origin, name, lang, kind) values ($1, $2, 'platform', $2, 'en', 'university')",
      [id ?? '', ref ?? ''],
    )
  for (const [name, organisation, role] of [
    ['owner', alpha, 'owner'],
    ['editor', alpha, 'editor'],
    ['reviewer', alpha, 'reviewer'],
    ['viewer', alpha, 'viewer'],
    ['stranger', beta, 'owner'],
  ] as const) {
    const credentials = { email: `${name}@example.org`, password: 'a long enough password of ours' }
    const { data, error } = await accounts.service.auth.admin.createUser({ ...credentials, email_confirm: true })
    if (error) throw error
    const client = accounts.anon()
    const signedIn = await client.auth.signInWithPassword(credentials)
    if (signedIn.error) throw signedIn.error
    people.set(name, { db: client as unknown as Db, id: data.user.id })
    await accounts.db.query('insert into public.memberships (organisation_id, user_id, role) values ($1, $2, $3)', [
      organisation,
      data.user.id,
      role,
    ])
  }
})
afterAll(() => accounts.close())
beforeEach(async () => {
  await accounts.db.query('delete from storage.objects', [])
  await accounts.db.query('delete from private.file_chunks', [])
  await accounts.db.query('delete from public.files', [])
})

const report = makePdf()
const fileOf = (bytes: Uint8Array, name: string) => new File([Uint8Array.from(bytes)], name)
const send = (
  name: string,
  file = fileOf(report, 'report.pdf'),
  actKey: string = randomUUID(),
  organisationId = alpha,
) => receiveFile(as(name), { actKey, organisationId, file })
const count = async (table: string) => Number((await accounts.db.query(`select count(*) as n from ${table}`, []))[0]?.n)
const isEmpty = async () => [
  await count('public.files'),
  await count('storage.objects'),
  await count('private.file_chunks'),
]

async function sent(name = 'owner'): Promise<string> {
  const outcome = await send(name)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.file.id
}

test('an owner or editor sends a file, and every member saves it byte by byte', async () => {
  for (const sender of ['owner', 'editor']) {
    const outcome = await send(sender)
    expect(outcome).toMatchObject({ ok: true, file: { name: 'report.pdf', sizeBytes: report.length } })
    for (const reader of ['owner', 'editor', 'reviewer', 'viewer']) {
      const response = await serveFile(as(reader), outcome.ok ? outcome.file.id : '')
      expect(Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(report)).toBe(true)
    }
  }
})

test('what is saved is never shown: as an attachment, its type fixed, in a sandbox, kept nowhere', async () => {
  const response = await serveFile(as('viewer'), await sent())
  expect(Object.fromEntries(response?.headers ?? [])).toEqual({
    'content-type': 'application/pdf',
    'content-length': String(report.length),
    'content-disposition': `attachment; filename="report.pdf"; filename*=UTF-8''report.pdf`,
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store',
  })
  await response?.body?.cancel()
})

test('for others there is no such file: another’s id, no one’s id and no id are alike; without an account even the table is closed', async () => {
  const id = await sent()
  for (const asked of [id, randomUUID(), '', '../..', id.toUpperCase(), `${id}'`, `${id}/x`, 'null'])
    expect(await serveFile(as('stranger'), asked), asked).toBeNull()
  await expect(serveFile(as('nobody'), id)).rejects.toThrow('42501')
  for (const asked of [randomUUID(), '', `${id} `]) expect(await serveFile(as('owner'), asked)).toBeNull()
})

test('a member who left reads nothing from then on', async () => {
  const id = await sent()
  const [row] = await accounts.db.query('delete from public.memberships where user_id = $1 returning role', [
    idOf('viewer'),
  ])
  expect(await serveFile(as('viewer'), id)).toBeNull()
  await accounts.db.query('insert into public.memberships (organisation_id, user_id, role) values ($1, $2, $3)', [
    alpha,
    idOf('viewer'),
    row?.role ?? '',
  ])
  expect(await serveFile(as('viewer'), id)).not.toBeNull()
})

test('whoever is no owner or editor there sends nothing, and nothing is left of it', async () => {
  for (const who of ['reviewer', 'viewer', 'stranger'])
    expect(await send(who)).toEqual({ ok: false, reason: 'not_allowed' })
  await expect(send('nobody')).rejects.toThrow(/42501|permission/)
  expect(await isEmpty()).toEqual([0, 0, 0])
})

test('past the app: a member with their own token cannot write bytes, rows or another’s file', async () => {
  const id = await sent()
  const bucket = as('editor').storage.from('files')
  const free = `${alpha}/${randomUUID()}`
  for (const place of [free, `${alpha}/${id}`, `${beta}/${id}`, `${alpha}/${id}/x`, id, 'x.html'])
    expect((await bucket.upload(place, 'x', { contentType: 'text/plain' })).error, place).not.toBeNull()
  expect((await bucket.remove([`${alpha}/${id}`])).data).toEqual([])
  const row = {
    organisation_id: alpha,
    act_key: randomUUID(),
    name: 'a',
    type: 'text/csv',
    size_bytes: 1,
    sha256: '0'.repeat(64),
  }
  expect((await as('owner').from('files').insert(row)).error?.code).toBe('42501')
  expect((await as('owner').from('files').update({ state: 'attached' }).eq('id', id)).error?.code).toBe('42501')
  expect((await as('owner').from('files').delete().eq('id', id)).error?.code).toBe('42501')
  const stranger = as('stranger').storage.from('files')
  expect((await stranger.download(`${alpha}/${id}`)).error).not.toBeNull()
  expect((await stranger.list(alpha)).data).toEqual([])
  expect(await serveFile(as('owner'), id)).not.toBeNull()
})

test('past the app: the command refuses a name, type, size or hash that the app never sends', async () => {
  const input = { organisation: alpha, name: 'a.pdf', type: 'application/pdf', size: 10, sha256: '0'.repeat(64) }
  const call = async (change: object, act_key: string | null = randomUUID()) => {
    const { data, error } = await as('owner').rpc('cmd_receive_file', {
      act_key: act_key as string,
      expected_version: 0,
      input: { ...input, ...change },
    })
    if (error) throw error
    return (data as { reason?: string }).reason ?? 'ok'
  }
  expect(await call({})).toBe('ok')
  for (const change of [
    { name: '' },
    { name: 'a/b' },
    { name: 'a\\b' },
    { name: 'a\nb' },
    { name: 'a'.repeat(151) },
    { name: 7 },
    { type: 'text/html' },
    { type: 'image/svg+xml' },
    { size: '10' },
    { size: -1 },
    { size: 1.5 },
    { size: 1e300 },
    { sha256: 'x' },
    { organisation: 'x' },
    { organisation: null },
    { more: 1 },
  ])
    expect(await call(change), JSON.stringify(change)).toBe('input_invalid')
  expect(await call({}, null)).toBe('input_invalid')
  expect(await call({ size: 0 })).toBe('too_large')
  expect(await call({ size: mostFileBytes + 1 })).toBe('too_large')
  expect(await call({ organisation: beta })).toBe('not_allowed')
  expect(await call({ organisation: randomUUID() })).toBe('not_allowed')
})

test('one act, one effect: the same post again gives the same file, also where the bytes were lost on the way', async () => {
  const actKey = randomUUID()
  const first = await send('owner', undefined, actKey)
  expect(await send('owner', undefined, actKey)).toEqual(first)
  await accounts.db.query('delete from storage.objects', [])
  expect(await send('owner', undefined, actKey)).toEqual(first)
  expect(await count('public.files')).toBe(1)
  expect(first.ok && (await serveFile(as('owner'), first.file.id))).toBeTruthy()
  const twice = await Promise.all([
    send('owner', fileOf(report, 'b.pdf'), actKey),
    send('owner', fileOf(report, 'b.pdf'), actKey),
  ])
  expect(twice[0]).toEqual(twice[1])
  expect(await count('public.files')).toBe(2)
})

test('an act brings at most ten files', async () => {
  const actKey = randomUUID()
  for (let index = 0; index < filesPerAct; index += 1)
    expect((await send('owner', fileOf(Buffer.from(`${index}`), 'a.txt'), actKey)).ok).toBe(true)
  expect(await send('owner', fileOf(Buffer.from('more'), 'a.txt'), actKey)).toEqual({ ok: false, reason: 'too_many' })
})

test('an organisation has its quota: to the byte, and others have theirs', async () => {
  await accounts.db.query(
    `insert into public.files (organisation_id, act_key, name, type, size_bytes, sha256, added_by)
      select $1, gen_random_uuid(), 'x.pdf', 'application/pdf', 10485760, repeat('0', 64), $2 from generate_series(1, 49)`,
    [alpha, idOf('owner')],
  )
  await accounts.db.query('update public.files set size_bytes = 1 where id = (select id from public.files limit 1)', [])
  // 50 files of the largest size are the quota: 48 and one byte are there.
  const ofSize = (size: number) => fileOf(Buffer.alloc(size, 'a'), 'a.txt')
  expect((await send('owner', ofSize(mostFileBytes))).ok).toBe(true)
  expect(await send('owner', ofSize(mostFileBytes))).toEqual({ ok: false, reason: 'quota_full' })
  expect((await send('owner', ofSize(mostFileBytes - 1))).ok).toBe(true)
  expect(await send('owner', ofSize(1))).toEqual({ ok: false, reason: 'quota_full' })
  expect((await send('stranger', undefined, undefined, beta)).ok).toBe(true)
  const [own] = await accounts.db.query(
    'select private.file_quota_bytes() as quota, private.files_per_act() as files',
    [],
  )
  expect(own).toEqual({ quota: String(quotaMegabytes * 1024 * 1024), files: String(filesPerAct) })
})

test('a command attaches what came under its act key, whole, and from its sender alone', async () => {
  const actKey = randomUUID()
  await send('owner', undefined, actKey)
  await send('editor', undefined, actKey)
  await accounts.db.query(
    `insert into public.files (organisation_id, act_key, name, type, size_bytes, sha256, added_by)
      values ($1, $2, 'lost.pdf', 'application/pdf', 9, repeat('0', 64), $3)`,
    [alpha, actKey, idOf('owner')],
  )
  const attach = async (actor: string, organisation = alpha) =>
    (await accounts.db.query('select private.attach_files($1, $2, $3) as n', [actKey, organisation, idOf(actor)]))[0]?.n
  expect(await attach('stranger')).toBe('0')
  expect(await attach('owner', beta)).toBe('0')
  expect(await attach('owner')).toBe('1')
  expect(await attach('owner')).toBe('0')
  const rows = await accounts.db.query('select name, state from public.files where added_by = $1 order by name', [
    idOf('owner'),
  ])
  expect(rows).toEqual([
    { name: 'lost.pdf', state: 'pending' },
    { name: 'report.pdf', state: 'attached' },
  ])
})

test('bytes that are not what was announced are attached by nobody', async () => {
  const actKey = randomUUID()
  await send('owner', undefined, actKey)
  const attach = async () =>
    (await accounts.db.query('select private.attach_files($1, $2, $3) as n', [actKey, alpha, idOf('owner')]))[0]?.n
  const store = (key: string, value: string) =>
    accounts.db.query('update storage.objects set metadata = metadata || jsonb_build_object($1::text, $2::jsonb)', [
      key,
      value,
    ])
  const [row] = await accounts.db.query('select size_bytes from public.files', [])
  await store('size', '8000000')
  expect(await attach()).toBe('0')
  await store('size', row?.size_bytes ?? '')
  await store('mimetype', '"text/plain"')
  expect(await attach()).toBe('0')
  await store('mimetype', '"application/pdf"')
  expect(await attach()).toBe('1')
})

/** A job that fails fails the test. */
const loudly: RunJob = async (_, job) => {
  await job()
  return true
}

test('what nobody attached goes after 24 hours with its bytes; what is younger or attached stays', async () => {
  const [old, young, attached] = [await sent(), await sent(), await sent()]
  await accounts.db.query("update public.files set created_at = now() - interval '24 hours 1 minute' where id <> $1", [
    young,
  ])
  await accounts.db.query("update public.files set state = 'attached', attached_at = now() where id = $1", [attached])
  await accounts.db.query("update public.files set created_at = now() - interval '23 hours 59 minutes' where id = $1", [
    young,
  ])
  await tidyUp(accounts.service as unknown as Db, loudly)
  const left = await accounts.db.query('select id from public.files', [])
  expect(left.map(({ id }) => id).sort()).toEqual([young, attached].sort())
  expect(await count('storage.objects')).toBe(2)
  expect(await count('private.file_chunks')).toBe(2)
  expect(await serveFile(as('owner'), old)).toBeNull()
})

test('a sweep that died between the bytes and the row is ended by the next one, and no command attaches such a file', async () => {
  const id = await sent()
  await accounts.db.query("update public.files set created_at = now() - interval '25 hours'", [])
  await accounts.service.rpc('expire_files', { n: 10 })
  expect(await serveFile(as('owner'), id)).toBeNull()
  const [row] = await accounts.db.query(
    'select act_key, private.attach_files(act_key, organisation_id, added_by) as n from public.files',
    [],
  )
  expect(row?.n).toBe('0')
  expect(await send('owner', undefined, row?.act_key ?? '')).toEqual({ ok: false, reason: 'expired' })
  await tidyUp(accounts.service as unknown as Db, loudly)
  expect(await isEmpty()).toEqual([0, 0, 0])
})

test('of the corpus nothing is taken, nothing is left, and the memory it takes is bounded', async () => {
  let peak = 0
  const start = process.memoryUsage().rss
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 5)
  const taken: string[] = []
  for (const { what, name, bytes } of hostileFiles) {
    const outcome = await send('owner', fileOf(bytes, name))
    if (outcome.ok) taken.push(what)
    peak = Math.max(peak, process.memoryUsage().rss)
  }
  clearInterval(timer)
  console.log(
    `Corpus: ${hostileFiles.length} files, ${taken.length} taken, memory +${Math.round((peak - start) / 1e6)} MB`,
  )
  expect(taken).toEqual([])
  expect(await isEmpty()).toEqual([0, 0, 0])
  expect(peak - start).toBeLessThan(200e6)
})

test('what is sound is taken, kept under a clean name, and saved again as it was', async () => {
  for (const { name, bytes, kept } of soundFiles) {
    const outcome = await send('owner', fileOf(bytes, name))
    expect(outcome, name).toMatchObject({ ok: true, file: { name: kept ?? name } })
    const response = outcome.ok ? await serveFile(as('viewer'), outcome.file.id) : null
    const back = Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer(0))
    expect(createHash('sha256').update(back).digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(response?.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[\w. -]+"; filename\*=UTF-8''[\w.!~%-]+$/,
    )
    expect(Object.keys(fileKinds)).toContain(response?.headers.get('content-type'))
  }
})

test('a name never becomes a line of a header', () => {
  for (const name of ['a"b.pdf', 'a\r\nSet-Cookie: x=1.pdf', 'é.pdf', '\\".pdf', "a'(b)*.pdf", 'ملف.pdf'])
    expect(dispositionOf(name)).toMatch(/^attachment; filename="[\w. -]+"; filename\*=UTF-8''[\w.!~%-]+$/)
})

test('each reason has its words in each language', () => {
  const reasons: ReceiveRefusal[] = [
    ...fileRefusals,
    'signed_out',
    'input_invalid',
    'not_allowed',
    'expired',
    'too_many',
    'quota_full',
  ]
  for (const language of languages)
    for (const reason of reasons) {
      const words = refusalText(languageKit(language), 'report.pdf', reason)
      expect(words).not.toMatch(/\{\{|undefined/)
      expect(words.length).toBeGreaterThan(10)
    }
})
