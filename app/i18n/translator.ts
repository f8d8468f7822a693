import { createInstance, type i18n } from 'i18next'
import type { CodeNamespace, TextKey } from './keys.ts'
import { type Language, languages } from './languages.ts'
import { isPseudo, pseudoText } from './pseudo.ts'

/** Values for `{{placeholders}}`; `count` also chooses the plural form. Numbers arrive here formatted. */
export type TextValues = Record<string, string | number>

export type Translate = {
  (key: TextKey, values?: TextValues): string
  /** The text of a value of the data: `t.code('measures', 'people_trained')`. */
  code(namespace: CodeNamespace, code: string, values?: TextValues): string
  /** Whether such a text exists. */
  hasCode(namespace: CodeNamespace, code: string): boolean
}

type Texts = Record<string, string>

const files = import.meta.glob<Texts>(['/locales/*/*.json', '!/locales/*/_language.json'], {
  eager: true,
  import: 'default',
})

function resourcesOf(code: string): Record<string, Texts> {
  const folder = isPseudo(code) ? 'en' : code
  const resources: Record<string, Texts> = {}
  for (const [path, texts] of Object.entries(files)) {
    const [, , language, file = ''] = path.split('/')
    if (language !== folder) continue
    resources[file.replace('.json', '')] = isPseudo(code) ? mapValues(texts, pseudoText) : texts
  }
  return resources
}

function mapValues(texts: Texts, change: (text: string) => string): Texts {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, change(text)]))
}

/** One instance per language, made at start: making one per request costs more than rendering the page. */
function createTranslator(language: Language): Translate {
  const resources = resourcesOf(language.code)
  const instance: i18n = createInstance({
    lng: language.format,
    fallbackLng: false,
    resources: { [language.format]: resources },
    ns: Object.keys(resources),
    defaultNS: 'common',
    keySeparator: false,
    // React escapes.
    interpolation: { escapeValue: false },
    initAsync: false,
    parseMissingKeyHandler: key => {
      throw new Error(`No text for ${key} in ${language.code}`)
    },
  })
  void instance.init()
  const withoutValues = new Map<string, string>()

  const translate = (key: string, values?: TextValues): string => {
    if (values) return instance.t(key, values)
    const known = withoutValues.get(key)
    if (known !== undefined) return known
    const text = instance.t(key)
    withoutValues.set(key, text)
    return text
  }
  return Object.assign(translate as (key: TextKey, values?: TextValues) => string, {
    code: (namespace: CodeNamespace, code: string, values?: TextValues) => translate(`${namespace}:${code}`, values),
    hasCode: (namespace: CodeNamespace, code: string) =>
      Object.hasOwn(resources[namespace] ?? {}, code) || Object.hasOwn(resources[namespace] ?? {}, `${code}_other`),
  })
}

const translators = new Map(languages.map(language => [language.code, createTranslator(language)]))

export function translatorFor(language: Language): Translate {
  const translator = translators.get(language.code)
  if (!translator) throw new Error(`No texts for ${language.code}`)
  return translator
}
