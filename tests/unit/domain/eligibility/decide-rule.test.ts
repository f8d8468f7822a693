import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideRule } from '#app/domain/eligibility/decide-rule.ts'
import { applicantKinds, peopleGroups } from '#app/domain/eligibility/people-table.ts'
import type { ApplicantFacts, PeopleGroup, Rule, RuleBody } from '#app/domain/eligibility/rule.ts'
import { anyFacts, anyPlaces, anyRule } from './arbitraries.ts'

const lagos: ApplicantFacts = { country: 'NG', kind: 'university', languages: ['en'] }
const nigeria = ['western_africa', 'sub_saharan_africa', 'africa', 'developing', 'commonwealth', 'world']

function judge(rule: RuleBody, facts: Partial<ApplicantFacts> = {}, places: string[] = nigeria) {
  const full: Rule = { words: null, lang: 'en', ...rule }
  const { result, reason, params } = decideRule(full, { ...lagos, ...facts }, places)
  return { said: `${result} ${reason}`, params }
}

describe('place', () => {
  const place = (countries: string[], regions: string[] = []): RuleBody => ({ rule: 'place', countries, regions })

  test('a country that is listed passes, and the number of listed countries is told', () => {
    expect(judge(place(['GH', 'NG', 'KE']))).toEqual({
      said: 'pass place-in',
      params: { country: 'NG', via: 'country', count: 3 },
    })
  })

  test('a country of a listed region or group passes, named by the narrowest that is listed', () => {
    expect(judge(place([], ['commonwealth', 'africa']))).toEqual({
      said: 'pass place-in',
      params: { country: 'NG', via: 'africa', place: 'africa', count: 0 },
    })
    expect(judge(place([], ['asia', 'commonwealth'])).params).toMatchObject({ place: 'commonwealth' })
  })

  test('countries and regions are a union: either lets in', () => {
    expect(judge(place(['NG'], ['asia'])).said).toBe('pass place-in')
    expect(judge(place(['KE'], ['africa'])).said).toBe('pass place-in')
  })

  test('the world holds every country, also one that no other place holds', () => {
    expect(judge(place([], ['world']), { country: 'AQ' }, [])).toMatchObject({ said: 'pass place-in' })
  })

  test('a country in none of the listed places fails', () => {
    expect(judge(place(['KE'], ['asia']))).toEqual({
      said: 'fail place-out',
      params: { country: 'NG', countries: ['KE'], places: ['asia'], count: 1 },
    })
  })

  test('a group counts only as the places given for the reference date say', () => {
    expect(judge(place([], ['ldc']), {}, ['africa', 'ldc']).said).toBe('pass place-in')
    expect(judge(place([], ['ldc']), {}, ['africa']).said).toBe('fail place-out')
  })

  test('without a country nothing is decided, not even for the world', () => {
    expect(judge(place(['NG']), { country: null }, [])).toMatchObject({ said: 'unknown place-unknown' })
    expect(judge(place([], ['world']), { country: null }, [])).toMatchObject({ said: 'unknown place-unknown' })
  })

  test('a place without a list of countries is unknown, unless another listed place lets in', () => {
    expect(judge(place([], ['asia', 'middle_east']))).toEqual({
      said: 'unknown place-undefined',
      params: { country: 'NG', places: ['middle_east'] },
    })
    expect(judge(place([], ['africa', 'middle_east'])).said).toBe('pass place-in')
    expect(judge(place(['NG'], ['middle_east'])).said).toBe('pass place-in')
  })
})

describe('body', () => {
  const body: RuleBody = { rule: 'body', kinds: ['civil_society', 'university'] }

  test('a listed kind passes, another fails, none given is unknown', () => {
    expect(judge(body)).toEqual({
      said: 'pass body-in',
      params: { kind: 'university', kinds: ['university', 'civil_society'] },
    })
    expect(judge(body, { kind: 'company' })).toEqual({
      said: 'fail body-out',
      params: { kind: 'company', kinds: ['university', 'civil_society'] },
    })
    expect(judge(body, { kind: null }).said).toBe('unknown body-unknown')
  })
})

