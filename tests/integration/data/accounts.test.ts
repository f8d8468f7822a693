import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  changeSettings,
  endSession,
  findRecoverySalt,
  keepRecoveryCodes,
  spendRecoveryCode,
} from '#app/data/account-commands.server.ts'
import { listSessions, touchSession } from '#app/data/sessions.server.ts'
import type { Db } from '#app/platform/database.server.ts'
import { type Accounts, addFactor, openAccounts, type Person, password } from './open-accounts.ts'

let db: Accounts
beforeAll(async () => {
  db = await openAccounts()
})
afterAll(() => db.close())

const device = 'firefox/android'

async function sessionOf(client: Db) {
  const touched = await touchSession(client, device)
  if (touched.state !== 'active') throw new Error(touched.state)
  return touched.session
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

const codeSet = () => ({
  salt: hash(randomUUID()).slice(0, 32),
  hashes: Array.from({ length: 10 }, (_, n) => hash(`${n}`)),
})

const auditOf = async ({ id }: Person) =>
  (
    await db.query('select command, details::text from public.audit_log where subject_id = $1 order by position', [id])
  ).map(({ command }) => command)

const mailsTo = async ({ mail }: Person) =>
  (await db.query('select kind from private.outbox where recipient = $1 order by created_at, kind', [mail])).map(
    ({ kind }) => kind,
  )

test('a session says whose it is, and the profile begins with what was said at sign-up', async () => {
  const person = await db.makePerson('Amina Diallo')
  const session = await sessionOf(person.db)
  expect(session).toMatchObject({
    userId: person.id,
    email: person.mail,
    name: 'Amina Diallo',
    lang: 'fr',
    version: 1,
    aal: 'aal1',
    hasFactor: false,
    recoveryCodes: 0,
  })
  expect(session.proofs.map(({ method }) => method)).toEqual(['password'])
})

test('nobody, and a token of nobody, have no session', async () => {
  expect(await touchSession(db.anon, device)).toEqual({ state: 'ended' })
})

test('after 30 minutes without use a session is over, for good, and not a minute before', async () => {
  const person = await db.makePerson()
  const { sessionId } = await sessionOf(person.db)
  const unusedFor = (minutes: number) =>
    db.query(
      `with s as (update auth.sessions set created_at = now() - interval '1 hour' where id = $1)
       update private.session_activity set last_used_at = now() - make_interval(mins => ${minutes}) where session_id = $1`,
      [sessionId],
    )
  await unusedFor(29)
  expect((await touchSession(person.db, device)).state).toBe('active')
  await unusedFor(30)
  expect((await touchSession(person.db, device)).state).toBe('idle')
  expect((await touchSession(person.db, device)).state).toBe('ended')
  expect((await person.db.auth.refreshSession()).error).not.toBeNull()
})

test('a session that was never used counts from its beginning, and none is older than 12 hours', async () => {
  const person = await db.makePerson()
  const { sessionId } = await sessionOf(person.db)
  await db.query(`update auth.sessions set created_at = now() - interval '12 hours' where id = $1`, [sessionId])
  expect((await touchSession(person.db, device)).state).toBe('too_old')
  const fresh = await db.signIn(person.mail)
  await db.query(`update auth.sessions set created_at = now() - interval '31 minutes' where user_id = $1`, [person.id])
  expect((await touchSession(fresh, device)).state).toBe('idle')
})

test('use is written at most once a minute', async () => {
  const person = await db.makePerson()
  const { sessionId } = await sessionOf(person.db)
  const row = async () =>
    (await db.query('select xmin::text as at from private.session_activity where session_id = $1', [sessionId]))[0]?.at
  const first = await row()
  await sessionOf(person.db)
  expect(await row()).toBe(first)
  await db.query(
    `update private.session_activity set last_used_at = now() - interval '61 seconds' where session_id = $1`,
    [sessionId],
  )
  const before = await row()
  await sessionOf(person.db)
  expect(await row()).not.toBe(before)
})

test('an account that is locked has no session, whatever its token says', async () => {
  const person = await db.makePerson()
  await sessionOf(person.db)
  await db.query(`update auth.users set banned_until = now() + interval '1 day' where id = $1`, [person.id])
  expect(await touchSession(person.db, device)).toEqual({ state: 'ended' })
})

test('a person sees their sessions with the device, ends the others, and twice is once', async () => {
  const person = await db.makePerson()
  const elsewhere = await db.signIn(person.mail)
  await sessionOf(person.db)
  await touchSession(elsewhere, 'chrome/windows')
  const sessions = await listSessions(person.db)
  expect(sessions.map(({ device, isThis }) => ({ device, isThis }))).toEqual([
    { device: 'firefox/android', isThis: true },
    { device: 'chrome/windows', isThis: false },
  ])
  const actKey = randomUUID()
  expect(await endSession(person.db, { actKey, which: 'others' })).toEqual({ ok: true })
  expect(await touchSession(elsewhere, device)).toEqual({ state: 'ended' })
  const again = await db.signIn(person.mail)
  expect(await endSession(person.db, { actKey, which: 'others' })).toEqual({ ok: true })
  expect((await touchSession(again, device)).state).toBe('active')
  expect(await endSession(person.db, { actKey, which: 'all' })).toMatchObject({ reason: 'act_key_reused' })
})

test('nobody ends a session of somebody else, and a wish that is none is refused', async () => {
  const [one, two] = [await db.makePerson(), await db.makePerson()]
  const { sessionId } = await sessionOf(two.db)
  expect(await endSession(one.db, { actKey: randomUUID(), which: sessionId })).toEqual({ ok: true })
  expect((await touchSession(two.db, device)).state).toBe('active')
  for (const which of ['', 'none', "others' or true"])
    expect(await endSession(one.db, { actKey: randomUUID(), which })).toMatchObject({ reason: 'input_invalid' })
})

test('a command takes nothing from a session that was ended, although its token is still good', async () => {
  const person = await db.makePerson()
  const elsewhere = await db.signIn(person.mail)
  await endSession(person.db, { actKey: randomUUID(), which: 'others' })
  const change = { actKey: randomUUID(), version: 1, name: 'X', lang: 'en' }
  expect(await changeSettings(elsewhere, change)).toMatchObject({ ok: false, reason: 'session_ended' })
  const { data } = await elsewhere.from('profiles').select('display_name')
  expect(data).toEqual([])
})

test('settings change from the version they were read at, and nobody reads the profile of another', async () => {
  const [one, two] = [await db.makePerson('One'), await db.makePerson('Two')]
  await Promise.all([sessionOf(one.db), sessionOf(two.db)])
  const change = { actKey: randomUUID(), version: 1, name: '  One Again ', lang: 'ar' }
  expect(await changeSettings(one.db, change)).toEqual({ ok: true })
  expect(await changeSettings(one.db, change)).toEqual({ ok: true })
  expect(await changeSettings(one.db, { ...change, actKey: randomUUID() })).toMatchObject({ reason: 'version_differs' })
  const tooLong = { ...change, actKey: randomUUID(), version: 2, name: 'x'.repeat(101) }
  expect(await changeSettings(one.db, tooLong)).toMatchObject({ reason: 'name_length' })
  expect((await one.db.from('profiles').select('display_name,lang,version')).data).toEqual([
    { display_name: 'One Again', lang: 'ar', version: 2 },
  ])
  expect((await db.anon.from('profiles').select('display_name')).error?.code).toBe('42501')
  expect((await one.db.from('profiles').update({ display_name: 'x' }).eq('user_id', one.id)).error?.code).toBe('42501')
})

test('with a second factor the password alone reads and changes nothing', async () => {
  const person = await db.makePerson()
  await addFactor(person)
  const half = await db.signIn(person.mail)
  expect(await sessionOf(half)).toMatchObject({ aal: 'aal1', hasFactor: true })
  expect((await half.from('profiles').select('display_name')).data).toEqual([])
  const change = { actKey: randomUUID(), version: 1, name: 'X', lang: 'en' }
  expect(await changeSettings(half, change)).toMatchObject({ reason: 'second_factor_missing' })
  expect(await keepRecoveryCodes(half, { actKey: randomUUID(), ...codeSet() })).toMatchObject({
    reason: 'second_factor_missing',
  })
  expect(await listSessions(half)).toEqual([])
})

test('recovery codes: ten at a time, made only with the factor; one takes it away, ends other sessions, and is told once', async () => {
  const person = await db.makePerson()
  await sessionOf(person.db)
  const set = codeSet()
  const make = (more: Partial<ReturnType<typeof codeSet>> = {}) =>
    keepRecoveryCodes(person.db, { actKey: randomUUID(), ...set, ...more })
  expect(await make()).toMatchObject({ reason: 'second_factor_missing' })
  await addFactor(person)
  expect(await make({ hashes: set.hashes.slice(1) })).toMatchObject({ reason: 'input_invalid' })
  expect(await make({ hashes: Array(10).fill(set.hashes[0]) })).toMatchObject({ reason: 'input_invalid' })
  expect(await make()).toEqual({ ok: true })
  expect(await findRecoverySalt(db.service, person.id)).toBe(set.salt)
  expect((await sessionOf(person.db)).recoveryCodes).toBe(10)

  const half = await db.signIn(person.mail)
  const { sessionId } = await sessionOf(half)
  const spend = (text: string) => spendRecoveryCode(db.service, { userId: person.id, sessionId, hash: hash(text) })
  expect(await spend('not a code')).toMatchObject({ ok: false })
  const [first, second] = await Promise.all([spend('3'), spend('3')])
  expect([first.ok, second.ok].filter(Boolean)).toEqual([true])
  expect(await sessionOf(half)).toMatchObject({ hasFactor: false, recoveryCodes: 0 })
  expect(await touchSession(person.db, device)).toEqual({ state: 'ended' })
  expect(await auditOf(person)).toEqual([
    'second_factor_added',
    'make_recovery_codes',
    'use_recovery_code',
    'second_factor_removed',
  ])
  expect(await mailsTo(person)).toEqual(['second_factor_added', 'recovery_code_used'])
})

test('what changes an account is written down without its values, and told to the person', async () => {
  const person = await db.makePerson()
  const { factorId } = await addFactor(person)
  await person.db.auth.mfa.unenroll({ factorId })
  await person.db.auth.updateUser({ password: `${password} and one` })
  await db.query('update auth.users set email = $2 where id = $1', [person.id, `${randomUUID()}@example.org`])
  const changes = ['second_factor_added', 'second_factor_removed', 'password_changed', 'email_changed']
  expect(await auditOf(person)).toEqual(changes)
  // Also the last goes to the old address: whoever took the account over reads the new one.
  expect(await mailsTo(person)).toEqual(changes)
  const rows = await db.query('select details::text as text from public.audit_log where subject_id = $1', [person.id])
  expect(JSON.stringify(rows)).not.toMatch(/example\.org|copper|fr/)
})

test('the client with a public key, and a signed-in person, reach none of what the service role may', async () => {
  const person = await db.makePerson()
  for (const client of [db.anon, person.db]) {
    const asked = [
      client.rpc('take_limit', { kind: 'mail_to', subject: 'x' }),
      client.rpc('recovery_salt', { account: person.id }),
      client.rpc('use_recovery_code', { account: person.id, session: randomUUID(), code_hash: hash('1') }),
    ]
    for (const { error } of await Promise.all(asked)) expect(error?.code).toBe('42501')
  }
})
