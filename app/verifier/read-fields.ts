import type { Json, JsonObject } from './strict-json.ts'

/** An instance that the contract refuses, with the contract's code. */
export class Refused extends Error {
  readonly code: string
  readonly where: string
  constructor(code: string, where: string) {
    super(code)
    this.code = code
    this.where = where
  }
}

export function invalid(where: string): never {
  throw new Refused('INVALID_INSTANCE', where)
}

export function isObject(value: Json | undefined): value is JsonObject {
  // Parsed objects alone have no prototype; arrays, null and odd numbers fall out here.
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null
}

/** An object with all required keys and no key beyond the optional ones. */
export function fields(value: Json | undefined, required: string[], optional: string[], where: string): JsonObject {
  if (!isObject(value)) return invalid(where)
  for (const key of required) if (!(key in value)) invalid(`${where}.${key}`)
  for (const key in value) if (!required.includes(key) && !optional.includes(key)) invalid(`${where}.${key}`)
  return value
}

export function list(value: Json | undefined, where: string): Json[] {
  return Array.isArray(value) ? value : invalid(where)
}

/** NFC, 1 to 64 code points, without `|` and control characters (rules 2 and 19). */
export function name(value: Json | undefined, where: string): string {
  if (typeof value !== 'string' || value === '' || value.length > 128) return invalid(where)
  if (/[|\p{Cc}]/u.test(value) || value.normalize('NFC') !== value) return invalid(where)
  return value.length <= 64 || [...value].length <= 64 ? value : invalid(where)
}

/** A list of names, each at most once. */
export function names(value: Json | undefined, where: string): string[] {
  const read = list(value, where).map(entry => name(entry, where))
  return new Set(read).size === read.length ? read : invalid(where)
}

/** Ids that must be defined elsewhere: the caller looks each one up, so their form needs no second look. */
export function references(value: Json | undefined, where: string): string[] {
  return list(value, where).map(entry => (typeof entry === 'string' ? entry : invalid(where)))
}

/** References, each at most once. */
export function distinctReferences(value: Json | undefined, where: string): string[] {
  const read = references(value, where)
  return new Set(read).size === read.length ? read : invalid(where)
}

export function integer(value: Json | undefined, least: number, most: number, where: string): number {
  return typeof value === 'number' && value >= least && value <= most ? value : invalid(where)
}

/** Seats, capacities, scores and counts go to a thousand million (rule 3). */
export const MOST = 1_000_000_000

/** Money as a decimal string without sign and leading zeros (rules 3 and 11). */
export function money(value: Json | undefined, least: 0 | 1, where: string): string {
  let digits = ''
  if (typeof value === 'number' && value >= 0) digits = String(value)
  else if (typeof value === 'string' && /^(0|[1-9][0-9]{0,29})$/.test(value)) digits = value
  else invalid(where)
  return least === 1 && digits === '0' ? invalid(where) : digits
}

export function oneOf<Choice extends string>(
  value: Json | undefined,
  choices: readonly Choice[],
  fallback: Choice,
  where: string,
): Choice {
  if (value === undefined) return fallback
  return choices.find(choice => choice === value) ?? invalid(where)
}

/** Reads each entry and refuses an id given twice. */
export function listById<Entry extends { id: string }>(
  value: Json | undefined,
  where: string,
  read: (entry: Json, where: string) => Entry,
): Entry[] {
  const entries = list(value, where).map((entry, i) => read(entry, `${where}[${i}]`))
  const ids = new Set(entries.map(entry => entry.id))
  return ids.size === entries.length ? entries : invalid(where)
}
