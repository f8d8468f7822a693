import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  countTasks,
  countUnread,
  keepTime,
  listNotifications,
  listTasks,
  listWatched,
  mailNotifications,
} from '#app/data/today.server.ts'
import { notificationKinds } from '#app/domain/today/notification.ts'
import { renderMail } from '#app/services/mail/render-mail.ts'
import { readNotifications } from '#app/services/today/read-today.server.ts'
import type { Person } from '../data/open-accounts.ts'
import { makeNeedWorld, type NeedWorld } from './need-world.ts'
import { done } from './offer-world.ts'
import { act, type Chain, openChain } from './open-chain.ts'

let chain: Chain
let world: NeedWorld
beforeAll(async () => {
  chain = await openChain()
  world = await makeNeedWorld(chain)
})
afterAll(() => chain?.close())
beforeEach(() => chain.query('delete from private.outbox'))

/** Told at one instant, as one act or one round of a job tells them. */
const tell = (person: Person, n: number, at = 'now()') =>
  chain.query(
    `insert into public.notifications (user_id, kind, subject_kind, subject_ref, data, created_at)
     select $1, 'award_lapsed', 'award', 'A-' || i, '{"organisation": "Body", "lang": "en", "title": "Seats", "title_lang": "en"}', ${at}
     from generate_series(1, ${n}) i`,
    [person.id],
  )

const choose = (person: Person, mailCopy: string) => done(act(person, 'change_mail_copy', { mailCopy }))

const mails = (person: Person) =>
  chain.query('select kind, lang, data::text from private.outbox where recipient = $1 order by created_at, id', [
    person.mail,
  ])

/** The copies that are written at an instant; how many. */
const mailAt = async (at: string) =>
  Number((await chain.query('select private.mail_notifications($1::timestamptz)::text as n', [at]))[0]?.n)

const kindsOf = async ({ db }: Person) => (await listTasks(db)).map(({ kind }) => kind)

test('what waits is there for those who may do it, until it is done, and for nobody else', async () => {
  const need = await world.state()
  const offer = await world.publish()
  const interest = await world.express(need, offer)
  expect(await kindsOf(world.giver.editor)).toContain('interest_to_answer')
  for (const other of [world.giver.viewer, world.giver.reviewer, world.taker.owner, await chain.makePerson()])
    expect(await kindsOf(other)).not.toContain('interest_to_answer')
  await done(
    act(world.giver.owner, 'answer_interest', { id: interest, answer: 'accepted', lang: 'en' }, { version: 1 }),
  )
  expect(await kindsOf(world.giver.editor)).not.toContain('interest_to_answer')

  const application = await world.apply(offer)
  const [task] = (await listTasks(world.giver.editor.db)).filter(({ kind }) => kind === 'application_to_decide')
  expect(task).toMatchObject({ ref: application, organisation: { ref: world.provider.ref }, version: 1 })
  const award = await world.award(application)
  expect(await kindsOf(world.giver.editor)).not.toContain('application_to_decide')
  const [answer] = (await listTasks(world.taker.owner.db)).filter(({ kind }) => kind === 'award_to_answer')
  expect(answer).toMatchObject({ ref: award, due: expect.stringMatching(/^\d{4}-/) })
  // An editor may not answer it, so it does not wait for them.
  expect(await kindsOf(world.taker.editor)).not.toContain('award_to_answer')
  await done(act(world.taker.owner, 'answer_award', { ref: award, answer: 'accepted', lang: 'en' }, { version: 1 }))
  expect(await kindsOf(world.taker.owner)).not.toContain('award_to_answer')
  expect(await kindsOf(world.giver.owner)).toContain('award_to_deliver')
  // The number beside the way there is that of the list, for everybody.
  for (const { db } of [world.giver.owner, world.giver.viewer, world.taker.owner])
    expect(await countTasks(db)).toBe((await listTasks(db)).length)
  expect(await countTasks(world.giver.owner.db)).toBeGreaterThan(0)
})

test('without a session nothing is answered, and members start no job', async () => {
  expect((await chain.anon.rpc('my_tasks')).error?.code).toBe('42501')
  expect((await chain.anon.rpc('count_my_tasks')).error?.code).toBe('42501')
  expect((await chain.anon.rpc('overview')).error?.code).toBe('42501')
  for (const job of ['keep_time', 'mail_notifications'] as const)
    expect((await world.giver.owner.db.rpc(job)).error?.code).toBe('42501')
})

test('only coordinators overlook what waits', async () => {
  const need = await world.state()
  const coordinator = await chain.makePerson()
  expect((await coordinator.db.rpc('overview')).data).toEqual([])
  await chain.giveRole(coordinator, 'coordinator')
  const { data } = await coordinator.db.rpc('overview')
  expect(data).toContainEqual(expect.objectContaining({ kind: 'unanswered_need', subject_ref: need }))
  const offer = await world.publish()
  const application = await world.apply(offer)
  const watched = async () =>
    (await listWatched(coordinator.db)).filter(row => row.ref === offer).map(({ kind, doer }) => [kind, doer?.ref])
  expect(await watched()).toEqual([['undecided_application', world.provider.ref]])
  await world.award(application)
  expect(await watched()).toEqual([['unanswered_award', world.institution.ref]])
  expect((await world.giver.owner.db.rpc('overview')).data).toEqual([])
})

test('notifications told at one instant are all paged through, each once', async () => {
  const reader = await chain.makePerson()
  await tell(reader, 60)
  const seen: string[] = []
  let key: string | null = null
  do {
    const [createdAt = '', id = ''] = key?.split('_') ?? []
    const page = await readNotifications(reader.db, key === null ? null : { createdAt, id })
    seen.push(...page.rows.map(row => row.subjectRef))
    key = page.nextKey
  } while (key !== null)
  expect(new Set(seen).size).toBe(60)
  expect(seen).toHaveLength(60)
})

