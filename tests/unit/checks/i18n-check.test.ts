import { expect, test } from 'vitest'
import { checkCodes } from '../../../scripts/i18n-check/check-codes.ts'
import { checkParity } from '../../../scripts/i18n-check/check-parity.ts'
import { checkSentences } from '../../../scripts/i18n-check/check-sentences.ts'
import { checkUntranslated } from '../../../scripts/i18n-check/check-untranslated.ts'
import { codeFamilies, codeNamespaces } from '../../../scripts/i18n-check/code-families.ts'
import { checkUsage, findUsage } from '../../../scripts/i18n-check/find-usage.ts'
import { literalUnion } from '../../../scripts/i18n-check/literal-union.ts'
import type { Finding, Locale } from '../../../scripts/i18n-check/texts.ts'

const locale = (code: string, common: Record<string, string>): Locale => ({ code, format: code, texts: { common } })

const brief = (findings: Finding[]) => findings.map(({ kind, language, key }) => `${language} ${kind} ${key}`)

const sound = {
  en: { hello: 'Hello {{name}}', promise_one: '{{n}} promise', promise_other: '{{n}} promises' },
  fr: {
    hello: 'Bonjour {{name}}',
    promise_one: '{{n}} promesse',
    promise_many: '{{n}} de promesses',
    promise_other: '{{n}} promesses',
  },
  ar: {
    hello: 'مرحبا {{name}}',
    promise_zero: 'لا وعود',
    promise_one: 'وعد واحد',
    promise_two: 'وعدان',
    promise_few: '{{n}} وعود',
    promise_many: '{{n}} وعدا',
    promise_other: '{{n}} وعد',
  },
}

const parity = (change: { en?: object; fr?: object; ar?: object }) =>
  brief(
    checkParity([
      locale('en', { ...sound.en, ...change.en }),
      locale('fr', { ...sound.fr, ...change.fr }),
      locale('ar', { ...sound.ar, ...change.ar }),
    ]),
  )

test('languages that say the same have no finding; a dual may leave its number to the word', () => {
  expect(parity({})).toEqual([])
})

test('a text that one language lacks is found', () => {
  expect(parity({ en: { bye: 'Bye' }, fr: { bye: 'Salut' } })).toEqual(['ar missing common:bye'])
})

test('a whole namespace that is missing is one finding', () => {
  const findings = checkParity([locale('en', sound.en), { code: 'fr', format: 'fr', texts: {} }])
  expect(brief(findings)).toEqual(['fr missing common:*'])
})

test('a text that the source language does not have is found', () => {
  expect(parity({ fr: { old: 'Vieux' } })).toEqual(['fr orphan common:old'])
})

test('an empty text is found, also in the source language', () => {
  expect(parity({ en: { hello: ' ' }, ar: { hello: '' } })).toContain('ar empty common:hello')
  expect(parity({ en: { hello: ' ' } })).toContain('en empty common:hello')
})

test('a lost and a misspelt placeholder are found', () => {
  expect(parity({ fr: { hello: 'Bonjour {{nom}}' } })).toEqual([
    'fr placeholder missing common:hello',
    'fr placeholder unknown common:hello',
  ])
})

test('a form for many that forgets its number is found', () => {
  expect(parity({ ar: { promise_many: 'وعود' } })).toEqual(['ar placeholder missing common:promise_many'])
})

test('each of the six Arabic forms is needed', () => {
  for (const category of ['zero', 'one', 'two', 'few', 'many', 'other']) {
    const { [`promise_${category}`]: _, ...rest } = sound.ar as Record<string, string>
    const findings = checkParity([locale('en', sound.en), locale('ar', rest)])
    expect(brief(findings)).toEqual([`ar plural form missing common:promise_${category}`])
  }
})

test('a plural form that the language does not have is found', () => {
  expect(parity({ fr: { promise_few: '{{n}} promesses' } })).toEqual([
    'fr plural form not of this language common:promise_few',
  ])
})

test('a key that merely ends like a plural form is an ordinary key', () => {
  expect(parity({ en: { the_other: 'x' }, fr: { the_other: 'y' }, ar: { the_other: 'ي' } })).toEqual([])
})

test('an English sentence left in French, and Latin letters alone in Arabic, are found', () => {
  const findings = checkUntranslated([
    locale('en', { a: 'Nothing you did caused it.', b: 'CSV', c: 'KB {{size}}' }),
    locale('fr', { a: 'Nothing you did caused it.', b: 'CSV', c: 'KB {{size}}' }),
    locale('ar', { a: 'Nothing caused it', b: 'CSV', c: 'KB {{size}}' }),
  ])
  expect(brief(findings)).toEqual(['fr not translated common:a', 'ar not translated common:a'])
})

test('a sentence of 26 words is too long, one of 25 is not, and a placeholder is one word', () => {
  const words = (count: number) => `${'word '.repeat(count - 1)}{{last}}.`
  const findings = checkSentences([locale('en', { short: `${words(25)} ${words(25)}`, long: words(26) })])
  expect(brief(findings)).toEqual(['en sentence too long common:long'])
})

test('keys asked for by name, by attribute, by a template and by a value count as used', () => {
  const text = [
    "t('common:hello')",
    '<Text k="common:promise" v={{ n: 1 }} />',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source that is searched
    't(`common:step.${stepOf({ of: row })}`)',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source that is searched
    't.code("values", `kind.${kind}`)',
  ].join('\n')
  const usages = findUsage([{ path: 'a.tsx', text }], ['common', 'values'])
  const source = locale('en', { ...sound.en, 'step.one': 'One', 'step.two': 'Two', 'stray.one': 'x' })
  expect(usages.map(({ pattern }) => pattern)).toContain('values:kind.*')
  expect(brief(checkUsage(source, usages, ['values']))).toEqual(['en unused common:stray.one'])
})

test('a key that code asks for and no language has is found', () => {
  const usages = findUsage([{ path: 'a.tsx', text: "t('common:nowhere')" }], ['common'])
  expect(brief(checkUsage(locale('en', {}), usages, []))).toEqual(['en asked for but missing common:nowhere'])
})

test('a value without a text, a text without a value, and a family that nobody declared are found', () => {
  const source: Locale = {
    code: 'en',
    format: 'en',
    texts: { values: { 'kind.training': 'Training', 'kind.old': '?' } },
  }
  const families = [{ namespace: 'values', prefix: 'kind.', codes: ['training', 'policy'], suffixes: [''] }]
  const usages = [
    { pattern: 'values:kind.*', file: 'a.tsx' },
    { pattern: 'values:mode.*', file: 'b.tsx' },
  ]
  expect(brief(checkCodes(source, families, usages, ['values']))).toEqual([
    'en code without a text values:kind.policy',
    'en text of no code values:kind.old',
    'en undeclared family values:mode.*',
  ])
})

test('the values come from the types of the domain', () => {
  expect(literalUnion('app/domain/commitments/four-answers.ts', 'Verification')).toEqual([
    'no_evidence',
    'self_reported',
    'confirmed',
    'verified',
    'disputed',
  ])
  expect(literalUnion('app/domain/offers/offer.ts', 'Offer.mode')).toEqual(['online', 'on_site', 'blended'])
  expect(() => literalUnion('app/domain/offers/offer.ts', 'Offers')).toThrow('declares no Offers')
})

test('every namespace of values has a family', () => {
  const declared = new Set(codeFamilies().map(({ namespace }) => namespace))
  expect(codeNamespaces.filter(namespace => !declared.has(namespace))).toEqual([])
})
