const longest = 64

/**
 * Whether a string may be an id, class, group value, cap key or round: NFC, 1 to 64 code points, no `|`, nothing of
 * category Cc, no lone surrogate. Source: docs/allocation-instance.md, rules 2 and 19.
 */
export function isName(value: unknown): value is string {
  if (typeof value !== 'string' || value.length === 0 || value.length > 2 * longest) return false
  for (let i = 0; i < value.length; i++) {
    const c = value.charCodeAt(i)
    if (c < 0x20 || c === 0x7c) return false
    if (c >= 0x7f) return isWideName(value)
  }
  return value.length <= longest
}

function isWideName(value: string): boolean {
  return !/[\p{Cc}\p{Cs}|]/u.test(value) && [...value].length <= longest && value.normalize('NFC') === value
}
