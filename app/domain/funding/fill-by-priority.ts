import type { FundingInstance, FundingRequest } from './funding-instance.ts'

/** One line of the running account. `before` is the balance when the request's turn came. */
export type FillDecision = { request: string; phase: string; before: bigint; award: bigint }

export type Fill = {
  /** Every request, 0 where it got nothing. */
  awards: ReadonlyMap<string, bigint>
  left: bigint
  log: readonly FillDecision[]
}

/**
 * Priority fill with envelopes. Phase 1 funds the least of each envelope's own requests, phase 2 the least of
 * everybody from what is open and what envelopes left, phase 3 raises the funded towards their ask; part of a raise is
 * given. `skip` passes over a request that does not fit, `stop` ends the envelope or phase there.
 * Never over budget; not monotone in the budget. Source: docs/allocation-instance.md, rule 13.
 */
export function fillByPriority(instance: FundingInstance, ranked: readonly FundingRequest[]): Fill {
  const { budget, fill, envelopes } = instance
  const awards = new Map(ranked.map(({ id }) => [id, 0n]))
  const log: FillDecision[] = []
  const isFunded = ({ id }: FundingRequest) => awards.get(id) !== 0n
  const grant = (request: FundingRequest, phase: string, before: bigint, award: bigint) => {
    awards.set(request.id, (awards.get(request.id) ?? 0n) + award)
    log.push({ request: request.id, phase, before, award })
    return before - award
  }
  const walk = (candidates: readonly FundingRequest[], phase: string, amount: bigint) => {
    let balance = amount
    for (const request of candidates) {
      const fits = request.least <= balance
      balance = grant(request, phase, balance, fits ? request.least : 0n)
      if (!fits && fill === 'stop') break
    }
    return balance
  }

  let balance = budget
  for (const envelope of envelopes) {
    const own = ranked.filter(request => request.classes.includes(envelope.class) && !isFunded(request))
    const left = walk(own, `envelope:${envelope.id}`, envelope.amount)
    balance += left - envelope.amount
  }
  balance = walk(
    ranked.filter(request => !isFunded(request)),
    'open',
    balance,
  )
  for (const request of ranked) {
    const missing = request.ask - request.least
    if (!isFunded(request) || missing === 0n) continue
    balance = grant(request, 'raise', balance, missing < balance ? missing : balance)
  }
  return { awards, left: balance, log }
}
