import type { CodeNamespace, TextKey } from '#app/i18n/keys.ts'
import { type Language, languages } from '#app/i18n/languages.ts'
import type { TextValues, Translate } from '#app/i18n/translator.ts'

// The measure of what i18next costs: the same texts, a look-up, one pass over the placeholders, a plural form. No more.
// tests/bench/render.ts builds the app once with this file in the place of app/i18n/translator.ts.

type Texts = Record<string, string>

const files = import.meta.glob<Texts>(['/locales/*/*.json', '!/locales/*/_language.json'], {
  eager: true,
  import: 'default',
})

function createTranslator({ code, format }: Language): Translate {
  const texts = new Map<string, string>()
  for (const [path, content] of Object.entries(files)) {
    const [, , language, file = ''] = path.split('/')
    if (language !== code) continue
    for (const [key, text] of Object.entries(content)) texts.set(`${file.replace('.json', '')}:${key}`, text)
  }
  const plurals = new Intl.PluralRules(format)
  const translate = (key: string, values?: TextValues): string => {
    const form = typeof values?.count === 'number' ? `${key}_${plurals.select(values.count)}` : key
    const text = texts.get(form) ?? texts.get(key)
    if (text === undefined) throw new Error(`No text for ${key} in ${code}`)
    return values ? text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? '')) : text
  }
  return Object.assign(translate as (key: TextKey, values?: TextValues) => string, {
    code: (namespace: CodeNamespace, code: string, values?: TextValues) => translate(`${namespace}:${code}`, values),
    hasCode: (namespace: CodeNamespace, code: string) =>
      texts.has(`${namespace}:${code}`) || texts.has(`${namespace}:${code}_other`),
  })
}

const translators = new Map(languages.map(language => [language.code, createTranslator(language)]))

export function translatorFor(language: Language): Translate {
  const translator = translators.get(language.code)
  if (!translator) throw new Error(`No texts for ${language.code}`)
  return translator
}
