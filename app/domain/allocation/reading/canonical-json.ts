import type { ByteSink } from './byte-writer.ts'
import { compareUtf16 } from './utf8-order.ts'

/** SHA-256, handed in by the caller: the domain neither carries nor imports an implementation. */
export type Sha256 = {
  /** Of the UTF-8 bytes, in lower-case hexadecimal. */
  hex(text: string): string
  open(): ByteSink & { hex(): string }
}

export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue }

/**
 * RFC 8785 text of a value. Numbers are safe integers here, whose shortest form needs no exponent; strings hold no
 * lone surrogate (names are checked on reading), so JSON.stringify writes them as the RFC asks.
 */
export function canonicalJson(value: CanonicalValue): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return String(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.keys(value)
    .sort(compareUtf16)
    .map(key => `${JSON.stringify(key)}:${canonicalJson(value[key] as CanonicalValue)}`)
  return `{${members.join(',')}}`
}

const isList = (value: object): value is readonly CanonicalValue[] => Array.isArray(value)

/** An object that takes any key as data, also `__proto__`. */
export function plainRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>
}
