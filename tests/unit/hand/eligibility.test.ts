import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Country, GroupCode } from '#app/domain/countries/country.ts'
import { placesOf } from '#app/domain/countries/places-of.ts'
import { decideEligibility } from '#app/domain/eligibility/decide-eligibility.ts'
import { referenceDate } from '#app/domain/eligibility/reference-date.ts'
import type { ApplicantFacts, Rule } from '#app/domain/eligibility/rule.ts'
import { windowOf } from '#app/domain/offers/window-of.ts'
import { buildReference } from '#scripts/data/build-reference.ts'
import { readDataFiles } from '#scripts/data/read-files.ts'

// The table was made by hand from the sources, before the code and apart from data/offer-rules.json. Where the two
// disagree the source decides (tests/fixtures/hand/README.md).
type HandRule = {
  rule: Rule['rule']
  params: { countries?: string[]; regions?: string[]; groups?: string[] } & Record<string, unknown>
}
type Hand = {
  about: { askedOn: IsoDate }
  applicants: ({ id: string } & ApplicantFacts)[]
  rules: Record<string, { window: string; rules: HandRule[] }>
  rows: {
    offer: string
    applicant: string
    window: string
    verdict: string
    results: { rule: string; result: string; reason: string; code?: string }[]
  }[]
}

const hand = JSON.parse(readFileSync('tests/fixtures/hand/eligibility.json', 'utf8')) as Hand
const at = hand.about.askedOn
const files = readDataFiles()
const offers = new Map(
  (files['real-offers.json'].offers as SourceOffer[]).map(offer => [offer.id, { ...offer, window: windowOn(offer) }]),
)
const rulesOf = new Map(
  (files['offer-rules.json'].rows as { offer: string; rules: Rule[] }[]).map(({ offer, rules }) => [offer, rules]),
)
const reference = buildReference(files, [])

type SourceOffer = {
  id: string
  statusOn20261122: 'closed' | 'rolling' | 'unknown'
  opensOn: IsoDate | null
  applyBy: IsoDate | null
  endsOn: IsoDate | null
}

function windowOn({ statusOn20261122: stated, opensOn, applyBy, endsOn }: SourceOffer) {
  return windowOf({ stated, opensOn, applyBy, endsOn }, at)
}

/** The country as the import builds it. */
function countryOf(iso2: string): Country {
  const row = reference.countries.find(country => country.iso2 === iso2)
  if (row === undefined) throw new Error(`No country ${iso2}`)
  return {
    iso2,
    iso3: row.iso3,
    m49: row.m49,
    regions: reference.country_regions
      .filter(region => region.iso2 === iso2)
      .sort((one, other) => one.breadth - other.breadth)
      .map(({ region }) => region),
    memberships: reference.group_memberships
      .filter(membership => membership.iso2 === iso2)
      .map(({ group_code, valid_from, valid_to, certainty, source }) => ({
        group: group_code as GroupCode,
        from: valid_from as IsoDate | null,
        to: valid_to as IsoDate | null,
        certainty,
        source,
      })),
    incomeGroup: row.income_group,
    isUnMember: row.is_un_member,
    names: row.names,
  }
}

test('the table has a row for each offer that is not closed and each of the four applicants', () => {
  const open = [...offers.values()].filter(({ window }) => window !== 'closed').map(({ id }) => id)
  expect(hand.applicants).toHaveLength(4)
  expect(Object.keys(hand.rules).sort()).toEqual(open.sort())
  expect(hand.rows.map(({ offer, applicant }) => `${offer} ${applicant}`).sort()).toEqual(
    open.flatMap(offer => hand.applicants.map(({ id }) => `${offer} ${id}`)).sort(),
  )
})

describe('verdict, results and reasons of each row', () => {
  test.each(hand.rows)('$offer for $applicant: $verdict', ({ offer: id, applicant, window, verdict, results }) => {
    const facts = hand.applicants.find(one => one.id === applicant)
    const offer = offers.get(id)
    const rules = rulesOf.get(id)
    if (!facts?.country || !offer || !rules) throw new Error('The row names what does not exist')
    const places = placesOf(countryOf(facts.country), referenceDate(offer, at))
    const decided = decideEligibility(rules, facts, places)
    expect({
      window: offer.window,
      verdict: decided.verdict,
      results: decided.results.map(({ rule, result, reason }) => ({
        rule: rule.rule,
        result,
        reason,
        ...(rule.rule === 'condition' ? { code: rule.condition } : {}),
      })),
    }).toEqual({
      window,
      verdict,
      results: results.map(({ rule, result, reason, code }) => ({
        rule,
        result,
        reason,
        ...(code === undefined ? {} : { code }),
      })),
    })
  })
})

describe('rules of each offer, made twice from the source by different hands', () => {
  test.each(Object.entries(hand.rules))('%s', (id, { rules }) => {
    expect((rulesOf.get(id) ?? []).map(tell)).toEqual(rules.map(tellHand))
  })
})

/** What a rule lists, in one form for both sides. */
function tell(rule: Rule): unknown[] {
  switch (rule.rule) {
    case 'place':
      return [rule.rule, [...rule.countries].sort(), [...rule.regions].sort()]
    case 'body':
      return [rule.rule, [...rule.kinds].sort()]
    case 'people':
      return [rule.rule, [...rule.groups].sort()]
    case 'language':
      return [rule.rule, rule.languages]
    case 'age':
      return [rule.rule, rule.min, rule.max]
    case 'nomination':
      return [rule.rule, rule.by, rule.leadDays]
    case 'condition':
      return [rule.rule, rule.condition]
    case 'terms':
      return [rule.rule]
  }
}

function tellHand({ rule, params }: HandRule): unknown[] {
  const list = (name: string) => [...(params[name] as string[])].sort()
  switch (rule) {
    case 'place':
      return [rule, list('countries'), [...list('regions'), ...list('groups')].map(placeCode).sort()]
    case 'body':
      return [rule, list('kinds')]
    case 'people':
      return [rule, list('groups')]
    case 'language':
      return [rule, params.languages]
    case 'age':
      return [rule, params.min, params.max]
    case 'nomination':
      return [rule, String(params.by).replaceAll(' ', '_'), params.daysBefore]
    case 'condition':
      return [rule, params.code]
    case 'terms':
      return [rule]
  }
}

/** The table writes places as the sources do. */
function placeCode(name: string): string {
  const places: Record<string, string> = files['source-words.json'].places
  return places[name] ?? `no code for ${name}`
}
