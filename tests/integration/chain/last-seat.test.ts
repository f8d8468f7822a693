import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inLanes } from '../../support/in-lanes.ts'
import { hasPostgres } from '../../support/postgres-programs.ts'
import {
  applyAs,
  type Contest,
  connections,
  findMiscounted,
  findOversold,
  giving,
  makeNaive,
  openContest,
  single,
} from './many-at-once.ts'
import { awarded } from './offer-world.ts'
import { act } from './open-chain.ts'

const isFull = process.env.IMARIKA_FULL === '1'
const offerCount = isFull ? 200 : 20
const contenderCount = isFull ? 20 : 10

/** Every contender applies for each offer, and all are awarded at once; seats and money in turn. */
async function race({ world, contenders }: Contest): Promise<{ given: number; reasons: string[] }> {
  const decisions: { ref: string; isMoney: boolean }[] = []
  const offers = Array.from({ length: offerCount }, (_, n) => ({ isMoney: n % 2 === 1 }))
  await inLanes(offers, connections / 5, async ({ isMoney }) => {
    const offer = await world.publish(single(isMoney))
    const refs = await Promise.all(contenders.map(contender => applyAs(world, offer, contender, isMoney)))
    decisions.push(...refs.map(ref => ({ ref, isMoney })))
  })
  let given = 0
  const reasons = new Set<string>()
  const { owner, editor } = world.giver
  await inLanes(decisions, connections, async ({ ref, isMoney }) => {
    const answer = await act(given % 2 === 0 ? owner : editor, 'decide_application', awarded(ref, giving(isMoney)), {
      version: 1,
    })
    if (answer.ok) given += 1
    else reasons.add(answer.reason ?? '')
  })
  return { given, reasons: [...reasons] }
}

describe.skipIf(!hasPostgres)(
  `${offerCount} offers, ${contenderCount} contenders each, ${connections} connections`,
  () => {
    let contest: Contest
    beforeAll(async () => {
      contest = await openContest(contenderCount)
    }, 120_000)
    afterAll(() => contest?.chain.close())

    test('the last seat and the last money go to one, whoever decides at the same moment', {
      timeout: 600_000,
    }, async () => {
      const { given, reasons } = await race(contest)
      expect(await findOversold(contest.chain)).toEqual([])
      expect(await findMiscounted(contest.chain)).toEqual([])
      expect({ given, reasons }).toEqual({ given: offerCount, reasons: ['above_offer'] })
    })

    test('the control: written naively, the same command sells them again', { timeout: 600_000 }, async () => {
      await makeNaive(contest.chain)
      const { given } = await race(contest)
      const oversold = await findOversold(contest.chain)
      console.info(`naive: ${given} awards from ${offerCount} offers, ${oversold.length} oversold`)
      expect(oversold.length).toBeGreaterThan(offerCount / 4)
    })
  },
)
