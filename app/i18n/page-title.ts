import type { TextKey } from './keys.ts'
import { type LanguageKit, languageKit } from './language-kit.ts'
import { defaultLanguage, findLanguage } from './languages.ts'
import type { TextValues } from './translator.ts'

/** The kit for a route's `meta`, which runs outside the component tree. */
export function kitOf(lang: string | undefined): LanguageKit {
  return languageKit(findLanguage(lang) ?? defaultLanguage)
}

/** `Offers – Imarika`, as Remix's `meta` wants it. */
export function titled(text: string): { title: string }[] {
  return [{ title: `${text} – Imarika` }]
}

export function pageTitle(lang: string | undefined, key: TextKey, values?: TextValues): { title: string }[] {
  return titled(kitOf(lang).t(key, values))
}

/** The title of a page with a form, which says first where something is wrong. */
export function formTitle(lang: string | undefined, key: TextKey, isRefused: boolean): { title: string }[] {
  const { t } = kitOf(lang)
  return titled(isRefused ? t('report:error-title', { title: t(key) }) : t(key))
}
