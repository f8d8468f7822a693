import { isPseudo, pseudoLanguages } from './pseudo.ts'

/** A language of the site: its folder in `locales/` is all that adds it. */
export type Language = {
  /** BCP 47 tag, the first part of every address. */
  code: string
  /** Its name in itself. */
  name: string
  dir: 'ltr' | 'rtl'
  /** The locale that Intl formats with. */
  format: string
  /** How the first day of a month is written where not as a plain number: 1er. */
  firstDay?: string
}

type LanguageFile = Omit<Language, 'code'>

const files = import.meta.glob<LanguageFile>('/locales/*/_language.json', { eager: true, import: 'default' })

const order = ['en', 'fr', 'ar']

const real: Language[] = Object.entries(files)
  .map(([path, file]) => ({ code: path.split('/')[2] ?? '', ...file }))
  .sort((a, b) => rank(a.code) - rank(b.code) || (a.code < b.code ? -1 : 1))

function rank(code: string): number {
  const place = order.indexOf(code)
  return place < 0 ? order.length : place
}

/** All languages served, the source language first; pseudo-locales only where a check asked for them. */
export const languages: readonly Language[] = [...real, ...pseudoLanguages()]

/** Those a reader is offered. */
export const offeredLanguages: readonly Language[] = languages.filter(language => !isPseudo(language.code))

export const defaultLanguage: Language = languages[0] as Language

export function findLanguage(code: string | undefined): Language | undefined {
  return languages.find(language => language.code === code)
}

/** The served language a browser asks for first (RFC 9110 `Accept-Language`); the default where none fits. */
export function negotiateLanguage(acceptLanguage: string | null): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const q = parameters.map(p => p.trim()).find(p => p.startsWith('q='))
      return { tag: tag.toLowerCase(), q: q ? Number(q.slice(2)) || 0 : 1 }
    })
    .filter(({ tag, q }) => tag !== '' && q > 0)
    .sort((a, b) => b.q - a.q)
  for (const { tag } of wanted) {
    const found = offeredLanguages.find(({ code }) => tag === code || tag.split('-')[0] === code)
    if (found) return found
  }
  return defaultLanguage
}
