/** Whether the bytes at this place are these characters, each one byte. */
export function hasAt(bytes: Uint8Array, at: number, text: string): boolean {
  if (at < 0 || at + text.length > bytes.length) return false
  for (let index = 0; index < text.length; index += 1) if (bytes[at + index] !== text.charCodeAt(index)) return false
  return true
}

/** A number of `count` bytes, the first the greatest; NaN past the end. */
export function bigEndian(bytes: Uint8Array, at: number, count: number): number {
  if (at < 0 || at + count > bytes.length) return Number.NaN
  let value = 0
  for (let index = 0; index < count; index += 1) value = value * 256 + (bytes[at + index] ?? 0)
  return value
}

/** A number of `count` bytes, the first the least; NaN past the end. */
export function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  if (at < 0 || at + count > bytes.length) return Number.NaN
  let value = 0
  for (let index = count - 1; index >= 0; index -= 1) value = value * 256 + (bytes[at + index] ?? 0)
  return value
}
