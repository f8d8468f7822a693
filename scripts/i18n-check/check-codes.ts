import type { CodeFamily } from './code-families.ts'
import { patternRegex, type Usage } from './find-usage.ts'
import { categoriesOf, pluralFormOf } from './plural-forms.ts'
import type { Finding, Locale } from './texts.ts'

/**
 * Whether every value of the data has a text in the source language, whether no text stands for a value that does not
 * exist, and whether every family that code asks for is declared. (Parity carries this to the other languages.)
 */
export function checkCodes(
  source: Locale,
  families: readonly CodeFamily[],
  usages: readonly Usage[],
  codeNamespaces: readonly string[],
): Finding[] {
  const finding = (kind: string, key: string, detail = ''): Finding => ({
    kind,
    language: source.code,
    key,
    detail,
  })
  const findings: Finding[] = []
  const known = new Set<string>()
  for (const { namespace, prefix, codes, suffixes } of families) {
    const texts = source.texts[namespace] ?? {}
    for (const code of codes) {
      for (const suffix of suffixes) {
        const key = `${prefix}${code}${suffix}`
        known.add(`${namespace}:${key}`)
        const isThere = key in texts || categoriesOf(source.format).every(category => `${key}_${category}` in texts)
        if (!isThere) findings.push(finding('code without a text', `${namespace}:${key}`))
      }
    }
  }
  for (const namespace of codeNamespaces) {
    const keys = new Set(Object.keys(source.texts[namespace] ?? {}))
    for (const key of keys) {
      const stem = pluralFormOf(key, keys)?.stem ?? key
      if (!known.has(`${namespace}:${stem}`)) findings.push(finding('text of no code', `${namespace}:${key}`))
    }
  }
  for (const { pattern, file } of usages) {
    if (!codeNamespaces.includes(pattern.split(':')[0] ?? '') || pattern.endsWith(':*')) continue
    const regex = patternRegex(pattern)
    if (![...known].some(key => regex.test(key))) findings.push(finding('undeclared family', pattern, file))
  }
  return findings
}
