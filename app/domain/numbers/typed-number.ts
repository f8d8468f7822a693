const otherDigits = [0x0660, 0x06f0]

/**
 * A number as people type it: with spaces, points or commas between thousands, a point or comma before decimals, in
 * Latin, Arabic or Persian digits. Null where it can be read in two ways or in none: "1,5,0", "12a", "".
 * A single separator before exactly three digits stands between thousands, as it does in money and counts of people; but
 * nobody groups thousands after a nought ("0.500" is a half) or with the Arabic sign for decimals.
 */
export function typedNumber(text: string): number | null {
  const plain = [...text.trim()]
    .map(latin)
    .join('')
    .replace(/[\s\u00a0\u202f'’]/g, '')
  if (!/^\d[\d.,]*$/.test(plain)) return null
  const separators = [...plain.matchAll(/[.,]/g)].map(([sign]) => sign)
  const last = separators.at(-1)
  if (last === undefined) return asNumber(plain)
  const [, decimals = ''] = plain.split(new RegExp(`\\${last}(?=[^${last}]*$)`))
  const hasDecimals = plain.startsWith('0') || text.includes('٫')
  const isOnlyThousands =
    !hasDecimals && new Set(separators).size === 1 && (separators.length > 1 || decimals.length === 3)
  const whole = isOnlyThousands ? plain : plain.slice(0, -(decimals.length + 1))
  const groups = whole.split(/[.,]/)
  if (groups.slice(1).some(group => group.length !== 3) || ((groups[0] ?? '').length > 3 && groups.length > 1))
    return null
  if (!isOnlyThousands && whole.includes(last)) return null
  return asNumber(isOnlyThousands ? groups.join('') : `${groups.join('')}.${decimals}`)
}

function latin(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  const zero = otherDigits.find(first => code >= first && code < first + 10)
  if (zero !== undefined) return String(code - zero)
  if (sign === '٫') return '.'
  return sign === '٬' ? ',' : sign
}

function asNumber(text: string): number | null {
  const value = Number(text)
  return text !== '' && !text.endsWith('.') && Number.isFinite(value) && value <= Number.MAX_SAFE_INTEGER ? value : null
}
