import type { Language } from './languages.ts'

// Two invented languages for checks: one lengthens and accents every text, the other also turns the page around.
// They are served only with IMARIKA_PSEUDO=1, never offered to a reader.
const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const accented = [...'åƀçðéƒĝĥîĵķļɱñöþʠŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ']

const accent = (letter: string): string => accented[plain.indexOf(letter)] ?? letter

/** Marks that every translated text starts and ends with in a pseudo-locale. */
export const pseudoMarks = { start: '⟦', end: '⟧' } as const

export const isPseudo = (code: string): boolean => code === 'en-XA' || code === 'ar-XB'

/** Empty unless the process was started for the checks. */
export function pseudoLanguages(): Language[] {
  if (process.env.IMARIKA_PSEUDO !== '1') return []
  return [
    { code: 'en-XA', name: '⟦Ƥšéûðö⟧', dir: 'ltr', format: 'en' },
    { code: 'ar-XB', name: '⟦Ɱîŕŕöŕ⟧', dir: 'rtl', format: 'en' },
  ]
}

/** Accents the text outside `{{placeholders}}`, makes it 40 % longer, and marks both ends. */
export function pseudoText(text: string): string {
  const body = text
    .split(/(\{\{[^}]*\}\})/)
    .map(part => (part.startsWith('{{') ? part : part.replace(/[A-Za-z]/g, accent)))
    .join('')
  const letters = text.replace(/\{\{[^}]*\}\}/g, '').length
  const padding = '~'.repeat(Math.ceil(letters * 0.4))
  return `${pseudoMarks.start}${body}${padding === '' ? '' : ` ${padding}`}${pseudoMarks.end}`
}