test('readers read and mark only what they were told', async () => {
  const [one, other] = [await chain.makePerson(), await chain.makePerson()]
  await tell(one, 2)
  await tell(other, 1)
  const [theirs] = await listNotifications(other.db, { after: null, limit: 5 })
  expect(await done(act(one, 'read_notifications', { id: theirs?.id ?? '' }))).toMatchObject({ read: 0 })
  expect(await countUnread(other.db)).toBe(1)
  const [first] = await listNotifications(one.db, { after: null, limit: 5 })
  expect(await done(act(one, 'read_notifications', { id: first?.id ?? '' }))).toMatchObject({ read: 1 })
  expect(await countUnread(one.db)).toBe(1)
  expect(await done(act(one, 'read_notifications', {}))).toMatchObject({ read: 1 })
  expect([await countUnread(one.db), await countUnread(other.db)]).toEqual([0, 1])
})

test('a kind without words is never written', async () => {
  const insert = (kind: string) =>
    chain.query(
      `insert into public.notifications (user_id, kind, subject_kind, subject_ref) values ($1, $2, 'award', 'A')`,
      [world.giver.owner.id, kind],
    )
  await expect(insert('moon_landed')).rejects.toThrow('notifications_kind_known')
  const [{ words } = { words: '' }] = await chain.query(
    `select pg_get_constraintdef(oid) as words from pg_constraint where conname = 'notifications_kind_known'`,
  )
  const known = [...(words ?? '').matchAll(/'([a-z_]+)'/g)].map(([, kind]) => kind)
  expect(known.sort()).toEqual([...notificationKinds].sort())
})

test('a copy goes out at once, one each, and once only, however many processes write them', async () => {
  const reader = await chain.makePerson()
  // The first page begins the profile.
  await reader.db.rpc('touch_session')
  await tell(reader, 3)
  const rounds = await Promise.all([1, 2, 3].map(() => mailNotifications(chain.service)))
  expect(rounds.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(3)
  const written = await mails(reader)
  expect(written.map(({ kind }) => kind)).toEqual(['notification', 'notification', 'notification'])
  await mailNotifications(chain.service)
  expect(await mails(reader)).toHaveLength(3)
  const [{ kind, lang, data } = { kind: '', lang: '', data: '' }] = written
  const mail = renderMail(
    { kind: kind ?? '', lang: lang ?? '', data: JSON.parse(data ?? '') },
    'https://imarika.example',
  )
  expect(mail).toMatchObject({ subject: 'Une attribution est devenue caduque sans réponse : Seats' })
  expect(mail?.text).toMatch(/https:\/\/imarika\.example\/fr\/awards\/A-\d/)
})

test('whoever wants them daily gets one for all, after seven in the morning; whoever wants none, none', async () => {
  const [daily, never] = [await chain.makePerson(), await chain.makePerson()]
  await choose(daily, 'daily')
  await choose(never, 'never')
  for (const person of [daily, never]) await tell(person, 2, "'2026-03-02T12:00Z'")
  await mailAt('2026-03-03T06:59Z')
  expect(await mails(daily)).toEqual([])
  await Promise.all([mailAt('2026-03-03T07:01Z'), mailAt('2026-03-03T07:01Z')])
  const [digest, ...more] = await mails(daily)
  expect(more).toEqual([])
  expect(JSON.parse(digest?.data ?? '').items).toHaveLength(2)
  const mail = renderMail(
    { kind: 'digest', lang: 'ar', data: JSON.parse(digest?.data ?? '') },
    'https://imarika.example',
  )
  expect(mail?.html).toContain('dir="rtl"')
  expect(await mails(never)).toEqual([])
  // Who changes their mind is not written to about what is past.
  await choose(never, 'at_once')
  await mailAt('2026-03-04T07:01Z')
  expect(await mails(never)).toEqual([])
})

test('a choice that does not exist is refused', async () => {
  expect(await act(world.giver.owner, 'change_mail_copy', { mailCopy: 'hourly' })).toMatchObject({ ok: false })
  expect(
    (await act({ db: chain.anon }, 'change_mail_copy', { mailCopy: 'never' }).catch(() => null))?.ok ?? false,
  ).toBe(false)
})

const keepAt = async (at: string): Promise<Record<string, number>> =>
  JSON.parse((await chain.query(`select private.keep_time(${at})::text as n`))[0]?.n ?? '')

test('a need expires on the day after it was needed by, once, with a line in the audit', async () => {
  const need = await world.state({ neededBy: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10) })
  const read = async () =>
    (await chain.query('select id, state, version::text from public.support_requests where ref = $1', [need]))[0]
  await keepAt("now() + interval '5 days'")
  expect(await read()).toMatchObject({ state: 'open', version: '1' })
  const counts = await keepAt("now() + interval '6 days'")
  expect(counts.expired_needs).toBe(1)
  expect(await read()).toMatchObject({ state: 'expired', version: '2' })
  expect((await keepAt("now() + interval '6 days'")).expired_needs).toBe(0)
  const lines = await chain.query(
    `select command from public.audit_log where chain = 'support_request' and subject_id = $1 order by position`,
    [(await read())?.id ?? ''],
  )
  expect(lines.map(({ command }) => command)).toEqual(['state_need', 'expire_need'])
})

test('the job runs for the service', async () => {
  await expect(keepTime(chain.service)).resolves.toBeUndefined()
})
