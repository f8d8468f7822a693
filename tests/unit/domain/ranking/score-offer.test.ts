import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { decideEligibility } from '#app/domain/eligibility/decide-eligibility.ts'
import type { ApplicantFacts, PeopleGroup, RuleBody } from '#app/domain/eligibility/rule.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import type { CriterionCode, Need } from '#app/domain/ranking/need.ts'
import { scoreOffer } from '#app/domain/ranking/score-offer.ts'
import { topicTree } from '#app/domain/ranking/topic-tree.ts'
import { makeOffer, noNeed } from './make-offer.ts'

const texts: Record<string, string> = JSON.parse(readFileSync('locales/en/ranking.json', 'utf8'))
const tree = topicTree([
  { code: 'ai_research', parent: null },
  { code: 'machine_learning', parent: 'ai_research' },
  { code: 'deep_learning', parent: 'machine_learning' },
  { code: 'data_science', parent: 'ai_research' },
  { code: 'ai_applications', parent: null },
  { code: 'health', parent: 'ai_applications' },
  { code: 'general', parent: null },
])
const lagos: ApplicantFacts = { country: 'NG', kind: 'university', languages: null }

type Given = {
  offer?: Parameters<typeof makeOffer>[0]
  need?: Partial<Need>
  facts?: Partial<ApplicantFacts>
  places?: string[]
}

/** The line of one criterion; its sentence must have a value for each placeholder. */
function line(
  criterion: CriterionCode,
  { offer: given, need, facts, places = ['western_africa', 'africa', 'world'] }: Given,
) {
  const offer = makeOffer(given)
  const known = { ...lagos, ...facts }
  const { results } = decideEligibility(offer.rules, known, places)
  const { contributions } = scoreOffer({ offer, results, facts: known, need: { ...noNeed, ...need }, tree })
  const found = contributions.find(entry => entry.criterion === criterion)
  if (found === undefined) throw new Error(`No line for ${criterion}`)
  for (const [, name = ''] of texts[found.step]?.matchAll(/\{\{(\w+)\}\}/g) ?? [])
    expect(found.params, found.step).toHaveProperty(name)
  return { said: `${found.step} ${found.points}`, params: found.params, missing: found.missing }
}

describe('topic', () => {
  const topic = (topics: string[], asked: string | null) =>
    line('topic', { offer: { topics }, need: { topic: asked } }).said

  test('the same, a part, the wider field, the same field, another', () => {
    expect(topic(['machine_learning', 'ai_research'], 'machine_learning')).toBe('topic-same 1000')
    expect(topic(['machine_learning', 'ai_research'], 'ai_research')).toBe('topic-part 800')
    expect(topic(['deep_learning', 'machine_learning', 'ai_research'], 'ai_research')).toBe('topic-part 800')
    expect(topic(['ai_research'], 'machine_learning')).toBe('topic-wider 600')
    expect(topic(['data_science', 'ai_research'], 'machine_learning')).toBe('topic-near 400')
    expect(topic(['health', 'ai_applications'], 'machine_learning')).toBe('topic-other 0')
  })

  test('general on either side is a step of its own, on both it is the same', () => {
    expect(topic(['general'], 'health')).toBe('topic-general 200')
    expect(topic(['health'], 'general')).toBe('topic-general 200')
    expect(topic(['general'], 'general')).toBe('topic-same 1000')
  })

  test('the closest of several topics counts, wherever it stands', () => {
    expect(topic(['health', 'data_science'], 'machine_learning')).toBe('topic-near 400')
    expect(topic(['data_science', 'health'], 'machine_learning')).toBe('topic-near 400')
  })

  test('a topic outside the tree is a field of its own', () => {
    expect(topic(['cooking'], 'cooking')).toBe('topic-same 1000')
    expect(topic(['cooking'], 'health')).toBe('topic-other 0')
  })

  test('a circle in the tree ends', () => {
    const circle = topicTree([
      { code: 'a', parent: 'b' },
      { code: 'b', parent: 'a' },
    ])
    const offer = makeOffer({ topics: ['c'] })
    const question = { offer, results: [], facts: lagos, need: { ...noNeed, topic: 'a' }, tree: circle }
    expect(scoreOffer(question).contributions[0]?.step).toBe('topic-other')
  })

  test('what is missing scores the middle and says by whom', () => {
    expect(line('topic', { need: { topic: 'health' } })).toMatchObject({
      said: 'topic-not-stated 500',
      missing: 'offer',
    })
    expect(line('topic', { offer: { topics: ['health'] } })).toMatchObject({
      said: 'topic-not-asked 500',
      missing: 'need',
    })
  })
})

