import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeNeedWorld } from './need-world.ts'
import { type Chain, openChain } from './open-chain.ts'

/** What is kept no longer, at the time that docs/personal-data.md says: the clock is moved, the rows are not. */

let chain: Chain
beforeAll(async () => {
  chain = await openChain()
})
afterAll(() => chain?.close())

const forgetAt = async (at: string): Promise<Record<string, number>> =>
  JSON.parse((await chain.query(`select private.keep_time(${at})::text as n`))[0]?.n ?? '')

const inDays = (days: number) => `now() + interval '${days} days'`

// First: a moved clock ends the sessions of whoever acts here.
test('whom an offer was told to is forgotten a month after it closed, and nobody is told again', async () => {
  const world = await makeNeedWorld(chain)
  const need = await world.state()
  const offer = await world.publish({ applyBy: new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10) })
  await chain.query(
    'insert into private.told_matches select q.id, f.id from public.support_requests q, public.offers f where q.ref = $1 and f.ref = $2',
    [need, offer],
  )
  await chain.query('select private.close_telling($1)', [offer])
  expect(await forgetAt(inDays(40))).toMatchObject({ told_matches: 0, offers_told: 0 })
  expect(await forgetAt(inDays(42))).toMatchObject({ told_matches: 1, offers_told: 1 })
  // By then the offer is closed by the clock, so it is not among those to tell.
  await chain.query('update public.offers set opens_at = $2::timestamptz, closes_at = $3::timestamptz where ref = $1', [
    offer,
    '2026-01-01',
    '2026-02-01',
  ])
  expect(await chain.query('select * from private.offers_to_tell()')).toEqual([])
})

test.each([
  ['drafts', 90, `insert into public.drafts (user_id, form, fields, changed_at) values ('@', 'need', '{}', now())`],
  [
    'notifications',
    366,
    `insert into public.notifications (user_id, kind, subject_kind, subject_ref, mailed_at) values ('@', 'award_lapsed', 'award', 'A', now())`,
  ],
  [
    'contacts',
    366,
    `insert into public.error_reports (ref, record_kind, record_ref, text, lang, contact) values ('0123456789', 'offer', 'O01', 'Wrong', 'en', 'a@example.org')`,
  ],
  [
    'act_keys',
    366,
    `insert into private.act_keys (act_key, actor, command, body_hash, receipt) values (gen_random_uuid(), '@', 'state_need', '', '{}')`,
  ],
  ['mails', 90, `insert into private.outbox (kind, recipient) values ('recover', 'a@example.org')`],
  [
    'sessions',
    3,
    `insert into auth.sessions (id, user_id, created_at) values (gen_random_uuid(), '@', now() + interval '1 day 12 hours')`,
  ],
  [
    'limit_counts',
    2,
    `insert into private.limit_counts (kind, subject_hash, tries, ends_at) values ('mail_to', 'x', 1, now() + interval '1 day')`,
  ],
  [
    'unconfirmed_accounts',
    30,
    `update auth.users set email_confirmed_at = null, last_sign_in_at = null where id = '@'`,
  ],
] as const)('%s are kept for %i days', async (name, days, insert) => {
  const { id } = await chain.makePerson()
  for (const table of ['public.notifications', 'private.act_keys', 'private.outbox', 'auth.sessions'])
    await chain.query(`delete from ${table}`)
  await chain.query(insert.replace('@', id))
  expect((await forgetAt(inDays(days - 2)))[name]).toBe(0)
  expect((await forgetAt(inDays(days + 1)))[name]).toBe(1)
  expect((await forgetAt(inDays(days + 1)))[name]).toBe(0)
})

test('an account that was ever used stays, whatever its age; with the others goes what hangs on them', async () => {
  const used = await chain.makePerson()
  const unconfirmed = await chain.makePerson()
  await chain.query('update auth.users set email_confirmed_at = null, last_sign_in_at = null where id = $1', [
    unconfirmed.id,
  ])
  await chain.query("insert into public.drafts (user_id, form, fields) values ($1, 'need', '{}')", [unconfirmed.id])
  expect((await forgetAt(inDays(31))).unconfirmed_accounts).toBe(1)
  expect(await chain.query('select 1 from public.drafts where user_id = $1', [unconfirmed.id])).toEqual([])
  expect(await chain.query('select 1 from auth.users where id = $1', [used.id])).toHaveLength(1)
})

test('with an account go its act keys; those of people without one stay their time', async () => {
  const { id } = await chain.makePerson()
  await chain.query('delete from private.act_keys')
  const nobody = '00000000-0000-0000-0000-000000000000'
  for (const actor of [id, nobody])
    await chain.query(
      `insert into private.act_keys (act_key, actor, command, body_hash, receipt) values (gen_random_uuid(), $1, 'x', '', '{}')`,
      [actor],
    )
  expect((await forgetAt('now()')).act_keys).toBe(0)
  await chain.query('delete from auth.users where id = $1', [id])
  expect((await forgetAt('now()')).act_keys).toBe(1)
  expect(await chain.query('select actor from private.act_keys')).toEqual([{ actor: nobody }])
})

test('forms that nobody came back for are kept for a day', async () => {
  await chain.query(
    `insert into private.parked_posts (browser, act_key, box, kept_at)
     select sha256(a::text::bytea), gen_random_uuid(), decode(repeat('00', 40), 'hex'), now() - a
     from unnest(array[interval '23 hours', interval '25 hours']) a`,
  )
  expect((await chain.service.rpc('sweep_parked_posts')).data).toBe(1)
  expect((await chain.service.rpc('sweep_parked_posts')).data).toBe(0)
})
