import { findLanguage, type Language } from './languages.ts'

/**
 * The language that an address names; where it is none of ours there is no such page. The loaders of an address run side
 * by side, so one that writes or stores the language asks here itself.
 */
export function requireLanguage(code: string | undefined): Language {
  const language = findLanguage(code)
  if (!language) throw new Response(null, { status: 404 })
  return language
}
