import { readdirSync, readFileSync } from 'node:fs'
import { timeZones } from '#app/domain/calendar/time-zones.ts'
import type { PageText } from './texts-in-page.ts'

const { countries } = JSON.parse(readFileSync('data/countries.json', 'utf8')) as {
  countries: { names: Record<string, string>; unNames?: Record<string, string> | null }[]
}

const { countryNames: corrected } = JSON.parse(readFileSync('data/source-words.json', 'utf8')) as {
  countryNames: { name: string }[]
}

/** Names of countries come from the data; an option of a choice cannot mark them as such. */
const countryNames = countries
  .flatMap(({ names, unNames }) => [names.en ?? '', unNames?.en ?? ''])
  .concat(corrected.map(({ name }) => name))
  .filter(name => name !== '')
  .sort((a, b) => b.length - a.length)

const months = 'January|February|March|April|May|June|July|August|September|October|November|December'

/** What Intl writes by itself in the format of the invented languages, and nothing else. */
const formatted = [
  new RegExp(`(?:${months}) \\d{1,2}, \\d{4}(?: at \\d{1,2}:\\d{2}\\s?[AP]M UTC)?`, 'g'),
  new RegExp(`(?:${months}) \\d{4}`, 'g'),
  /\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}/g,
  /\b[A-Z]{3}\s[\d,.]+/g,
  // How far a zone is from UTC, and its code.
  /\(GMT[+-]\d{1,2}(?::\d{2})?\)|^UTC$/g,
  // A list: its words stand between two texts that are marked themselves.
  /(?<=⟧),? and (?=⟦)/g,
]

/** Languages are offered in their own words, which stand in locales/ as well. */
const ownNames = new Set(
  readdirSync('locales').map(code => JSON.parse(readFileSync(`locales/${code}/_language.json`, 'utf8')).name as string),
)

const languageNames = new Intl.DisplayNames('en', { type: 'language' })
const languagesSpoken = ['en', 'fr', 'ar', 'es', 'pt', 'ru', 'zh', 'sw', 'hi', 'am', 'ha', 'id'].map(
  code => languageNames.of(code) ?? '',
)

/**
 * Texts of a page in an invented language that did not come from locales/. There every translated letter is accented,
 * so a plain one was written into the code, or put in without saying whose it is; outside the marks no letter may stand.
 */
export function unmarked(texts: readonly PageText[]): string[] {
  const usersTexts = new Set(texts.filter(({ isUsers }) => isUsers).map(({ text }) => text))
  let depth = 0
  const faults: string[] = []
  for (const { text, where, kind, isUsers } of texts) {
    if (isUsers || ownNames.has(text) || isCurrency(text, where)) continue
    const isTitle = kind === 'title'
    const own = isTitle ? text.replace(/ – Imarika$/, '') : text
    // A record's own name heads the window as it heads the page.
    if (isTitle && usersTexts.has(own)) continue
    const bare = withoutValues(own)
    const scan = lettersOutside(bare, kind === 'text' ? depth : 0)
    if (kind === 'text') depth = scan.depth
    const isPlain = kind === 'text' ? /[A-Za-z]/.test(bare) : false
    if (scan.outside !== '' || isPlain) faults.push(`${where}: ${text}`)
  }
  if (depth !== 0) faults.push(`marks do not close: ${depth}`)
  return faults
}

const zoneNames = timeZones.flatMap(timeZone =>
  new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longGeneric' })
    .formatToParts(new Date('2027-01-15'))
    .flatMap(({ type, value }) => (type === 'timeZoneName' ? [value] : [])),
)

/** The longest first: Indonesian is no Indonesia with a letter too many. */
const namesOfIntl = [...countryNames, ...languagesSpoken, ...zoneNames].sort((a, b) => b.length - a.length)

/** Currencies are offered by their codes of ISO 4217, which no language translates. */
const isCurrency = (text: string, where: string) => where === 'option' && /^[A-Z]{3}$/.test(text)

function withoutValues(text: string): string {
  let bare = text
  for (const pattern of formatted) bare = bare.replace(pattern, ' ')
  for (const name of namesOfIntl) if (bare.includes(name)) bare = bare.split(name).join(' ')
  // A list of such names: the word between them is Intl's.
  return bare.replace(/^\s*(?:,\s*)*,?\s*and\s*$/, ' ')
}

/** Letters that stand outside all marks, and how many marks are still open at the end. */
function lettersOutside(text: string, start: number): { outside: string; depth: number } {
  let depth = start
  let outside = ''
  for (const character of text) {
    if (character === '⟦') depth++
    else if (character === '⟧') depth--
    else if (depth <= 0 && /\p{L}/u.test(character)) outside += character
  }
  return { outside, depth }
}