test('kind: the same, another, not asked', () => {
  expect(line('kind', { need: { kind: 'training' } }).said).toBe('kind-same 1000')
  expect(line('kind', { need: { kind: 'joint_lab' } }).said).toBe('kind-other 0')
  expect(line('kind', {})).toMatchObject({ said: 'kind-not-asked 500', missing: 'need' })
})

describe('audience', () => {
  const people = (...groups: PeopleGroup[]): RuleBody => ({ rule: 'people', groups })
  const audience = (rules: RuleBody[], facts: Partial<ApplicantFacts> = {}) =>
    line('audience', { offer: { rules }, facts })

  test('named, all, perhaps, other', () => {
    expect(audience([{ rule: 'body', kinds: ['university'] }]).said).toBe('audience-named 1000')
    expect(audience([people('educators')]).said).toBe('audience-named 1000')
    expect(audience([people('anybody')]).said).toBe('audience-all 700')
    expect(audience([people('professionals')]).said).toBe('audience-all 700')
    expect(audience([people('young_professionals')]).said).toBe('audience-maybe 400')
    expect(audience([people('officials')]).said).toBe('audience-other 0')
    expect(audience([{ rule: 'body', kinds: ['company'] }]).said).toBe('audience-other 0')
  })

  test('of a rule on bodies and one on people the lower counts', () => {
    expect(audience([{ rule: 'body', kinds: ['university'] }, people('young_professionals')]).said).toBe(
      'audience-maybe 400',
    )
    expect(audience([{ rule: 'body', kinds: ['company'] }, people('anybody')]).said).toBe('audience-other 0')
  })

  test('what is missing scores the middle and says by whom', () => {
    expect(audience([{ rule: 'terms' }])).toMatchObject({ said: 'audience-not-stated 500', missing: 'offer' })
    expect(audience([people('educators')], { kind: null })).toMatchObject({
      said: 'audience-not-given 500',
      missing: 'need',
    })
  })
})

describe('place', () => {
  const place = (countries: string[], regions: string[], places?: string[]) =>
    line('place', { offer: { rules: [{ rule: 'place', countries, regions }] }, places })
  const many = (n: number) => ['NG', ...Array.from({ length: n - 1 }, (_, at) => `X${at}`)]

  test('up to 15 named countries are a few, also one; 16 are not; nor are they beside a region', () => {
    expect(place(['NG'], []).said).toBe('place-named-few 1000')
    expect(place(many(15), []).said).toBe('place-named-few 1000')
    expect(place(many(16), []).said).toBe('place-named 700')
    expect(place(['NG'], ['asia']).said).toBe('place-named 700')
  })

  test('a part of a continent, a continent, a group, developing countries, the world', () => {
    expect(place([], ['western_africa']).said).toBe('place-region 800')
    expect(place([], ['africa']).said).toBe('place-wide 600')
    expect(place([], ['commonwealth'], ['commonwealth']).said).toBe('place-wide 600')
    expect(place([], ['developing'], ['developing']).said).toBe('place-developing 400')
    expect(place([], ['world']).said).toBe('place-world 300')
  })

  test('elsewhere scores nothing; a place without a list, no rule, no country score the middle', () => {
    expect(place(['KE'], ['asia']).said).toBe('place-other 0')
    expect(place([], ['middle_east'])).toMatchObject({ said: 'place-not-stated 500', missing: 'offer' })
    expect(line('place', {})).toMatchObject({ said: 'place-not-stated 500', missing: 'offer' })
    expect(line('place', { facts: { country: null } })).toMatchObject({ said: 'place-not-given 500', missing: 'need' })
  })
})

