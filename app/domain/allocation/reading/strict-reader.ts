import { isName } from './names.ts'
import { invalid } from './refusal.ts'

/** The largest seat, capacity, score or count. Source: docs/allocation-instance.md, rule 3. */
export const largestCount = 1_000_000_000

export type JsonObject = Readonly<Record<string, unknown>>

/**
 * Reads parsed JSON key by key. It counts the members it has seen: `JsonText.members` above that count means that a
 * key stood twice in the text.
 */
export class StrictReader {
  members = 0

  /** An object with all of `required` and nothing beyond `required` and `optional`. */
  object(value: unknown, where: string, required: readonly string[], optional: readonly string[] = []): JsonObject {
    const object = this.map(value, where)
    for (const key in object) if (!required.includes(key) && !optional.includes(key)) invalid(where, 'unknown-key')
    for (const key of required) if (!Object.hasOwn(object, key)) invalid(where, 'missing-key')
    return object
  }

  /** An object whose keys are names of the instance, not of the contract. */
  map(value: unknown, where: string): JsonObject {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) invalid(where, 'not-an-object')
    for (const _ in value as object) this.members++
    return value as JsonObject
  }

  list(value: unknown, where: string): readonly unknown[] {
    if (!Array.isArray(value)) invalid(where, 'not-a-list')
    return value
  }

  name(value: unknown, where: string): string {
    if (!isName(value)) invalid(where, 'not-a-name')
    return value
  }

  /** A list of names without repetition. */
  names(value: unknown, where: string): readonly string[] {
    const names = this.list(value, where).map(item => this.name(item, where))
    if (new Set(names).size !== names.length) invalid(where, 'named-twice')
    return names
  }

  count(value: unknown, where: string, least = 0, most = largestCount): number {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
      invalid(where, 'not-a-count')
    return value + 0 // turns -0, a whole number in JSON, into 0
  }

  oneOf<T extends string>(value: unknown, allowed: readonly T[], where: string): T {
    const found = allowed.find(item => item === value)
    if (found === undefined) invalid(where, 'unknown-value')
    return found
  }

  /** Money as a whole number of minor units. Source: docs/allocation-instance.md, rule 3. */
  money(value: unknown, where: string, least = 0n): bigint {
    const amount = toMoney(value)
    if (amount === null || amount < least) invalid(where, 'not-money')
    return amount
  }
}

function toMoney(value: unknown): bigint | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : null
  if (typeof value === 'string') return /^(0|[1-9][0-9]{0,29})$/.test(value) ? BigInt(value) : null
  return null
}
