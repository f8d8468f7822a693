/** Ascending UTF-8 bytes, which is the order of code points; UTF-16 differs for what lies beyond U+FFFF. */
export function byBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    const xBeyond = x >= 0xd800 && x <= 0xdfff
    const yBeyond = y >= 0xd800 && y <= 0xdfff
    if (xBeyond !== yBeyond) return xBeyond ? 1 : -1
    return x - y
  }
  return a.length - b.length
}
