import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideEligibility, ruleOrder } from '#app/domain/eligibility/decide-eligibility.ts'
import { applicantKinds, peopleGroups } from '#app/domain/eligibility/people-table.ts'
import type { Params, Rule } from '#app/domain/eligibility/rule.ts'
import { knownConditions, sentenceCodes, sentenceOf } from '#app/domain/eligibility/sentence-of.ts'
import { changeCodes, whatWouldChange } from '#app/domain/eligibility/what-would-change.ts'
import { anyFacts, anyPlaces, anyRule } from './arbitraries.ts'

const texts: Record<string, string> = JSON.parse(readFileSync('locales/en/rules.json', 'utf8'))
const offerRules: { rows: { rules: Rule[] }[] } = JSON.parse(readFileSync('data/offer-rules.json', 'utf8'))

/** All forms of a text; two where a number in it asks for a plural. */
const formsOf = (code: string) => [code, `${code}_one`, `${code}_other`].flatMap(key => texts[key] ?? [])

/** `n` is the number of `count`, formatted. */
function placeholdersMissing(text: string, params: Params): string[] {
  const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)
  return names.filter(name => !(name in params) && !(name === 'n' && 'count' in params))
}

test('whatever the rules say has a sentence, with a value for each of its placeholders', () => {
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 6 }), anyFacts, anyPlaces, (rules, facts, places) => {
      const { results } = decideEligibility(rules, facts, places)
      for (const { code } of results.map(sentenceOf)) expect(sentenceCodes).toContain(code)
      for (const { code, params } of [...results.map(sentenceOf), ...whatWouldChange(results)]) {
        const forms = formsOf(code)
        expect(forms, code).not.toEqual([])
        for (const text of forms) expect(placeholdersMissing(text, params), text).toEqual([])
      }
    }),
    { numRuns: 500 },
  )
})

test('each condition of the data has a sentence of its own, and no other is kept', () => {
  const used = offerRules.rows.flatMap(({ rules }) =>
    rules.flatMap(rule => (rule.rule === 'condition' ? [rule.condition] : [])),
  )
  expect(knownConditions).toEqual([...new Set(used)].sort())
})

test('a condition that is not known has the general sentence', () => {
  const rule: Rule = { rule: 'condition', condition: 'never-heard-of', words: null, lang: 'en' }
  const { results } = decideEligibility([rule], { country: null, kind: null, languages: null }, [])
  expect(results.map(sentenceOf)).toEqual([{ code: 'condition-unknown', params: { condition: 'never-heard-of' } }])
})

test('the texts are those that are needed, and no others', () => {
  const codes = [
    ...sentenceCodes,
    ...changeCodes,
    'announced-leaving',
    ...['eligible', 'needs_check', 'not_eligible'].flatMap(name => [`verdict.${name}`, `verdict-why.${name}`]),
    ...['pass', 'fail', 'unknown'].map(name => `result.${name}`),
    ...ruleOrder.map(name => `rule.${name}`),
    ...applicantKinds.flatMap(name => [`kind.${name}`, `kinds.${name}`, `kind-who.${name}`]),
    ...peopleGroups.map(name => `group.${name}`),
  ]
  expect([...new Set(Object.keys(texts).map(key => key.replace(/_(one|other)$/, '')))].sort()).toEqual(codes.sort())
})

test('no sentence is longer than 25 words', () => {
  const long = Object.values(texts).flatMap(text =>
    text.split(/(?<=[.?!]) /).filter(part => part.split(' ').length > 25),
  )
  expect(long).toEqual([])
})
