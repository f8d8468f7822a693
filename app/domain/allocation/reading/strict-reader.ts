import { JsonCounts, JsonMembers, JsonStrings, type JsonValue } from './json-value.ts'
import { isName } from './names.ts'
import { invalid } from './refusal.ts'

/** The largest seat, capacity, score or count. Source: docs/allocation-instance.md, rule 3. */
export const largestCount = 1_000_000_000

export type JsonObject = Readonly<Record<string, JsonValue>>

/** Reads JSON key by key; every method refuses what the contract calls not well formed. */
export class StrictReader {
  /** An object with all of `required` and nothing beyond `required` and `optional`, each once. */
  object(value: unknown, where: string, required: readonly string[], optional: readonly string[] = []): JsonObject {
    const { keys, values } = this.members(value, where)
    const object: Record<string, JsonValue> = {}
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as string
      if (!required.includes(key) && !optional.includes(key)) invalid(where, 'unknown-key')
      if (object[key] !== undefined) invalid(where, 'key-twice')
      object[key] = values[i] as JsonValue
    }
    for (const key of required) if (object[key] === undefined) invalid(where, 'missing-key')
    return object
  }

  /** An object whose keys are names of the instance, not of the contract: the caller looks for a key that stands twice. */
  members(value: unknown, where: string): JsonMembers {
    if (value instanceof JsonCounts) return value.toMembers()
    if (!(value instanceof JsonMembers)) invalid(where, 'not-an-object')
    return value
  }

  /** The same as a map. */
  map(value: unknown, where: string): ReadonlyMap<string, JsonValue> {
    const { keys, values } = this.members(value, where)
    const map = new Map(keys.map((key, i) => [key, values[i] as JsonValue]))
    if (map.size !== keys.length) invalid(where, 'key-twice')
    return map
  }

  list(value: unknown, where: string): readonly unknown[] {
    if (value instanceof JsonStrings) return value.toList()
    if (!Array.isArray(value)) invalid(where, 'not-a-list')
    return value
  }

  name(value: unknown, where: string): string {
    if (!isName(value)) invalid(where, 'not-a-name')
    return value
  }

  /** A list that is left as it was read, for a caller who has a use for the numbers of its strings. */
  row(value: unknown, where: string): JsonStrings | readonly unknown[] {
    return value instanceof JsonStrings ? value : this.list(value, where)
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
