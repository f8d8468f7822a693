// Compares the languages with each other, with the code, and with the values of the data: npm run i18n:check
import { pathToFileURL } from 'node:url'
import { checkCodes } from './i18n-check/check-codes.ts'
import { checkParity } from './i18n-check/check-parity.ts'
import { checkSentences } from './i18n-check/check-sentences.ts'
import { checkUntranslated } from './i18n-check/check-untranslated.ts'
import { codeFamilies, codeNamespaces } from './i18n-check/code-families.ts'
import { checkUsage, findUsage, sourceFiles } from './i18n-check/find-usage.ts'
import { type Finding, type Locale, readLocales } from './i18n-check/texts.ts'

/** Namespaces looked up by what is built apart: the page of the verifier, and the codes of the allocation commands. */
const ownPages = ['verifier', 'allocation']

/** All that is wrong with the texts of the project. */
export function checkTexts(locales: readonly Locale[]): Finding[] {
  const [source] = locales
  if (!source) return [{ kind: 'missing', language: 'en', key: '*', detail: 'no languages' }]
  const namespaces = [...new Set([...Object.keys(source.texts), ...codeNamespaces])]
  const usages = findUsage(sourceFiles('app'), namespaces)
  return [
    ...checkParity(locales),
    ...checkUntranslated(locales),
    ...checkSentences(locales),
    ...checkUsage(source, usages, [...codeNamespaces, ...ownPages]),
    ...checkCodes(source, codeFamilies(), usages, codeNamespaces),
  ]
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const locales = readLocales()
  const findings = checkTexts(locales)
  for (const { kind, language, key, detail } of findings) console.log(`${language}  ${kind}  ${key}  ${detail}`)
  const counts = locales.map(({ code, texts }) => `${code} ${Object.values(texts).flatMap(Object.keys).length}`)
  console.log(`Texts: ${counts.join(', ')}. ${findings.length === 0 ? 'Nothing wrong.' : `Wrong: ${findings.length}.`}`)
  if (findings.length > 0) process.exit(1)
}
