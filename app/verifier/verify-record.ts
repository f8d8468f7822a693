import { Broken, CHECKS, type CheckName } from './broken.ts'
import { callOrder } from './call-order.ts'
import { checkEqualShares } from './check-equal-shares.ts'
import { checkMatching, readAssignment } from './check-matching.ts'
import { checkCommitment } from './commitment.ts'
import { checkSeed } from './drand.ts'
import { checkFunding } from './fill-envelopes.ts'
import { checkGuarantees, checkUnits } from './guarantees.ts'
import type { CallOrderInstance, Instance } from './instance.ts'
import { buildMarket } from './market.ts'
import { Refused } from './read-fields.ts'
import { type ReadRecord, readRecord } from './read-record.ts'
import { sha256Hex } from './sha256.ts'
import { canonicalJson, type JsonObject } from './strict-json.ts'
import { checkRequestTickets, checkUnitTickets } from './tickets.ts'

export type Verdict =
  | { ok: true; checked: CheckName[]; withheld: string[] }
  | { ok: false; broken: CheckName; at: unknown }

/**
 * Checks a record as text. `previous` is the text of the record before it, when the reader has it; without, the
 * chain's link is not among the names checked. Names come in the order of the contract.
 */
export function verifyRecord(text: string, previous?: string): Verdict {
  const done = new Set<CheckName>()
  const checked = (...names: CheckName[]) => {
    for (const name of names) done.add(name)
  }
  try {
    const record = readRecord(text)
    const check = prepare(record)
    checked('format')
    checkPrevious(record, previous, checked)
    checkSeed('ties' in record.instance ? record.instance.ties : undefined, record.seedProof)
    checked('seed')
    check(checked)
    const withheld = [...(record.commitment?.withheld ?? [])].sort()
    return { ok: true, checked: CHECKS.filter(name => done.has(name)), withheld }
  } catch (error) {
    if (error instanceof Broken) return { ok: false, broken: error.check, at: error.at }
    throw error
  }
}

/** The link of a chain: the SHA-256 of the RFC 8785 form of a record. */
export function recordHash(record: unknown): string {
  return sha256Hex(canonicalJson(record))
}

function checkPrevious(record: ReadRecord, previous: string | undefined, checked: (...names: CheckName[]) => void) {
  const link = record.previous
  if (link !== null && !/^[0-9a-f]{64}$/.test(link)) throw new Broken('previous', 'previous')
  if (previous === undefined) {
    if (link === null) checked('previous')
    return
  }
  let before: JsonObject | null = null
  try {
    before = readRecord(previous).whole
  } catch (error) {
    if (!(error instanceof Broken)) throw error
  }
  if (before === null || link !== recordHash(before)) throw new Broken('previous', 'previous')
  checked('previous')
}

type Check = (checked: (...names: CheckName[]) => void) => void

/** Refuses what has no result, and returns the checks that follow the seed. */
function prepare(record: ReadRecord): Check {
  const { instance, outcome } = record
  try {
    if (instance.kind === 'matching' && outcome.kind === 'matching') {
      const withheld = new Set(record.commitment?.withheld)
      checkUnits(instance.units)
      const market = buildMarket(instance)
      checkGuarantees(market)
      return checked => {
        checkUnitTickets(market, readAssignment(market, outcome.result), withheld)
        if (instance.ties) checked('tickets')
        checkHashes(record, () => {
          if (record.commitment) checkCommitment(instance, outcome.result.assignment, record.commitment)
        })
        checked('inputHash', 'resultHash')
        checkMatching(market, outcome.result, withheld, checked)
      }
    }
    if (instance.kind === 'funding' && outcome.kind === 'funding') {
      const { result } = outcome
      const check = checkFunding(instance)
      return checked => {
        checkRequestTickets(instance, result.awards)
        if (instance.ties) checked('tickets')
        checkHashes(record)
        check(result)
        checked('inputHash', 'resultHash', 'funding-balance')
      }
    }
  } catch (error) {
    if (error instanceof Refused) throw new Broken('format', { refused: error.code, where: error.where })
    throw error
  }
  return checked => {
    checkHashes(record)
    checked('inputHash', 'resultHash')
    if (instance.kind === 'call-order' && outcome.kind === 'call-order') {
      checkCallOrder(instance, outcome.result.order)
      checked('call-order')
    }
    if (instance.kind === 'equal-shares' && outcome.kind === 'equal-shares') {
      checkEqualShares(instance, outcome.result, checked)
    }
  }
}

/** Rule 11; the commitment belongs to the input and stands between the two hashes. */
function checkHashes({ instance, result }: { instance: Instance; result: JsonObject }, checkInput = () => {}) {
  if (sha256Hex(canonicalJson(instance)) !== result.inputHash) throw new Broken('inputHash', 'result.inputHash')
  checkInput()
  const { inputHash: _, resultHash, ...rest } = result
  if (sha256Hex(canonicalJson(rest)) !== resultHash) throw new Broken('resultHash', 'result.resultHash')
}

function checkCallOrder(instance: CallOrderInstance, given: string[]) {
  const shares = instance.shares.map(({ percent, class: name }) => ({
    percent,
    has: (id: string) => instance.classes?.[id]?.includes(name) === true,
  }))
  const at = callOrder(instance.order, shares).findIndex((id, i) => id !== given[i])
  if (at >= 0) throw new Broken('call-order', { place: at + 1 })
}
