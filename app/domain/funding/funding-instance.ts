import type { CanonicalValue, Sha256 } from '../allocation/reading/canonical-json.ts'
import { invalid, refuse } from '../allocation/reading/refusal.ts'
import type { StrictReader } from '../allocation/reading/strict-reader.ts'
import { compareTickets, readTies, type Ties, ticket, tiesValue } from '../allocation/reading/ties.ts'
import { compareUtf8 } from '../allocation/reading/utf8-order.ts'

/** Money in minor units throughout. */
export type Envelope = { id: string; class: string; amount: bigint }
export type FundingRequest = { id: string; ask: bigint; least: bigint; score: number; classes: readonly string[] }

export type FundingInstance = {
  kind: 'funding'
  budget: bigint
  fill: 'skip' | 'stop'
  envelopes: readonly Envelope[]
  /** As given; `rankRequests` puts them in priority order. */
  requests: readonly FundingRequest[]
  ties: Ties | null
}

/** Rules 1 to 3, 13 and 19 of docs/allocation-instance.md for `"kind": "funding"`. */
export function readFunding(reader: StrictReader, value: unknown): FundingInstance {
  const raw = reader.object(value, 'instance', ['kind', 'budget', 'requests'], ['fill', 'envelopes', 'ties'])
  const budget = reader.money(raw.budget, 'budget')
  const fill = Object.hasOwn(raw, 'fill') ? reader.oneOf(raw.fill, ['skip', 'stop'], 'fill') : 'skip'
  const envelopes = Object.hasOwn(raw, 'envelopes') ? readEnvelopes(reader, raw.envelopes) : []
  const requests = reader.list(raw.requests, 'requests').map(item => readRequest(reader, item))
  const ids = new Set(requests.map(request => request.id))
  if (ids.size !== requests.length) invalid('requests', 'used-twice')
  const ties = Object.hasOwn(raw, 'ties') ? readTies(reader, raw.ties, id => ids.has(id)) : null
  return { kind: 'funding', budget, fill, envelopes, requests, ties }
}

function readEnvelopes(reader: StrictReader, value: unknown): Envelope[] {
  const envelopes = reader.list(value, 'envelopes').map(item => {
    const raw = reader.object(item, 'envelopes', ['id', 'class', 'amount'])
    return {
      id: reader.name(raw.id, 'envelopes.id'),
      class: reader.name(raw.class, 'envelopes.class'),
      amount: reader.money(raw.amount, 'envelopes.amount'),
    }
  })
  if (new Set(envelopes.map(envelope => envelope.id)).size !== envelopes.length) invalid('envelopes', 'used-twice')
  return envelopes
}

function readRequest(reader: StrictReader, value: unknown): FundingRequest {
  const raw = reader.object(value, 'requests', ['id', 'ask', 'score'], ['least', 'classes'])
  const ask = reader.money(raw.ask, 'requests.ask', 1n)
  const least = Object.hasOwn(raw, 'least') ? reader.money(raw.least, 'requests.least', 1n) : ask
  if (least > ask) invalid('requests.least', 'least-above-ask')
  return {
    id: reader.name(raw.id, 'requests.id'),
    ask,
    least,
    score: reader.count(raw.score, 'requests.score'),
    classes: Object.hasOwn(raw, 'classes') ? reader.names(raw.classes, 'requests.classes') : [],
  }
}

/** Requests in priority order: higher score first, then the tie rule. Refuses NON_TOTAL_PRIORITY. */
export function rankRequests({ requests, ties }: FundingInstance, sha: Sha256): FundingRequest[] {
  const byScore = [...requests].sort((a, b) => b.score - a.score || compareUtf8(a.id, b.id))
  const isTied = (request: FundingRequest, i: number) =>
    byScore[i - 1]?.score === request.score || byScore[i + 1]?.score === request.score
  const tied = byScore.filter(isTied)
  const [first] = tied
  if (first === undefined) return byScore
  if (ties === null) refuse('NON_TOTAL_PRIORITY', { request: first.id })
  if (ties.kind === 'order') {
    const place = new Map(ties.order.map((id, i) => [id, i]))
    for (const { id } of tied) if (!place.has(id)) refuse('NON_TOTAL_PRIORITY', { request: id })
    const placeOf = (request: FundingRequest) => place.get(request.id) ?? 0
    return byScore.sort((a, b) => b.score - a.score || placeOf(a) - placeOf(b))
  }
  const drawn = new Map(tied.map(({ id }) => [id, { id, ticket: ticket(sha, ties, '*', id) }]))
  const ticketOf = ({ id }: FundingRequest) => drawn.get(id) ?? { id, ticket: '' }
  return byScore.sort((a, b) => b.score - a.score || compareTickets(ticketOf(a), ticketOf(b)))
}

/** Envelopes lie inside the budget. Source: rule 13. */
export function checkEnvelopes({ budget, envelopes }: FundingInstance): void {
  const amounts = envelopes.reduce((sum, envelope) => sum + envelope.amount, 0n)
  if (amounts > budget) refuse('ENVELOPES_EXCEED_BUDGET', { amounts: amounts.toString(), budget: budget.toString() })
}

/** With defaults filled in, money as strings, sorted where order does not matter. Source: rule 11. */
export function fundingValue(instance: FundingInstance): CanonicalValue {
  const { budget, fill, envelopes, requests, ties } = instance
  const value: Record<string, CanonicalValue> = {
    kind: 'funding',
    budget: budget.toString(),
    fill,
    envelopes: envelopes.map(envelope => ({ ...envelope, amount: envelope.amount.toString() })),
    requests: [...requests]
      .sort((a, b) => compareUtf8(a.id, b.id))
      .map(({ id, ask, least, score, classes }) => ({
        id,
        ask: ask.toString(),
        least: least.toString(),
        score,
        classes: [...classes].sort(compareUtf8),
      })),
  }
  if (ties !== null) value.ties = tiesValue(ties)
  return value
}
