import { categoriesOf, pluralFormOf } from './plural-forms.ts'
import { type Finding, type Locale, placeholdersOf } from './texts.ts'

/** Placeholders that the forms for zero, one and two may leave to the word itself ("وعدان"). */
const numberPlaceholders = new Set(['n', 'count'])
const formsWithoutNumber = new Set(['zero', 'one', 'two'])

/**
 * Whether every language says what the source language says: no key missing, orphaned or empty, the same placeholders,
 * and exactly the plural forms that the language has. The first language is the source.
 */
export function checkParity([source, ...others]: readonly Locale[]): Finding[] {
  if (!source) return []
  return [source, ...others].flatMap(locale =>
    Object.keys({ ...source.texts, ...locale.texts }).flatMap(namespace => checkNamespace(source, locale, namespace)),
  )
}

function checkNamespace(source: Locale, locale: Locale, namespace: string): Finding[] {
  const wanted = source.texts[namespace]
  const given = locale.texts[namespace]
  const finding = (kind: string, key: string, detail = ''): Finding => ({
    kind,
    language: locale.code,
    key: `${namespace}:${key}`,
    detail,
  })
  if (!wanted) return [finding('orphan', '*', 'no such namespace in the source language')]
  if (!given) return [finding('missing', '*', `${Object.keys(wanted).length} texts`)]

  const sourceKeys = new Set(Object.keys(wanted))
  const expected = expectedKeys(sourceKeys, locale.format)
  const findings: Finding[] = []
  for (const [key, sourceKey] of expected) {
    const text = given[key]
    const isForm = pluralFormOf(key, sourceKeys) !== null
    if (text === undefined) findings.push(finding(isForm ? 'plural form missing' : 'missing', key))
    else if (text.trim() === '') findings.push(finding('empty', key))
    else findings.push(...checkPlaceholders(wanted[sourceKey] ?? '', text, key, isForm, finding))
  }
  for (const key of Object.keys(given)) {
    if (expected.has(key)) continue
    findings.push(finding(pluralFormOf(key, sourceKeys) ? 'plural form not of this language' : 'orphan', key))
  }
  return findings
}

/** Each key the language needs, with the key of the source text it stands for. */
function expectedKeys(sourceKeys: ReadonlySet<string>, format: string): Map<string, string> {
  const expected = new Map<string, string>()
  for (const key of sourceKeys) {
    const form = pluralFormOf(key, sourceKeys)
    if (!form) expected.set(key, key)
    else if (form.category === 'other')
      for (const category of categoriesOf(format)) expected.set(`${form.stem}_${category}`, key)
  }
  return expected
}

function checkPlaceholders(
  wanted: string,
  text: string,
  key: string,
  isForm: boolean,
  finding: (kind: string, key: string, detail: string) => Finding,
): Finding[] {
  const names = placeholdersOf(wanted)
  const given = new Set(placeholdersOf(text))
  const mayOmit = (name: string) =>
    isForm && numberPlaceholders.has(name) && formsWithoutNumber.has(key.slice(key.lastIndexOf('_') + 1))
  const lost = names.filter(name => !given.has(name) && !mayOmit(name))
  const added = [...given].filter(name => !names.includes(name))
  const findings: Finding[] = []
  if (lost.length > 0) findings.push(finding('placeholder missing', key, lost.join(', ')))
  if (added.length > 0) findings.push(finding('placeholder unknown', key, added.join(', ')))
  return findings
}