describe('people', () => {
  const people = (...groups: PeopleGroup[]): RuleBody => ({ rule: 'people', groups })

  /** The table of the rules themselves: a row per group, `+`, `?`, `-` per kind. */
  const published = readFileSync('docs/eligibility-rules.md', 'utf8')
    .split('\n')
    .flatMap(line => {
      const cells = line.split('|').map(cell => cell.trim())
      const group = peopleGroups.find(name => cells[1]?.startsWith(`\`${name}\``))
      return group !== undefined && cells.length === 8 ? [{ group, marks: cells.slice(2, 7) }] : []
    })
  const said = { '+': 'pass people-in', '?': 'unknown people-maybe', '-': 'fail people-out' }

  test('the published table has all eight groups', () => {
    expect(published.map(({ group }) => group).sort()).toEqual([...peopleGroups].sort())
  })

  test.each(
    published.flatMap(({ group, marks }) => applicantKinds.map((kind, at) => ({ group, kind, mark: marks[at] }))),
  )('$group from $kind: $mark, as published', ({ group, kind, mark }) => {
    expect(judge(people(group), { kind }).said).toBe(said[mark as keyof typeof said])
  })

  test('the best answer of several groups counts, and only the groups it rests on are named', () => {
    expect(judge(people('officials', 'educators'))).toEqual({
      said: 'pass people-in',
      params: { kind: 'university', group: 'educators', groups: ['educators', 'officials'] },
    })
    expect(judge(people('officials', 'young_professionals')).params).toEqual({
      kind: 'university',
      groups: ['young_professionals'],
    })
    expect(judge(people('officials', 'start_ups'))).toEqual({
      said: 'fail people-out',
      params: { kind: 'university', groups: ['start_ups', 'officials'] },
    })
  })

  test('of several groups that pass, a particular one is named before everybody', () => {
    expect(judge(people('anybody', 'professionals', 'students')).params).toMatchObject({ group: 'students' })
  })

  test('without a kind nothing is decided', () => {
    expect(judge(people('anybody'), { kind: null }).said).toBe('unknown people-unknown')
  })
})

describe('language', () => {
  const language: RuleBody = { rule: 'language', languages: ['fr', 'en'] }

  test('one language in common passes, whatever its region; none in common fails', () => {
    expect(judge(language)).toEqual({
      said: 'pass language-in',
      params: { language: 'en', languages: ['fr', 'en'] },
    })
    expect(judge(language, { languages: ['ar', 'en-NG'] }).said).toBe('pass language-in')
    expect(judge(language, { languages: ['ar'] }).said).toBe('fail language-out')
  })

  test('languages that are not given, and an empty list of them, are unknown', () => {
    expect(judge(language, { languages: null }).said).toBe('unknown language-unknown')
    expect(judge(language, { languages: [] }).said).toBe('unknown language-unknown')
  })
})

describe('what no fact here decides', () => {
  test('an age is unknown and tells the bounds that are given', () => {
    expect(judge({ rule: 'age', min: 25, max: 45 })).toEqual({
      said: 'unknown age-unknown',
      params: { min: 25, max: 45 },
    })
    expect(judge({ rule: 'age', min: null, max: 30 }).params).toEqual({ max: 30 })
    expect(judge({ rule: 'age', min: null, max: null }).params).toEqual({})
  })

  test('a nomination is unknown and tells the days before', () => {
    expect(judge({ rule: 'nomination', by: 'national_authority', leadDays: 90 })).toEqual({
      said: 'unknown nomination-needed',
      params: { by: 'national_authority', days: 90 },
    })
    expect(judge({ rule: 'nomination', by: 'national_authority', leadDays: null }).params).toEqual({
      by: 'national_authority',
    })
  })

  test('a condition is unknown and tells which', () => {
    expect(judge({ rule: 'condition', condition: 'degree' })).toEqual({
      said: 'unknown condition-unknown',
      params: { condition: 'degree' },
    })
  })

  test('missing terms are unknown', () => {
    expect(judge({ rule: 'terms' })).toEqual({ said: 'unknown terms-unknown', params: {} })
  })
})

test('every rule has an answer for any facts, the same each time, and changes neither', () => {
  fc.assert(
    fc.property(anyRule, anyFacts, anyPlaces, (rule, facts, places) => {
      const before = JSON.stringify([rule, facts, places])
      const first = decideRule(rule, facts, places)
      expect(['pass', 'fail', 'unknown']).toContain(first.result)
      expect(first.rule).toBe(rule)
      expect(decideRule(rule, facts, places)).toEqual(first)
      expect(JSON.stringify([rule, facts, places])).toBe(before)
    }),
  )
})

test('a fact that is not given is never read as any: without facts no rule passes and none fails', () => {
  fc.assert(
    fc.property(anyRule, rule => {
      expect(decideRule(rule, { country: null, kind: null, languages: null }, []).result).toBe('unknown')
    }),
  )
})
