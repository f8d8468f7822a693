import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideEligibility, ruleOrder } from '#app/domain/eligibility/decide-eligibility.ts'
import { undefinedPlaces } from '#app/domain/eligibility/decide-rule.ts'
import { failingRules, isNearMiss } from '#app/domain/eligibility/failing-rules.ts'
import { applicantKinds, peopleAnswer, peopleGroups } from '#app/domain/eligibility/people-table.ts'
import { referenceDate } from '#app/domain/eligibility/reference-date.ts'
import type { ApplicantFacts, Rule, RuleBody, RuleResult } from '#app/domain/eligibility/rule.ts'
import {
  anyFacts,
  anyPlaces,
  anyRule,
  bodyRule,
  countryCodes,
  languageRule,
  peopleRule,
  placeCodes,
  placeRule,
  shuffled,
} from './arbitraries.ts'

const lagos: ApplicantFacts = { country: 'NG', kind: 'university', languages: null }
const rule = (body: RuleBody): Rule => ({ words: null, lang: 'en', ...body })
const africa = rule({ rule: 'place', countries: [], regions: ['africa'] })
const asia = rule({ rule: 'place', countries: [], regions: ['asia'] })
const universities = rule({ rule: 'body', kinds: ['university'] })
const companies = rule({ rule: 'body', kinds: ['company'] })
const officials = rule({ rule: 'people', groups: ['officials'] })
const french = rule({ rule: 'language', languages: ['fr'] })
const degree = rule({ rule: 'condition', condition: 'degree' })
const grade = rule({ rule: 'condition', condition: 'grade' })

const judge = (...rules: Rule[]) => decideEligibility(rules, lagos, ['africa', 'world'])
const reasons = (results: readonly RuleResult[]) => results.map(({ reason }) => reason)

test('all rules pass: eligible; no rules at all: eligible', () => {
  expect(judge(africa, universities).verdict).toBe('eligible')
  expect(judge().verdict).toBe('eligible')
})

test('one unknown and nothing failed: a person must check', () => {
  expect(judge(africa, french).verdict).toBe('needs_check')
})

test('one failed rule refuses, whatever else passes or is unknown', () => {
  expect(judge(africa, companies, french).verdict).toBe('not_eligible')
})

test('results stand in the order of the rules; several conditions keep the order of the source', () => {
  const { results } = judge(grade, degree, french, officials, companies, asia)
  expect(results.map(({ rule }) => rule)).toEqual([asia, companies, officials, french, grade, degree])
})

test('the explanation of a refusal is the first three rules that fail', () => {
  const verdict = decideEligibility([french, officials, companies, asia], { ...lagos, languages: ['en'] }, ['africa'])
  expect(reasons(failingRules(verdict))).toEqual(['place-out', 'body-out', 'people-out'])
})

test('a near miss fails exactly one rule, however many are unknown', () => {
  expect(isNearMiss(judge(asia, degree, grade))).toBe(true)
  expect(isNearMiss(judge(asia, companies))).toBe(false)
  expect(isNearMiss(judge(degree))).toBe(false)
})

test('classes are read on the day the window closes, else on the day of the question', () => {
  expect(referenceDate({ applyBy: '2027-03-01' }, '2026-11-24')).toBe('2027-03-01')
  expect(referenceDate({ applyBy: null }, '2026-11-24')).toBe('2026-11-24')
})

test('eligible if and only if no rule failed and none is unknown; refused if and only if one failed', () => {
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 6 }), anyFacts, anyPlaces, (rules, facts, places) => {
      const { verdict, results } = decideEligibility(rules, facts, places)
      expect(results).toHaveLength(rules.length)
      expect(verdict === 'eligible').toBe(results.every(({ result }) => result === 'pass'))
      expect(verdict === 'not_eligible').toBe(results.some(({ result }) => result === 'fail'))
    }),
  )
})

test('the order in which rules are written changes neither verdict nor results', () => {
  const rules = fc.uniqueArray(anyRule, { selector: ({ rule }) => rule, maxLength: ruleOrder.length })
  fc.assert(
    fc.property(
      rules.chain(list => fc.tuple(fc.constant(list), shuffled(list))),
      anyFacts,
      anyPlaces,
      ([rules, mixed], facts, places) => {
        expect(decideEligibility(mixed, facts, places)).toEqual(decideEligibility(rules, facts, places))
      },
    ),
  )
})

/** The worst that may become of a result when an applicant is let in more widely. */
const rank = { fail: 0, unknown: 1, pass: 2 }
const said = rule({ rule: 'terms' })

test('listing one more country, region or group never turns a pass into anything else, nor an unknown into a fail', () => {
  fc.assert(
    fc.property(
      placeRule,
      fc.constantFrom(...countryCodes),
      fc.constantFrom(...placeCodes),
      anyFacts,
      anyPlaces,
      (place, country, region, facts, places) => {
        const before = decideEligibility([{ ...said, ...place }], facts, places)
        for (const more of [
          { ...place, countries: [...place.countries, country] },
          { ...place, regions: [...place.regions, region] },
        ]) {
          const after = decideEligibility([{ ...said, ...more }], facts, places)
          expect(worst(after.results)).toBeGreaterThanOrEqual(worst(before.results))
        }
      },
    ),
  )
})

test('listing one more kind, group of people or language never makes an answer worse', () => {
  fc.assert(
    fc.property(
      bodyRule,
      peopleRule,
      languageRule,
      fc.constantFrom(...applicantKinds),
      fc.constantFrom(...peopleGroups),
      anyFacts,
      (body, people, language, kind, group, facts) => {
        const pairs: [RuleBody, RuleBody][] = [
          [body, { ...body, kinds: [...body.kinds, kind] }],
          [people, { ...people, groups: [...people.groups, group] }],
          [language, { ...language, languages: [...language.languages, 'en'] }],
        ]
        for (const [less, more] of pairs) {
          const before = decideEligibility([rule(less)], facts, [])
          const after = decideEligibility([rule(more)], facts, [])
          expect(worst(after.results)).toBeGreaterThanOrEqual(worst(before.results))
        }
      },
    ),
  )
})

const worst = (results: readonly RuleResult[]) => Math.min(...results.map(({ result }) => rank[result]))

test('a rule that fails is really false: no way into what it lists is open', () => {
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 6 }), anyFacts, anyPlaces, (rules, facts, places) => {
      for (const { rule, result } of decideEligibility(rules, facts, places).results)
        expect(result === 'fail').toBe(isFalse(rule, facts, places))
    }),
  )
})

/** The table of the rules once more, read plainly: where it says that a rule fails. */
function isFalse(rule: Rule, { country, kind, languages }: ApplicantFacts, places: readonly string[]): boolean {
  switch (rule.rule) {
    case 'place':
      if (country === null || rule.countries.includes(country)) return false
      return rule.regions.every(code => code !== 'world' && !places.includes(code) && !undefinedPlaces.includes(code))
    case 'body':
      return kind !== null && !rule.kinds.includes(kind)
    case 'people':
      return kind !== null && rule.groups.every(group => peopleAnswer(group, kind) === 'fail')
    case 'language':
      return languages !== null && languages.length > 0 && !rule.languages.some(code => languages.includes(code))
    default:
      return false
  }
}
