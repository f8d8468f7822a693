import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Db } from '#app/platform/database.server.ts'
import { tellPeople, tidyUp } from '#app/services/background.server.ts'
import { jobRunner } from '#app/services/job-runner.server.ts'
import { tellMatches } from '#app/services/needs/tell-matches.server.ts'
import { makeNeedWorld, type NeedWorld } from './need-world.ts'
import { day, done } from './offer-world.ts'
import { act, type Chain, openChain } from './open-chain.ts'

let chain: Chain
let world: NeedWorld
beforeAll(async () => {
  chain = await openChain()
  world = await makeNeedWorld(chain)
})
afterAll(() => chain?.close())

const db = () => chain.service as unknown as Db

/** Lets a function of the database fail until the returned one is called, or the test is over. */
async function breakFunction(signature: string) {
  const [row] = await chain.query(
    'select pg_get_functiondef($1::regprocedure) as definition, pg_get_function_result($1::regprocedure) as result',
    [signature],
  )
  const args = /^private\.\w+\((.*)\)$/.exec(signature)?.[1] ?? ''
  const named = args === '' ? '' : `at ${args} default now()`
  const name = signature.split('(')[0]
  const mend = () => chain.query(row?.definition ?? '')
  onTestFinished(async () => {
    await mend()
  })
  await chain.query(`create or replace function ${name}(${named}) returns ${row?.result} language plpgsql security definer set search_path = '' as
    $$ begin raise exception 'planted in ${name}'; end $$`)
  return mend
}

function listen() {
  const lines: string[] = []
  return { lines, run: jobRunner(line => lines.push(line)) }
}

const seals = async () => Number((await chain.query('select count(*)::text as n from private.seals'))[0]?.n)

test('where telling what fits fails, copies by mail go out and the audit is sealed all the same', async () => {
  const mend = await breakFunction('private.offers_to_tell()')
  await chain.query('delete from private.outbox')
  await done(act(world.giver.owner, 'change_mail_copy', { mailCopy: 'at_once' }))
  await world.express(await world.state(), await world.publish())
  const { lines, run } = listen()
  const before = await seals()
  let woken = 0
  const turn = () => tellPeople({ db: db(), now: () => new Date() }, { wake: () => (woken += 1) }, run)
  await turn()
  expect(await chain.query('select 1 from private.outbox')).not.toEqual([])
  expect(woken).toBe(1)
  expect(await seals()).toBeGreaterThan(before)
  await turn()
  await mend()
  await turn()
  expect(lines).toEqual([expect.stringMatching(/^Telling what fits: .*planted/), 'Telling what fits: works again.'])
})

test('where copies by mail fail, the audit is sealed all the same', async () => {
  await breakFunction('private.mail_notifications(timestamp with time zone)')
  await world.state()
  const { lines, run } = listen()
  const before = await seals()
  await tellPeople({ db: db(), now: () => new Date() }, { wake: () => undefined }, run)
  expect(await seals()).toBeGreaterThan(before)
  expect(lines).toEqual([expect.stringMatching(/^Copies by mail: .*planted/)])
})

test('an offer that cannot be told stops no other, is named, and waits for the next turn', async () => {
  const need = await world.state()
  const [bad, good] = [await world.publish(), await world.publish()]
  await chain.query(
    `create function private.plant() returns trigger language plpgsql set search_path = '' as $$
     begin
       if exists (select from public.offers f where f.id = new.offer_id and f.ref = '${bad}') then raise exception 'planted'; end if;
       return new;
     end $$`,
  )
  await chain.query(
    'create trigger planted before insert on private.told_matches for each row execute function private.plant()',
  )
  const told = async () =>
    (
      await chain.query(
        `select distinct data ->> 'offer' as offer from public.notifications where kind = 'match_found' and subject_ref = $1`,
        [need],
      )
    ).map(({ offer }) => offer)
  await expect(tellMatches(chain.service, day(0) as IsoDate)).rejects.toThrow(`${bad}: `)
  expect(await told()).toEqual([good])
  await chain.query('drop trigger planted on private.told_matches')
  await tellMatches(chain.service, day(0) as IsoDate)
  expect((await told()).sort()).toEqual([bad, good].sort())
})

test('of what is tidied up, one part that fails takes nothing of the others back', async () => {
  await breakFunction('private.lapse_awards(timestamp with time zone)')
  const { id } = await chain.makePerson()
  await chain.query(
    `insert into public.notifications (user_id, kind, subject_kind, subject_ref, created_at)
     values ($1, 'award_lapsed', 'award', 'A', now() - interval '2 years')`,
    [id],
  )
  await chain.query(
    "insert into private.outbox (kind, recipient, created_at) values ('recover', 'a@example.org', now() - interval '40 days')",
  )
  const { lines, run } = listen()
  await tidyUp(db(), run)
  expect(lines).toEqual([expect.stringMatching(/^Keeping time: lapse_awards: P0001 planted in private.lapse_awards$/)])
  expect(await chain.query('select 1 from public.notifications where user_id = $1', [id])).toEqual([])
  expect(await chain.query("select 1 from private.outbox where recipient = 'a@example.org'")).toEqual([])
})

test('where keeping time fails as a whole, the rest is tidied up', async () => {
  await breakFunction('private.keep_time(timestamp with time zone)')
  await chain.query(
    "insert into private.outbox (kind, recipient, created_at) values ('recover', 'b@example.org', now() - interval '40 days')",
  )
  const { lines, run } = listen()
  await tidyUp(db(), run)
  expect(lines).toEqual([expect.stringMatching(/^Keeping time: .*planted/)])
  expect(await chain.query("select 1 from private.outbox where recipient = 'b@example.org'")).toEqual([])
})
