import { directionOf } from '#app/i18n/direction.ts'
import type { PageText } from './texts-in-page.ts'

/** The script that a language is written in (Unicode property `Script`). */
const scriptOf: Record<string, string> = {
  ar: 'Arabic',
  fa: 'Arabic',
  ur: 'Arabic',
  ru: 'Cyrillic',
  uk: 'Cyrillic',
  hi: 'Devanagari',
  zh: 'Han',
  ja: 'Han',
  he: 'Hebrew',
  am: 'Ethiopic',
  th: 'Thai',
}

/** Codes in capitals (CSV, USD, M49, COVID-19) are the same in every script. */
const sharedCodes = /\b[A-Z]{1,6}\d{0,3}\b/g

/**
 * Texts whose letters are not those of the language they say they are in, or that run against its direction.
 * A screen reader would read them in the wrong voice, and a browser lay them out from the wrong side.
 */
export function wrongLanguage(texts: readonly PageText[]): string[] {
  return texts.flatMap(({ text, where, lang, direction, kind }) => {
    const bare = text.replace(sharedCodes, ' ')
    if (!/\p{L}/u.test(bare)) return []
    // Names and words whose language nobody knows may be in any script; `bdi` lets each run its own way.
    if (lang === 'und') return []
    if (lang === '') return [`${where}: no language: ${text}`]
    const script = scriptOf[lang.split('-')[0] ?? ''] ?? 'Latin'
    const foreign = new RegExp(`[^\\P{L}\\p{Script=${script}}\\p{Script=Common}\\p{Script=Inherited}]`, 'u')
    // A window's title and an ear's label cannot say that part of them is in another language.
    const isMixed = kind !== 'text' && new RegExp(`\\p{Script=${script}}`, 'u').test(bare)
    if (foreign.test(bare) && !isMixed && kind !== 'title') return [`${where}: not ${lang}: ${text}`]
    if (kind === 'text' && direction !== directionOf(lang))
      return [`${where}: ${direction} is not how ${lang} runs: ${text}`]
    return []
  })
}
