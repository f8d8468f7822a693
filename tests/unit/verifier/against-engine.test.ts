import { expect, test } from 'vitest'
import { verifyRecord } from '../../../app/verifier/verify-record.ts'
import { effort, makeDice, randomMarket } from '../domain/allocation/random-market.ts'
import { allocate, makeRecord, PROOF, type Result } from './engine-record.ts'
import { makeRandom, randomInstance } from './random-instance.ts'
import { rehash } from './rehash.ts'

const FIRST_SEED = 20_2120_000

test('the verifier accepts the result of each of 2,000 random instances that the engine accepts', {
  timeout: 120_000,
}, () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + effort(2_000); seed++) {
    const instance = randomInstance(seed)
    const result = allocate(instance)
    const verdict = verifyRecord(JSON.stringify(makeRecord(instance, result)))
    if (result.ok) expect(verdict, `seed ${seed}`).toMatchObject({ ok: true })
    else expect(verdict, `seed ${seed}`).toEqual({ ok: false, broken: 'format', at: 'result' })
  }
})

test('the verifier accepts the results of 10,000 random markets, of nine units and four offers at most', {
  timeout: 300_000,
}, () => {
  const dice = makeDice(20_250_601)
  for (let found = 0; found < effort(10_000); ) {
    const size = { units: 1 + dice.below(9), offers: 1 + dice.below(4), maxCapacity: 1 + dice.below(5) }
    const market = randomMarket(dice, size)
    // A proof of the seed takes as long as fifty markets: one in a hundred draws, the others have an order of ties.
    if (found % 100 > 0) market.ties = { order: dice.shuffled(market.units.map(({ id }) => id)) }
    else market.ties = { seed: PROOF.randomness, round: 'r', scope: dice.pick(['*', 'offer'] as const) }
    const result = allocate(market)
    if (!result.ok) continue
    found++
    const verdict = verifyRecord(JSON.stringify(makeRecord(market, result)))
    expect(verdict, JSON.stringify(market)).toMatchObject({ ok: true })
  }
})

/** Contract keys of a result, kind by kind, and one seeded change of one of them; null where it has nothing to change. */
// biome-ignore lint/suspicious/noExplicitAny: results are bent out of shape here
function corrupt(result: any, instance: any, random: ReturnType<typeof makeRandom>): Result | null {
  const bent = structuredClone(result)
  const keysOf = (map: object) => random.pick(Object.keys(map)) as string | undefined
  if (result.kind === 'call-order') {
    if (result.order.length < 2) return null
    const at = random.below(result.order.length - 1)
    ;[bent.order[at], bent.order[at + 1]] = [bent.order[at + 1], bent.order[at]]
    return bent
  }
  if (result.kind === 'funding') {
    const request = keysOf(result.awards)
    if (request === undefined || random.chance(30)) bent.left = `${BigInt(result.left) + 1n}`
    else bent.awards[request] = `${BigInt(result.awards[request]) + 1n}`
    if (BigInt(bent.left) < 2n ** 53n) bent.left = Number(bent.left)
    return bent
  }
  if (result.kind === 'equal-shares') {
    const others = instance.projects
      .map(({ id }: { id: string }) => id)
      .filter((id: string) => !result.winners.includes(id))
    if (random.chance(40)) bent.cost = Number(result.cost) + 1
    else if (others.length > 0 && random.chance(50)) bent.winners = [...result.winners, others[0]].sort()
    else if (result.winners.length > 0) bent.winners.pop()
    else return null
    return bent
  }
  const unit = keysOf(result.assignment)
  if (unit === undefined) return null
  const offers: string[] = instance.offers.map(({ id }: { id: string }) => id)
  const what = random.below(3)
  if (what === 0) {
    const others = [null, ...offers].filter(offer => offer !== result.assignment[unit])
    bent.assignment[unit] = random.pick(others)
    if (bent.assignment[unit] === null) delete bent.category[unit]
    else bent.category[unit] ??= 'open'
  } else if (what === 1) {
    const held = keysOf(result.category)
    if (held === undefined) return null
    bent.category[held] = result.category[held] === 'open' ? 'f0' : 'open'
  } else {
    const offer = keysOf(result.reasons[unit])
    if (offer === undefined) return null
    const codes = ['ASSIGNED', 'NOT_REACHED', 'INELIGIBLE', 'CAP_FULL', 'POOL_FULL', 'BELOW_CUTOFF']
    bent.reasons[unit][offer].code = random.pick(codes.filter(code => code !== result.reasons[unit][offer].code))
  }
  return bent
}

test('P19: one contract key of a true result changed at random, with hashes that fit again, is refused', {
  timeout: 120_000,
}, () => {
  const broken = new Set<string>()
  let forged = 0
  for (let seed = FIRST_SEED; seed < FIRST_SEED + effort(2_000); seed++) {
    const instance = randomInstance(seed)
    if (JSON.stringify(instance.ties ?? {}).includes('seed')) continue
    const result = allocate(instance)
    if (!result.ok) continue
    const bent = corrupt(result, instance, makeRandom(seed + 1))
    if (bent === null) continue
    forged++
    const verdict = verifyRecord(JSON.stringify(rehash(makeRecord(instance, bent) as never)))
    expect(verdict, JSON.stringify({ seed, bent })).toMatchObject({ ok: false })
    if (!verdict.ok) broken.add(verdict.broken)
  }
  expect(forged).toBeGreaterThan(effort(1_000))
  // Every check of a result is the one that refuses some forgery here, save those that need two changes at once.
  for (const check of ['capacity', 'acceptable', 'floors', 'blocking-pair', 'non-wasteful', 'reasons'])
    expect(broken).toContain(check)
  for (const check of ['call-order', 'funding-balance', 'equal-shares-step']) expect(broken).toContain(check)
})

test('both sides refuse the same instances, with the same code', { timeout: 120_000 }, () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + effort(2_000); seed++) {
    const instance = randomInstance(seed)
    const result = allocate(instance)
    if (result.ok) continue
    const pretended = { ok: true, kind: instance.kind, ...pretend(instance) }
    const verdict = verifyRecord(JSON.stringify(makeRecord(instance, pretended)))
    expect(verdict, `seed ${seed}`).toMatchObject({ ok: false, broken: 'format', at: { refused: result.error } })
  }
})

/** A result of the right form for any instance of a kind, so that the instance alone is at fault. */
function pretend(instance: { kind: string; units?: { id: string }[] }) {
  const hashes = { inputHash: '', resultHash: '' }
  const assignment = Object.fromEntries((instance.units ?? []).map(({ id }) => [id, null]))
  if (instance.kind === 'matching') return { ...hashes, assignment, category: {}, reasons: {}, cutoffs: {} }
  return { ...hashes, awards: {}, left: 0, log: [], order: [], winners: [], cost: 0, payments: {} }
}
