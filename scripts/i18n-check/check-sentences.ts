import type { Finding, Locale } from './texts.ts'

/** The most words a sentence of the source language may have. */
export const mostWords = 25

/** Sentences of the source language that are too long to read on the way. A placeholder counts as one word. */
export function checkSentences([source]: readonly Locale[]): Finding[] {
  if (!source) return []
  return Object.entries(source.texts).flatMap(([namespace, texts]) =>
    Object.entries(texts).flatMap(([key, text]) =>
      sentencesOf(text)
        .map(sentence => ({ sentence, count: wordCount(sentence) }))
        .filter(({ count }) => count > mostWords)
        .map(({ sentence, count }) => ({
          kind: 'sentence too long',
          language: source.code,
          key: `${namespace}:${key}`,
          detail: `${count} words: ${sentence.slice(0, 60)}…`,
        })),
    ),
  )
}

const sentencesOf = (text: string) => text.split(/(?<=[.!?])\s+/)

const wordCount = (sentence: string) =>
  (sentence.replace(/\{\{[^}]*\}\}/g, 'x').match(/[\p{L}\p{N}][\p{L}\p{N}’'.,-]*/gu) ?? []).length
