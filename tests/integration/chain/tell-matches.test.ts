import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
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

const at = day(0) as IsoDate

const toldOf = async (need: string) =>
  (
    await chain.query(
      `select user_id, data ->> 'offer' as offer from public.notifications where kind = 'match_found' and subject_ref = $1`,
      [need],
    )
  ).map(({ user_id, offer }) => ({ user_id, offer }))

test('whoever asked is told once of an offer that opens later and does not exclude them', async () => {
  const need = await world.state()
  const offer = await world.publish()
  expect(await tellMatches(chain.service, at)).toBe(1)
  const { owner, editor } = world.taker
  const told = await toldOf(need)
  expect(told.map(({ user_id }) => user_id).sort()).toEqual([owner.id, editor.id].sort())
  expect(told.map(row => row.offer)).toEqual([offer, offer])
  expect(await tellMatches(chain.service, at)).toBe(0)
  // Cut off before it was through, it begins again and tells nobody twice.
  await chain.query('delete from private.offers_told')
  expect(await tellMatches(chain.service, at)).toBe(0)
  expect(await toldOf(need)).toHaveLength(2)
  await done(act(owner, 'withdraw_need', { ref: need }, { version: 1 }))
})

test('nobody is told who did not ask, whom a rule excludes, who asked for another kind, or who saw it while writing', async () => {
  const silent = await world.state({ tellsMatches: false })
  const other = await world.state({ kind: 'joint_lab' })
  await world.publish({ rules: [{ rule: 'place', countries: ['MG'], regions: [] }] })
  const excluded = await world.state()
  expect(await tellMatches(chain.service, at)).toBe(0)
  await world.publish()
  const late = await world.state()
  expect(await tellMatches(chain.service, at)).toBe(1)
  expect((await toldOf(excluded)).length).toBe(2)
  for (const need of [silent, other, late]) expect(await toldOf(need)).toEqual([])
})

test('members cannot tell anybody themselves', async () => {
  const need = await world.state()
  const offer = await world.publish()
  const { error } = await world.giver.owner.db.rpc('tell_match', { request: need, offer })
  expect(error?.code).toBe('42501')
  expect(await toldOf(need)).toEqual([])
})
