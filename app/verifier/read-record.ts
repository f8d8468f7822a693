import { Broken } from './broken.ts'
import type { Commitment, Leaf } from './commitment.ts'
import type { SeedProof } from './drand.ts'
import type { Purchase } from './equal-shares.ts'
import type { FundingResult } from './fill-envelopes.ts'
import type { CallOrderInstance, Instance } from './instance.ts'
import type { MatchingResult } from './matching-outcome.ts'
import { isObject, Refused } from './read-fields.ts'
import { readInstance } from './read-instance.ts'
import { type Json, type JsonObject, parseStrictJson } from './strict-json.ts'

export type Outcomes =
  | { kind: 'matching'; result: MatchingResult }
  | { kind: 'call-order'; result: { order: string[] } }
  | { kind: 'funding'; result: FundingResult }
  | { kind: 'equal-shares'; result: Purchase }

export type ReadRecord = {
  whole: JsonObject
  instance: Instance
  /** The result as it stands, for its hash. */
  result: JsonObject
  outcome: Outcomes
  seedProof: SeedProof | null
  commitment: Commitment | null
  previous: string | null
}

function fail(at: unknown): never {
  throw new Broken('format', at)
}

/** Reads a record; a fault of form is `format`, and so is an instance that the contract refuses: it has no result. */
export function readRecord(text: string): ReadRecord {
  let whole: Json
  try {
    whole = parseStrictJson(text)
  } catch (error) {
    return fail({ json: error instanceof Error ? error.message : '' })
  }
  const raw = exactly(
    whole,
    ['version', 'instance', 'result', 'seedProof', 'commitment', 'codeHash', 'previous'],
    'record',
  )
  if (raw.version !== 1) fail('version')
  if (raw.codeHash !== null && typeof raw.codeHash !== 'string') fail('codeHash')
  if (raw.previous !== null && typeof raw.previous !== 'string') fail('previous')
  let instance: Instance
  try {
    instance = readInstance(raw.instance as Json)
  } catch (error) {
    if (error instanceof Refused) return fail({ refused: error.code, where: error.where })
    throw error
  }
  const result = raw.result as Json
  if (!isObject(result) || result.ok !== true || result.kind !== instance.kind) return fail('result')
  string(result.inputHash, 'result.inputHash')
  string(result.resultHash, 'result.resultHash')
  if (raw.commitment !== null && instance.kind !== 'matching') fail('commitment')
  return {
    whole: raw,
    instance,
    result,
    outcome: readOutcome(instance, result),
    seedProof: raw.seedProof === null ? null : readSeedProof(raw.seedProof),
    commitment: raw.commitment === null ? null : readCommitment(raw.commitment),
    previous: raw.previous,
  }
}

function readOutcome(instance: Instance, result: JsonObject): Outcomes {
  if (instance.kind === 'matching') {
    const ids = instance.units.map(unit => unit.id)
    return { kind: 'matching', result: readMatchingResult(ids, result) }
  }
  if (instance.kind === 'call-order') return { kind: 'call-order', result: readCallOrderResult(instance, result) }
  if (instance.kind === 'funding') return { kind: 'funding', result: readFundingResult(result) }
  return { kind: 'equal-shares', result: readPurchase(result) }
}

function readMatchingResult(units: string[], result: JsonObject): MatchingResult {
  const assignment = object(result.assignment, 'result.assignment')
  for (const unit of units) if (!(unit in assignment)) fail(`result.assignment.${unit}`)
  if (Object.keys(assignment).length !== units.length) fail('result.assignment')
  for (const unit of units) if (assignment[unit] !== null) string(assignment[unit], 'result.assignment')
  const category = object(result.category, 'result.category')
  for (const unit in category) string(category[unit], 'result.category')
  const reasons = object(result.reasons, 'result.reasons')
  for (const unit in reasons) {
    const offers = object(reasons[unit], 'result.reasons')
    for (const offer in offers) string(object(offers[offer], 'result.reasons').code, 'result.reasons')
  }
  object(result.cutoffs, 'result.cutoffs')
  return { assignment, category, reasons } as MatchingResult
}

