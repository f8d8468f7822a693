/** Moves surrogates above the rest of the basic plane, so that code units compare as code points do. */
const asCodePointOrder = (unit: number) => (unit < 0xd800 ? unit : unit >= 0xe000 ? unit - 0x800 : unit + 0x2000)

/**
 * Ascending order of the UTF-8 bytes, which is the order of the code points.
 * Source: docs/allocation-instance.md, rule 2 ("by id").
 */
export function compareUtf8(a: string, b: string): number {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return asCodePointOrder(x) - asCodePointOrder(y)
  }
  return a.length - b.length
}

/** Ascending order of UTF-16 code units: the order of keys in RFC 8785. */
export function compareUtf16(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
