import { createContext, useContext } from 'react'
import { type Format, formatFor } from './format.ts'
import { defaultLanguage, type Language } from './languages.ts'
import { type Translate, translatorFor } from './translator.ts'

/** What a component needs to speak a language. */
export type LanguageKit = { language: Language; t: Translate; format: Format }

export function languageKit(language: Language): LanguageKit {
  return { language, t: translatorFor(language), format: formatFor(language) }
}

export const LanguageContext = createContext<LanguageKit>(languageKit(defaultLanguage))

export const useLanguage = (): LanguageKit => useContext(LanguageContext)
