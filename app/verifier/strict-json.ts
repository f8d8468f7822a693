/** A number that is no integer of at most 2^53 - 1; kept as its text, so that nothing is rounded unnoticed. */
export class OddNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type JsonObject = { [key: string]: Json }
export type Json = null | boolean | number | string | OddNumber | Json[] | JsonObject

const DEEPEST = 100
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?/y
const ESCAPES: { [letter: string]: string } = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/**
 * Reads JSON text (RFC 8259) and refuses what JSON.parse lets pass: a key given twice and a lone surrogate.
 * Objects come without a prototype. Throws SyntaxError with the place.
 */
export function parseStrictJson(text: string): Json {
  let at = 0
  const fail = (): never => {
    throw new SyntaxError(`position ${at}`)
  }
  const skipSpace = () => {
    for (;;) {
      const code = text.charCodeAt(at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      at++
    }
  }
  const word = <Value>(letters: string, value: Value): Value => {
    if (!text.startsWith(letters, at)) return fail()
    at += letters.length
    return value
  }
  const string = (): string => {
    let start = ++at
    let before = ''
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === 0x22) break
      if (!(code >= 0x20)) return fail()
      if (code !== 0x5c) {
        at++
        continue
      }
      before += text.slice(start, at)
      const letter = text[at + 1] ?? ''
      if (letter === 'u') {
        const digits = text.slice(at + 2, at + 6)
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) return fail()
        before += String.fromCharCode(Number.parseInt(digits, 16))
        at += 6
      } else {
        before += ESCAPES[letter] ?? fail()
        at += 2
      }
      start = at
    }
    const whole = before + text.slice(start, at)
    if (/\p{Surrogate}/u.test(whole)) return fail()
    at++
    return whole
  }
  const number = (): number | OddNumber => {
    NUMBER.lastIndex = at
    const found = NUMBER.exec(text)
    if (!found) return fail()
    at += found[0].length
    return exactInteger(found[0], found[1] ?? '', Number(found[2] ?? 0)) ?? new OddNumber(found[0])
  }
  const array = (depth: number): Json[] => {
    const values: Json[] = []
    at++
    skipSpace()
    if (text[at] === ']') {
      at++
      return values
    }
    for (;;) {
      values.push(value(depth))
      if (text[at] === ']') break
      if (text[at] !== ',') return fail()
      at++
    }
    at++
    return values
  }
  const object = (depth: number): JsonObject => {
    const members: JsonObject = Object.create(null)
    at++
    skipSpace()
    if (text[at] === '}') {
      at++
      return members
    }
    for (;;) {
      skipSpace()
      if (text[at] !== '"') return fail()
      const key = string()
      if (key in members) return fail()
      skipSpace()
      if (text[at] !== ':') return fail()
      at++
      members[key] = value(depth)
      if (text[at] === '}') break
      if (text[at] !== ',') return fail()
      at++
    }
    at++
    return members
  }
  const value = (depth: number): Json => {
    if (depth > DEEPEST) return fail()
    skipSpace()
    const first = text[at]
    let read: Json
    if (first === '"') read = string()
    else if (first === '{') read = object(depth + 1)
    else if (first === '[') read = array(depth + 1)
    else if (first === 't') read = word('true', true)
    else if (first === 'f') read = word('false', false)
    else if (first === 'n') read = word('null', null)
    else read = number()
    skipSpace()
    return read
  }
  const whole = value(0)
  return at === text.length ? whole : fail()
}

/** The value of a number's text when it is an integer of at most 2^53 - 1, computed on its digits. */
function exactInteger(text: string, fraction: string, exponent: number): number | null {
  if (fraction === '' && exponent === 0 && text.length < 16 && !/[eE]/.test(text)) return Number(text) + 0
  const sign = text.startsWith('-') ? '-' : ''
  const whole = /^-?([0-9]+)/.exec(text)?.[1] ?? ''
  let digits = (whole + fraction).replace(/^0+/, '')
  let scale = exponent - fraction.length
  while (digits.endsWith('0')) {
    digits = digits.slice(0, -1)
    scale++
  }
  if (digits === '') return 0
  if (scale < 0 || digits.length + scale > 16) return null
  const value = Number(sign + digits + '0'.repeat(scale))
  return Number.isSafeInteger(value) ? value : null
}

/** RFC 8785: keys in UTF-16 order, no space, strings and numbers as ECMAScript writes them. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value instanceof OddNumber) return JSON.stringify(Number(value.text))
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = value as { [key: string]: unknown }
  let text = ''
  for (const key of Object.keys(members).sort()) {
    if (members[key] === undefined) continue
    text += `${text && ','}${JSON.stringify(key)}:${canonicalJson(members[key])}`
  }
  return `{${text}}`
}