describe('room', () => {
  const room = (people: number | null, value: number | null, unit = 'professors') =>
    line('room', {
      offer: { capacity: value === null ? null : { value, unit: { text: unit, lang: 'en' } } },
      need: { people },
    })

  test('each bound belongs to the better step', () => {
    expect(room(10, 100).said).toBe('room-tenfold 1000')
    expect(room(10, 99).said).toBe('room-threefold 900')
    expect(room(10, 30).said).toBe('room-threefold 900')
    expect(room(10, 29).said).toBe('room-enough 700')
    expect(room(10, 10).said).toBe('room-enough 700')
    expect(room(10, 9).said).toBe('room-half 300')
    expect(room(10, 5).said).toBe('room-half 300')
    expect(room(11, 5).said).toBe('room-few 100')
  })

  test('courses and institutions are no places for people; what is missing scores the middle', () => {
    expect(room(10, 180, 'courses (more than)')).toMatchObject({ said: 'room-not-people 500', missing: 'offer' })
    expect(room(10, 180, 'a unit never read')).toMatchObject({ said: 'room-not-people 500', missing: 'offer' })
    expect(room(10, null)).toMatchObject({ said: 'room-not-stated 500', missing: 'offer' })
    expect(room(null, 10)).toMatchObject({ said: 'room-not-asked 500', missing: 'need' })
    expect(room(0, 10)).toMatchObject({ said: 'room-not-asked 500', missing: 'need' })
  })

  test('a seat of an offer of the platform is a place for a person, whatever its unit is called', () => {
    const offered = (unitKind: 'seat' | 'lab_slot') =>
      line('room', {
        offer: {
          capacity: { value: 10, unit: { text: 'مقاعد', lang: 'ar' } },
          here: { unitKind } as NonNullable<Offer['here']>,
        },
        need: { people: 3 },
      })
    expect(offered('seat').said).toBe('room-threefold 900')
    expect(offered('lab_slot').said).toBe('room-not-people 500')
  })
})

describe('language', () => {
  const language = (languages: Offer['languages'], asked: string | null, own: string[] | null = null) =>
    line('language', { offer: { languages }, need: { language: asked }, facts: { languages: own } })

  test('the language asked for comes before those of the people', () => {
    expect(language(['fr', 'en-GB'], 'en').said).toBe('language-same 1000')
    expect(language(['fr'], 'en', ['fr']).said).toBe('language-other 0')
    expect(language(['fr'], null, ['en', 'fr']).said).toBe('language-same 1000')
    expect(language(['fr'], null, ['en']).said).toBe('language-other 0')
  })

  test('what is missing scores the middle and says by whom', () => {
    expect(language([], 'en')).toMatchObject({ said: 'language-not-stated 500', missing: 'offer' })
    expect(language(['en'], null)).toMatchObject({ said: 'language-not-asked 500', missing: 'need' })
    expect(language(['en'], null, [])).toMatchObject({ said: 'language-not-asked 500', missing: 'need' })
  })
})

test('mode: the same, partly, another, not stated, not asked', () => {
  const mode = (offered: Offer['mode'], asked: Need['mode']) =>
    line('mode', { offer: { mode: offered }, need: { mode: asked } })
  expect(mode('online', 'online').said).toBe('mode-same 1000')
  expect(mode('on_site', 'on_site').said).toBe('mode-same 1000')
  expect(mode('blended', 'online').said).toBe('mode-blended 700')
  expect(mode('on_site', 'online').said).toBe('mode-other 0')
  expect(mode(null, 'online')).toMatchObject({ said: 'mode-not-stated 500', missing: 'offer' })
  expect(mode('online', null)).toMatchObject({ said: 'mode-not-asked 500', missing: 'need' })
})

test('cost: all paid, free, some fees, fees, not stated', () => {
  const cost = (given: Offer['cost']) => line('cost', { offer: { cost: given } })
  expect(cost('funded').said).toBe('cost-funded 1000')
  expect(cost('free').said).toBe('cost-free 800')
  expect(cost('some_fees').said).toBe('cost-some-fees 300')
  expect(cost('fees').said).toBe('cost-fees 0')
  expect(cost(null)).toMatchObject({ said: 'cost-not-stated 500', missing: 'offer' })
})
