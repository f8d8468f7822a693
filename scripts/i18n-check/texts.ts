import { readdirSync, readFileSync } from 'node:fs'

/** The texts of a language: namespace → key → text. */
export type Texts = Record<string, Record<string, string>>

export type Locale = {
  /** BCP 47 tag, the folder's name. */
  code: string
  /** The locale that Intl formats with, which also decides the plural categories. */
  format: string
  texts: Texts
}

/** One thing that is wrong, where, and in which language. */
export type Finding = { kind: string; language: string; key: string; detail: string }

/** All languages of the folder, the source language first. */
export function readLocales(folder = 'locales', source = 'en'): Locale[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => readLocale(folder, name))
    .sort((a, b) => Number(b.code === source) - Number(a.code === source) || (a.code < b.code ? -1 : 1))
}

function readLocale(folder: string, code: string): Locale {
  const texts: Texts = {}
  let format = code
  for (const file of readdirSync(`${folder}/${code}`).filter(name => name.endsWith('.json'))) {
    const json = JSON.parse(readFileSync(`${folder}/${code}/${file}`, 'utf8')) as Record<string, string>
    if (file === '_language.json') format = json.format ?? code
    else texts[file.replace('.json', '')] = json
  }
  return { code, format, texts }
}

/** The names of the `{{placeholders}}` of a text, sorted, each once. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g)].map(([, name = '']) => name))].sort()
}
