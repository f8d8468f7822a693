import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideEligibility } from '#app/domain/eligibility/decide-eligibility.ts'
import type { ApplicantFacts, Rule, RuleBody } from '#app/domain/eligibility/rule.ts'
import { whatWouldChange } from '#app/domain/eligibility/what-would-change.ts'
import { anyFacts, anyPlaces, anyRule } from './arbitraries.ts'

const nobody: ApplicantFacts = { country: null, kind: null, languages: null }
const lagos: ApplicantFacts = { country: 'NG', kind: 'university', languages: ['en'] }

function changes(facts: ApplicantFacts, ...rules: RuleBody[]) {
  const all: Rule[] = rules.map(body => ({ words: null, lang: 'en', ...body }))
  return whatWouldChange(decideEligibility(all, facts, ['africa']).results)
}
const codes = (...args: Parameters<typeof changes>) => changes(...args).map(({ code }) => code)

test('what passes needs no change', () => {
  expect(
    changes(lagos, { rule: 'place', countries: [], regions: ['africa'] }, { rule: 'body', kinds: ['university'] }),
  ).toEqual([])
})

test('a place that is not listed cannot be changed, and the line says so', () => {
  expect(changes(lagos, { rule: 'place', countries: ['KE'], regions: ['asia'] })).toEqual([
    { code: 'nothing-place', params: { country: 'NG', countries: ['KE'], places: ['asia'], count: 1 } },
  ])
})

test('a place without a list of countries is for the provider to explain', () => {
  expect(changes(lagos, { rule: 'place', countries: [], regions: ['middle_east'] })).toEqual([
    { code: 'ask-place', params: { country: 'NG', places: ['middle_east'] } },
  ])
})

test('another kind of body could lead a joint application', () => {
  expect(changes(lagos, { rule: 'body', kinds: ['civil_society'] })).toEqual([
    { code: 'lead-partner', params: { kind: 'university', kinds: ['civil_society'] } },
  ])
})

test('people whom the applicant does not have are had by other kinds', () => {
  expect(changes(lagos, { rule: 'people', groups: ['officials', 'start_ups'] })).toMatchObject([
    { code: 'other-people', params: { kinds: ['government', 'company'] } },
  ])
})

test('people whom the applicant may have are to be looked for', () => {
  expect(codes({ ...lagos, kind: 'research_institute' }, { rule: 'people', groups: ['students'] })).toEqual([
    'check-people',
  ])
})

test('facts that are not given are asked for, each once', () => {
  expect(
    codes(
      nobody,
      { rule: 'place', countries: ['KE'], regions: [] },
      { rule: 'body', kinds: ['company'] },
      { rule: 'people', groups: ['start_ups'] },
      { rule: 'language', languages: ['fr'] },
    ),
  ).toEqual(['give-country', 'give-kind', 'give-languages'])
})

test('a language that nobody works in calls for other people', () => {
  expect(codes(lagos, { rule: 'language', languages: ['fr'] })).toEqual(['other-languages'])
})

test('a nomination is to be asked for, so many days before where the source says so', () => {
  expect(
    changes(
      lagos,
      { rule: 'nomination', by: 'national_authority', leadDays: 90 },
      { rule: 'nomination', by: 'national_authority', leadDays: null },
    ),
  ).toEqual([
    { code: 'ask-nomination.days', params: { by: 'national_authority', days: 90, count: 90 } },
    { code: 'ask-nomination', params: { by: 'national_authority' } },
  ])
})

test('each condition has its line; ages and missing terms have theirs', () => {
  expect(
    codes(
      lagos,
      { rule: 'age', min: 25, max: 45 },
      { rule: 'condition', condition: 'degree' },
      { rule: 'condition', condition: 'grade' },
      { rule: 'terms' },
    ),
  ).toEqual(['check-ages', 'check-condition', 'check-condition', 'ask-terms'])
})

test('there is something to change if and only if the verdict is not eligible outright', () => {
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 6 }), anyFacts, anyPlaces, (rules, facts, places) => {
      const { verdict, results } = decideEligibility(rules, facts, places)
      expect(whatWouldChange(results).length === 0).toBe(verdict === 'eligible')
    }),
  )
})