function readCallOrderResult(instance: CallOrderInstance, result: JsonObject): { order: string[] } {
  const order = array(result.order, 'result.order').map(id => string(id, 'result.order'))
  if (order.length !== instance.order.length) fail('result.order')
  return { order }
}

function readFundingResult(result: JsonObject): FundingResult {
  const awards = object(result.awards, 'result.awards')
  const log = array(result.log, 'result.log').map(line => {
    const { request, phase, before, award } = object(line, 'result.log')
    return {
      request: string(request, 'result.log'),
      phase: string(phase, 'result.log'),
      before: money(before, 'result.log'),
      award: money(award, 'result.log'),
    }
  })
  return {
    awards: new Map(Object.keys(awards).map(id => [id, money(awards[id], 'result.awards')])),
    left: money(result.left, 'result.left'),
    log,
  }
}

function readPurchase(result: JsonObject): Purchase {
  const payments = object(result.payments, 'result.payments')
  return {
    winners: array(result.winners, 'result.winners').map(id => string(id, 'result.winners')),
    cost: money(result.cost, 'result.cost'),
    payments: new Map(
      Object.keys(payments).map(project => {
        const paid = object(payments[project], 'result.payments')
        return [project, new Map(Object.keys(paid).map(ballot => [ballot, string(paid[ballot], 'result.payments')]))]
      }),
    ),
  }
}

function readSeedProof(value: Json | undefined): SeedProof {
  const raw = exactly(value, ['source', 'round', 'signature', 'randomness', 'closedAt'], 'seedProof')
  if (typeof raw.round !== 'number') fail('seedProof.round')
  return {
    source: string(raw.source, 'seedProof.source'),
    round: raw.round as number,
    signature: string(raw.signature, 'seedProof.signature'),
    randomness: string(raw.randomness, 'seedProof.randomness'),
    closedAt: string(raw.closedAt, 'seedProof.closedAt'),
  }
}

function readCommitment(value: Json | undefined): Commitment {
  const raw = exactly(value, ['root', 'withheld', 'leaves'], 'commitment')
  const leaves = array(raw.leaves, 'commitment.leaves').map((leaf): Leaf => {
    if (typeof leaf === 'string') return /^[0-9a-f]{64}$/.test(leaf) ? leaf : fail('commitment.leaves')
    const parts = array(leaf, 'commitment.leaves')
    if (typeof parts[0] !== 'string' || !/^[0-9a-f]{32}$/.test(parts[0])) fail('commitment.leaves')
    for (const part of parts) if (typeof part === 'object' && part !== null) fail('commitment.leaves')
    return parts as Exclude<Leaf, string>
  })
  return {
    root: string(raw.root, 'commitment.root'),
    withheld: array(raw.withheld, 'commitment.withheld').map(name => string(name, 'commitment.withheld')),
    leaves,
  }
}

function exactly(value: Json | undefined, keys: string[], at: string): JsonObject {
  const raw = object(value, at)
  for (const key of keys) if (!(key in raw)) fail(`${at}.${key}`)
  for (const key in raw) if (!keys.includes(key)) fail(`${at}.${key}`)
  return raw
}

function object(value: Json | undefined, at: string): JsonObject {
  return isObject(value) ? value : fail(at)
}

function array(value: Json | undefined, at: string): Json[] {
  return Array.isArray(value) ? value : fail(at)
}

function string(value: Json | undefined, at: string): string {
  return typeof value === 'string' ? value : fail(at)
}

/** Money in a result: a number to 2^53 - 1, above that a string (rule 3). A negative one is left to the checks. */
function money(value: Json | undefined, at: string): bigint {
  if (typeof value === 'number') return BigInt(value)
  return typeof value === 'string' && /^(0|[1-9][0-9]*)$/.test(value) ? BigInt(value) : fail(at)
}
