import { completeEqualShares } from '../funding/complete-equal-shares.ts'
import { type EqualSharesInstance, equalSharesValue, readEqualShares } from '../funding/equal-shares-instance.ts'
import { fillByPriority } from '../funding/fill-by-priority.ts'
import {
  checkEnvelopes,
  type FundingInstance,
  type FundingRequest,
  fundingValue,
  rankRequests,
  readFunding,
} from '../funding/funding-instance.ts'
import { type CallOrderInstance, callInOrder, callOrderValue, readCallOrder } from './call-order.ts'
import { checkGuarantees } from './check-guarantees.ts'
import { deferAcceptance } from './deferred-acceptance.ts'
import { explainReasons } from './explain-reasons.ts'
import { buildMarket } from './market.ts'
import type { MatchingInstance } from './matching-instance.ts'
import { rankPriorities } from './rank-priorities.ts'
import { readMatching, refuseUnitFaults } from './read-matching.ts'
import { type ByteSink, utf8 } from './reading/byte-writer.ts'
import { type CanonicalValue, canonicalJson, plainRecord, type Sha256 } from './reading/canonical-json.ts'
import { readJsonText } from './reading/json-text.ts'
import { moneyValue } from './reading/money-value.ts'
import { invalid, type Refusal, Refused } from './reading/refusal.ts'
import { StrictReader } from './reading/strict-reader.ts'
import { writeMatchingInstance, writeMatchingResult } from './write-matching.ts'

/** An instance that is well formed and allowed, with its priorities in strict order. */
export type Instance =
  | MatchingInstance
  | CallOrderInstance
  | (FundingInstance & { ranked: readonly FundingRequest[] })
  | EqualSharesInstance

/**
 * Reads one instance of any kind. Of several faults the first in the contract's order is the answer.
 * Source: docs/allocation-instance.md.
 */
export function readInstance(text: string, sha: Sha256): { ok: true; instance: Instance } | Refusal {
  try {
    return { ok: true, instance: readAnyKind(text, sha) }
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

function readAnyKind(text: string, sha: Sha256): Instance {
  const json = readJsonText(text)
  if (json === null) invalid('instance', 'not-json')
  const reader = new StrictReader()
  const kind = reader.map(json.value, 'instance').get('kind')
  if (kind === 'matching') {
    const { instance, faults } = readMatching(reader, json.value)
    refuseUnitFaults(faults)
    rankPriorities(instance, sha)
    checkGuarantees(instance)
    return instance
  }
  if (kind === 'call-order') {
    const instance = readCallOrder(reader, json.value)
    return instance
  }
  if (kind === 'funding') {
    const instance = readFunding(reader, json.value)
    const ranked = rankRequests(instance, sha)
    checkEnvelopes(instance)
    return { ...instance, ranked }
  }
  if (kind !== 'equal-shares') invalid('kind', 'unknown-value')
  const instance = readEqualShares(reader, json.value)
  return instance
}

/** SHA-256 of the instance's RFC 8785 form. Source: rule 11. */
export function hashInput(instance: Instance, sha: Sha256): string {
  if (instance.kind !== 'matching') return sha.hex(canonicalJson(inputValue(instance)))
  const hash = sha.open()
  writeMatchingInstance(instance, hash)
  return hash.hex()
}

function inputValue(instance: Exclude<Instance, MatchingInstance>): CanonicalValue {
  if (instance.kind === 'call-order') return callOrderValue(instance)
  return instance.kind === 'funding' ? fundingValue(instance) : equalSharesValue(instance)
}

/**
 * The result as RFC 8785 text, both hashes in their places, handed to `out` as UTF-8 in pieces.
 * `resultHash` is taken over the same text without the two hashes.
 */
export function writeResult(instance: Instance, sha: Sha256, out: ByteSink): void {
  const inputHash = utf8(`"inputHash":"${hashInput(instance, sha)}",`)
  const hash = sha.open()
  const both: ByteSink = {
    add: bytes => {
      hash.add(bytes)
      out.add(bytes)
    },
  }
  let isHeadDone = false
  const tail: ByteSink = {
    add: bytes => {
      if (!isHeadDone) out.add(inputHash)
      isHeadDone = true
      both.add(bytes)
    },
  }
  if (instance.kind === 'matching') {
    const matching = deferAcceptance(buildMarket(instance))
    writeMatchingResult(matching, explainReasons(matching), { head: both, tail })
  } else {
    const { before, after } = splitAtInputHash(resultValue(instance))
    both.add(utf8(before))
    tail.add(utf8(after))
  }
  hash.add(utf8('}'))
  // The hash is over sorted keys; in the output the place of a key carries no meaning.
  out.add(utf8(`,"resultHash":"${hash.hex()}"}`))
}

function splitAtInputHash(value: Readonly<Record<string, CanonicalValue>>): { before: string; after: string } {
  const members = (keys: readonly string[]) => keys.map(key => `"${key}":${canonicalJson(value[key] ?? null)}`)
  const keys = Object.keys(value).sort()
  const before = members(keys.filter(key => key < 'inputHash'))
  const after = members(keys.filter(key => key > 'inputHash'))
  return { before: `{${before.map(text => `${text},`).join('')}`, after: after.join(',') }
}

function resultValue(instance: Exclude<Instance, MatchingInstance>): Record<string, CanonicalValue> {
  if (instance.kind === 'call-order') return { ok: true, kind: 'call-order', order: callInOrder(instance) }
  if (instance.kind === 'funding') {
    const { awards, left, log } = fillByPriority(instance, instance.ranked)
    return {
      ok: true,
      kind: 'funding',
      awards: record(awards, moneyValue),
      left: moneyValue(left),
      log: log.map(row => ({ ...row, before: moneyValue(row.before), award: moneyValue(row.award) })),
    }
  }
  const { winners, cost, payments } = completeEqualShares(instance)
  return {
    ok: true,
    kind: 'equal-shares',
    winners,
    cost: moneyValue(cost),
    payments: record(payments, shares => record(shares, share => share)),
  }
}

function record<T>(map: ReadonlyMap<string, T>, write: (value: T) => CanonicalValue): Record<string, CanonicalValue> {
  const out = plainRecord<CanonicalValue>()
  for (const [key, value] of map) out[key] = write(value)
  return out
}
