import { expect, test, vi } from 'vitest'
import { allocatePlainly, type JsonMarket } from './plain-reading.ts'
import { effort, makeDice, randomMarket } from './random-market.ts'
import { codes, run } from './run.ts'

vi.setConfig({ testTimeout: 120_000 })

const wanted = Number(process.env.ALLOCATION_MARKETS ?? 10_000)

/** The next market that the configuration check lets through, with the engine's answer. */
function* safeMarkets(count: number, seed: number) {
  const dice = makeDice(seed)
  for (let found = 0; found < count; ) {
    const size = { units: 1 + dice.below(9), offers: 1 + dice.below(4), maxCapacity: 1 + dice.below(5) }
    const market = randomMarket(dice, size)
    const result = run(market)
    if (!result.ok) continue
    found++
    yield { market, result }
  }
}

const isMeritorious = (market: JsonMarket, offer: string | null) =>
  market.offers.find(({ id }) => id === offer)?.rule?.mode === 'meritorious'

test(`on ${wanted} random markets the engine assigns and explains as a reading that chooses from scratch does`, () => {
  const seen = {
    capped: 0,
    cappedFloors: 0,
    pooled: 0,
    CAP_FULL: 0,
    POOL_FULL: 0,
    'over-and-above': 0,
    meritorious: 0,
    'prefix-share': 0,
  }
  for (const { market, result } of safeMarkets(wanted, 20_250_601)) {
    count(seen, market, result)
    const plain = allocatePlainly(market)
    const where = JSON.stringify(market)
    expect(result.assignment, where).toEqual(plain.assignment)
    expect(codes(result.reasons), where).toEqual(plain.reasons)
    for (const unit of market.units) {
      if (isMeritorious(market, result.assignment[unit.id])) continue
      expect(result.category[unit.id], where).toBe(plain.category[unit.id])
    }
  }
  // Every kind of rule and reason has come up often, so agreement means something.
  for (const [what, often] of Object.entries(seen)) expect(often, what).toBeGreaterThan(wanted / 200)
})

function count(seen: Record<string, number>, market: JsonMarket, result: { reasons: Parameters<typeof codes>[0] }) {
  const tally = (what: string, is: boolean) => {
    if (is) seen[what] = (seen[what] ?? 0) + 1
  }
  const rules = market.offers.flatMap(offer => offer.rule ?? [])
  tally(
    'capped',
    rules.some(rule => rule.caps?.length),
  )
  tally(
    'cappedFloors',
    rules.some(rule => rule.caps?.length && rule.floors?.length),
  )
  tally('pooled', market.pools !== undefined)
  for (const mode of ['over-and-above', 'meritorious', 'prefix-share'])
    tally(
      mode,
      rules.some(rule => rule.mode === mode),
    )
  const given = Object.values(codes(result.reasons)).flatMap(row => Object.values(row))
  for (const code of ['CAP_FULL', 'POOL_FULL']) tally(code, given.includes(code))
}

test('on the same markets the order of the rows in the file changes no byte of the result', () => {
  const dice = makeDice(7)
  for (const { market, result } of safeMarkets(effort(300), 99)) {
    const shuffled = {
      ...market,
      units: dice.shuffled(market.units),
      offers: dice.shuffled(market.offers),
      pools: market.pools && dice.shuffled(market.pools),
    }
    expect(JSON.stringify(run(shuffled))).toBe(JSON.stringify(result))
  }
})
