import { AuthError, invalid } from './auth-error.ts'
import { foldPassword, isCommonPassword } from './common-passwords.ts'

/** NIST SP 800-63B-4, 3.1.1.2: fifteen characters where the password is the only factor, no rules of composition. */
export const LEAST_CHARACTERS = 15
export const MOST_CHARACTERS = 256
/** What must remain beside what anybody guesses: a password of the shortest kind that a second factor would bear. */
const LEAST_OWN = 8

type Weakness = 'length' | 'pwned' | 'pattern' | 'context'

const WORDS: Record<Weakness, string> = {
  length: `Password should be at least ${LEAST_CHARACTERS} characters.`,
  pwned: 'Password is known to be weak and easy to guess, please choose a different one.',
  pattern: 'Password repeats or counts on in a way that is easy to guess.',
  context: 'Password is little more than the mail address or the name of the service.',
}

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
]
const RUNS = [...ROWS, ...ROWS.map(row => [...row].reverse().join(''))]
const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Refuses a password that is too short, too long or easily guessed, as Supabase Auth words it. */
export function checkPassword(password: string, addresses: readonly string[]): void {
  if ([...password.normalize('NFC')].length > MOST_CHARACTERS) {
    throw invalid(`Password cannot be longer than ${MOST_CHARACTERS} characters`)
  }
  const reasons = findWeaknesses(password, addresses)
  if (reasons.length === 0) return
  const message = reasons.map(reason => WORDS[reason]).join(' ')
  throw new AuthError(422, 'weak_password', message, { weak_password: { reasons } })
}

/**
 * Too short; known from leaks, as a whole, once or doubled, or as one word with figures and signs around it; of a
 * repeated part or a run of the alphabet or keyboard; or made of the person's address and the service's name.
 */
export function findWeaknesses(password: string, addresses: readonly string[]): Weakness[] {
  const text = foldPassword(password)
  const weaknesses: Weakness[] = []
  const isShort = [...password.normalize('NFC')].length < LEAST_CHARACTERS
  if (isShort) weaknesses.push('length')
  if (variants(text).some(each => each !== '' && isCommonPassword(each))) weaknesses.push('pwned')
  if (!isShort && ownLength(text) < LEAST_OWN) weaknesses.push('pattern')
  const context = contextWords(addresses)
  const rest = context.reduce((left, word) => left.replaceAll(word, ''), text)
  if (rest !== text && ownLength(rest) < LEAST_OWN) weaknesses.push('context')
  return weaknesses
}

function variants(text: string): string[] {
  const plain = [...text].map(character => LEET[character] ?? character).join('')
  const shorter = (each: string) => [each, core(each), repeatedPart(each), repeatedPart(core(each)), onlyWord(each)]
  return [text, plain].flatMap(shorter).flatMap(each => [each, core(each)])
}

/** The word of a text that has no other, with whatever between. */
function onlyWord(text: string): string {
  const words = new Set(text.match(/\p{L}+/gu))
  return words.size === 1 ? ([...words][0] ?? '') : ''
}

/** Without the figures and signs around it. */
const core = (text: string): string => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

/** The shortest part whose repetition, cut anywhere, gives the text; the text itself where there is none. */
function repeatedPart(text: string): string {
  for (let size = 1; size <= text.length / 2; size += 1) {
    const part = text.slice(0, size)
    if (part.repeat(Math.ceil(text.length / size)).startsWith(text)) return part
  }
  return text
}

/** Characters that somebody had to think of: a repetition counts once, a run of three or more as one character. */
function ownLength(text: string): number {
  let own = 0
  for (let rest = repeatedPart(text); rest !== ''; own += 1) rest = rest.slice(Math.max(1, runAt(rest)))
  return own
}

/** How many characters from the start are one repeated or lie side by side in the alphabet or on a keyboard. */
function runAt(text: string): number {
  let run = /^(.)\1*/su.exec(text)?.[0].length ?? 0
  for (const row of RUNS) {
    let size = 3
    while (size <= text.length && row.includes(text.slice(0, size))) run = Math.max(run, size++)
  }
  return run >= 3 ? run : 0
}

/** The name of the service, the address, and the parts of it that are long enough to be words; the longest first. */
function contextWords(addresses: readonly string[]): string[] {
  const parts = addresses
    .map(foldPassword)
    .flatMap(address => [address, ...address.split('@'), ...address.split(/[@._+-]/)])
  return ['imarika', ...parts].filter(part => part.length >= 3).sort((a, b) => b.length - a.length)
}
