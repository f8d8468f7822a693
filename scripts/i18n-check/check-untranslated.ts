import type { Finding, Locale } from './texts.ts'

/** A text of at least this many words is a sentence or title that no two languages share by chance. */
const leastWords = 4

/** Texts that are still the source language's, letter for letter, or in the source language's script. */
export function checkUntranslated([source, ...others]: readonly Locale[]): Finding[] {
  if (!source) return []
  return others.flatMap(({ code, texts }) =>
    Object.entries(texts).flatMap(([namespace, of]) =>
      Object.entries(of).flatMap(([key, text]) => {
        const isSame = text === source.texts[namespace]?.[key] && words(text).length >= leastWords
        const isForeign = code === 'ar' && hasLatinWord(text) && !/\p{Script=Arabic}/u.test(text)
        return isSame || isForeign
          ? [{ kind: 'not translated', language: code, key: `${namespace}:${key}`, detail: text }]
          : []
      }),
    ),
  )
}

const withoutPlaceholders = (text: string) => text.replace(/\{\{[^}]*\}\}/g, ' ')

const words = (text: string) => withoutPlaceholders(text).match(/[\p{L}\p{N}’'-]+/gu) ?? []

const hasLatinWord = (text: string) => /\p{Script=Latin}*[a-z]\p{Script=Latin}{2,}/u.test(withoutPlaceholders(text))
