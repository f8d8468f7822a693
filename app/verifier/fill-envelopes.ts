import { Broken } from './broken.ts'
import type { FundingInstance, Request } from './instance.ts'
import { Refused } from './read-fields.ts'
import { tieOrder } from './ties.ts'

export type FundingLine = { request: string; phase: string; before: bigint; award: bigint }
export type FundingResult = { awards: Map<string, bigint>; left: bigint; log: FundingLine[] }

/** Rule 13, read line by line: envelopes, then the open balance, then raises. */
export function fillEnvelopes(instance: FundingInstance): FundingResult {
  const breakTie = tieOrder(instance.ties)('*')
  const inOrder = [...instance.requests].sort((a, b) => b.score - a.score || breakTie(a.id, b.id))
  const setAside = instance.envelopes.reduce((sum, envelope) => sum + BigInt(envelope.amount), 0n)
  if (setAside > BigInt(instance.budget)) throw new Refused('ENVELOPES_EXCEED_BUDGET', 'envelopes')
  const awards = new Map(instance.requests.map(request => [request.id, 0n]))
  const log: FundingLine[] = []
  const awardOf = (request: Request) => awards.get(request.id) as bigint
  /** Walks those not yet funded from a balance and returns what is left of it. */
  const walk = (phase: string, balance: bigint, requests: Request[]) => {
    let left = balance
    for (const request of requests) {
      if (awardOf(request) > 0n) continue
      const least = BigInt(request.least)
      const award = least <= left ? least : 0n
      log.push({ request: request.id, phase, before: left, award })
      awards.set(request.id, award)
      left -= award
      if (award === 0n && instance.fill === 'stop') break
    }
    return left
  }
  let balance = BigInt(instance.budget) - setAside
  for (const { id, class: name, amount } of instance.envelopes) {
    const members = inOrder.filter(request => request.classes.includes(name))
    balance += walk(`envelope:${id}`, BigInt(amount), members)
  }
  balance = walk('open', balance, inOrder)
  for (const request of inOrder) {
    const missing = BigInt(request.ask) - awardOf(request)
    if (awardOf(request) === 0n || request.ask === request.least) continue
    const award = missing < balance ? missing : balance
    log.push({ request: request.id, phase: 'raise', before: balance, award })
    awards.set(request.id, awardOf(request) + award)
    balance -= award
  }
  return { awards, left: balance, log }
}

/**
 * Recomputes at once, so that a refused instance shows, and returns the comparison: nothing is spent twice, then every
 * award, what is left, and every line of the balance.
 */
export function checkFunding(instance: FundingInstance): (given: FundingResult) => void {
  const expected = fillEnvelopes(instance)
  const fail = (at: unknown) => {
    throw new Broken('funding-balance', at)
  }
  return given => {
    const spent = [...given.awards.values()].reduce((sum, award) => sum + award, 0n)
    if (spent + given.left !== BigInt(instance.budget)) fail('left')
    if (given.awards.size !== expected.awards.size) fail('awards')
    for (const [request, award] of expected.awards) if (given.awards.get(request) !== award) fail({ request })
    if (given.left !== expected.left) fail('left')
    if (given.log.length !== expected.log.length) fail({ line: expected.log.length })
    expected.log.forEach((line, i) => {
      const said = given.log[i] as FundingLine
      const same = said.request === line.request && said.phase === line.phase
      if (!same || said.before !== line.before || said.award !== line.award) fail({ line: i })
    })
  }
}
