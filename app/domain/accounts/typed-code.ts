/** First digits of the runs of ten in which people write numbers: Arabic, Persian, Devanagari, Bengali, full width. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0xff10]

/** A code as somebody typed or pasted it: digits of any of those scripts, and without spaces and dashes. */
export function plainDigits(text: string): string {
  return [...text]
    .map(symbol => {
      const code = symbol.codePointAt(0) ?? 0
      const zero = zeros.find(first => code >= first && code < first + 10)
      return zero === undefined ? symbol : String(code - zero)
    })
    .join('')
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
}

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A recovery code from random bytes: ten symbols of 32, so 50 bits, none of them easily taken for another. */
export function recoveryCode(bytes: Uint8Array): string {
  if (bytes.length !== 10) throw new Error('A recovery code is made of ten bytes.')
  return [...bytes].map(byte => symbols[byte % 32]).join('')
}

/** A recovery code as it was typed: small letters, spaces, dashes, O for 0, I and L for 1 are meant; null for no code. */
export function readRecoveryCode(text: string): string | null {
  const code = plainDigits(text).toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
  return code.length === 10 && [...code].every(symbol => symbols.includes(symbol)) ? code : null
}
