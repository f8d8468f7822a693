/**
 * JSON read strictly: what `JSON.parse` forgives in silence is counted or checked here. It keeps the last of two equal
 * keys, and it rounds a fraction below its precision to a whole number.
 */
export type JsonText = {
  value: unknown
  /** How many members (key and value) stand in the text. A reader that visited fewer has met a repeated key. */
  members: number
}

const quote = 0x22
const backslash = 0x5c
const colon = 0x3a

/** The value and the number of members in the text; null where the text is no JSON or holds a number with a fraction. */
export function readJsonText(text: string): JsonText | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  let members = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === quote) i = endOfString(text, i)
    else if (c === colon) members++
    else if (isFractionMark(c) && !isWholeNumber(numberAround(text, i))) return null
  }
  return { value, members }
}

function endOfString(text: string, start: number): number {
  let i = start + 1
  for (;;) {
    const c = text.charCodeAt(i)
    if (c === quote) return i
    i += c === backslash ? 2 : 1
  }
}

// `e` also stands in true and false: the token around it is then no number, and no key of the contract takes either.
const isFractionMark = (c: number) => c === 0x2e || c === 0x65 || c === 0x45

function numberAround(text: string, at: number): string {
  const isPart = (i: number) => /[-+.0-9a-zA-Z]/.test(text.charAt(i))
  let from = at
  while (from > 0 && isPart(from - 1)) from--
  let to = at
  while (to < text.length && isPart(to)) to++
  return text.slice(from, to)
}

/** Whether a JSON number such as `1.50e2` is a whole number in value. */
export function isWholeNumber(token: string): boolean {
  const parts = /^-?([0-9]+)(?:\.([0-9]+))?(?:[eE]([-+]?[0-9]+))?$/.exec(token)
  if (!parts) return false
  const [, whole = '', fraction = '', exponent = '0'] = parts
  const digits = (whole + fraction).replace(/0+$/, '')
  if (/^0*$/.test(digits)) return true
  const trailingZeros = whole.length + fraction.length - digits.length
  return Number(exponent) - fraction.length + trailingZeros >= 0
}
