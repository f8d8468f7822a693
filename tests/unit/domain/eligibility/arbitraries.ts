import fc from 'fast-check'
import { applicantKinds, peopleGroups } from '#app/domain/eligibility/people-table.ts'
import type { ApplicantFacts, Rule } from '#app/domain/eligibility/rule.ts'

export const countryCodes = ['NG', 'KE', 'FJ', 'LA', 'BR']
export const placeCodes = ['western_africa', 'africa', 'asia', 'ldc', 'commonwealth', 'developing', 'middle_east']
const languageCodes = ['en', 'fr', 'ar', 'pt-BR']

const words = fc.record({ words: fc.constant(null), lang: fc.constant('en') })
const some = <T>(values: readonly T[]) => fc.subarray([...values])
const years = fc.option(fc.integer({ min: 15, max: 70 }))

export const anyPlaces = fc.shuffledSubarray([...placeCodes.filter(code => code !== 'middle_east')])

export const placeRule = fc.record({
  rule: fc.constant('place' as const),
  countries: some(countryCodes),
  regions: some([...placeCodes, 'world']),
})
export const bodyRule = fc.record({ rule: fc.constant('body' as const), kinds: some(applicantKinds) })
export const peopleRule = fc.record({ rule: fc.constant('people' as const), groups: some(peopleGroups) })
export const languageRule = fc.record({ rule: fc.constant('language' as const), languages: some(languageCodes) })

const body = fc.oneof(
  placeRule,
  bodyRule,
  peopleRule,
  languageRule,
  fc.record({ rule: fc.constant('age' as const), min: years, max: years }),
  fc.record({
    rule: fc.constant('nomination' as const),
    by: fc.constant('national_authority' as const),
    leadDays: fc.option(fc.nat(365)),
  }),
  fc.record({ rule: fc.constant('condition' as const), condition: fc.constantFrom('degree', 'stage', 'unheard-of') }),
  fc.record({ rule: fc.constant('terms' as const) }),
)

export const anyRule: fc.Arbitrary<Rule> = fc.tuple(body, words).map(([rule, said]) => ({ ...rule, ...said }))

export const anyFacts: fc.Arbitrary<ApplicantFacts> = fc.record({
  country: fc.option(fc.constantFrom(...countryCodes, 'KI')),
  kind: fc.option(fc.constantFrom(...applicantKinds)),
  languages: fc.option(some(languageCodes)),
})

/** Any list again in any order. */
export const shuffled = <T>(values: readonly T[]) =>
  fc.shuffledSubarray([...values], { minLength: values.length, maxLength: values.length })
