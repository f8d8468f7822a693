import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ApplicantFacts, RuleBody } from '#app/domain/eligibility/rule.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import { compareRanked } from '#app/domain/ranking/compare-ranked.ts'
import { gainsOf } from '#app/domain/ranking/gains.ts'
import type { Need } from '#app/domain/ranking/need.ts'
import { type Candidate, type Ranking, rankOffers } from '#app/domain/ranking/rank-offers.ts'
import { scales } from '#app/domain/ranking/scales.ts'
import { criteria, weights } from '#app/domain/ranking/weights.ts'
import { anyFacts, anyPlaces, anyRule, shuffled } from '../eligibility/arbitraries.ts'
import { makeOffer, noNeed } from './make-offer.ts'

const lagos: ApplicantFacts = { country: 'NG', kind: 'university', languages: null }
const places = ['africa', 'world']
const topics = [
  { code: 'ai_research', parent: null },
  { code: 'machine_learning', parent: 'ai_research' },
  { code: 'data_science', parent: 'ai_research' },
  { code: 'general', parent: null },
]
const lists = ['ranked', 'nearMisses', 'notEligible', 'forecast', 'unknownWindow'] as const satisfies (keyof Ranking)[]

const asia: RuleBody = { rule: 'place', countries: [], regions: ['asia'] }
const africa: RuleBody = { rule: 'place', countries: [], regions: ['africa'] }
const companies: RuleBody = { rule: 'body', kinds: ['company'] }
const degree: RuleBody = { rule: 'condition', condition: 'degree' }

function rank(offers: Offer[], need: Partial<Need> = {}) {
  return rankOffers({
    candidates: offers.map(offer => ({ offer, places })),
    facts: lagos,
    need: { ...noNeed, ...need },
    topics,
  })
}
const refs = (entries: { offer: Offer }[]) => entries.map(({ offer }) => offer.ref)

describe('lists', () => {
  test('open offers that fit and those that need a check are ranked together by points', () => {
    const { ranked } = rank(
      [
        makeOffer({ ref: 'O1', rules: [africa] }),
        makeOffer({ ref: 'O2', rules: [africa, degree], topics: ['machine_learning'] }),
      ],
      { topic: 'machine_learning' },
    )
    expect(ranked.map(({ offer, verdict }) => `${offer.ref} ${verdict.verdict}`)).toEqual([
      'O2 needs_check',
      'O1 eligible',
    ])
  })

  test('one failing rule is a near miss, two are not eligible, each with the rules that fail', () => {
    const { ranked, nearMisses, notEligible } = rank([
      makeOffer({ ref: 'O1', rules: [asia, degree] }),
      makeOffer({ ref: 'O2', rules: [companies, asia] }),
    ])
    expect(ranked).toEqual([])
    expect(refs(nearMisses)).toEqual(['O1'])
    expect(nearMisses[0]?.changes.map(({ code }) => code)).toEqual(['nothing-place', 'check-condition'])
    expect(notEligible.map(({ failing }) => failing.map(({ reason }) => reason))).toEqual([['place-out', 'body-out']])
  })

  test('a window that is unknown or still to come is never ranked as open; a closed one is not listed', () => {
    const windows = ['unknown', 'forecast', 'closed', 'open'] as const
    const ranking = rank(windows.map(window => makeOffer({ ref: window, window, rules: [africa] })))
    expect(lists.map(name => refs(ranking[name]))).toEqual([['open'], [], [], ['forecast'], ['unknown']])
  })
})

describe('order', () => {
  test('equal points: the earlier deadline first, none last', () => {
    const { ranked } = rank([
      makeOffer({ ref: 'O1' }),
      makeOffer({ ref: 'O2', applyBy: '2027-01-31' }),
      makeOffer({ ref: 'O3', applyBy: '2026-12-01' }),
    ])
    expect(refs(ranked)).toEqual(['O3', 'O2', 'O1'])
  })

  test('equal points and deadline: by ref, as text', () => {
    expect(refs(rank(['O9', 'O10', 'O1'].map(ref => makeOffer({ ref }))).ranked)).toEqual(['O1', 'O10', 'O9'])
  })

  test('the gap is counted to the next of the same list; the last has none', () => {
    const { ranked } = rank([
      makeOffer({ ref: 'O1', cost: 'free' }),
      makeOffer({ ref: 'O2', cost: 'funded' }),
      makeOffer({ ref: 'O3', cost: 'funded', rules: [asia] }),
      makeOffer({ ref: 'O4', cost: 'free' }),
    ])
    expect(ranked.map(({ offer, score, gapToNext }) => [offer.ref, score, gapToNext])).toEqual([
      ['O2', 525, 10],
      ['O1', 515, 0],
      ['O4', 515, null],
    ])
  })
})

test('what a missing fact would add at most is told by whom it is missing, most first', () => {
  const offer = makeOffer({ rules: [africa, { rule: 'people', groups: ['anybody'] }] })
  const [first] = rank([offer], { topic: 'machine_learning' }).ranked
  expect(first?.gains).toEqual([
    { criterion: 'topic', missing: 'offer', atMost: 125 },
    { criterion: 'kind', missing: 'need', atMost: 100 },
    { criterion: 'room', missing: 'need', atMost: 50 },
    { criterion: 'language', missing: 'need', atMost: 50 },
    { criterion: 'mode', missing: 'need', atMost: 25 },
    { criterion: 'cost', missing: 'offer', atMost: 25 },
  ])
})

test('an offer that states all and fits in all scores 1,000', () => {
  const perfect = makeOffer({
    rules: [
      { rule: 'place', countries: ['NG'], regions: [] },
      { rule: 'body', kinds: ['university'] },
    ],
    topics: ['machine_learning'],
    capacity: { value: 100, unit: { text: 'professors', lang: 'en' } },
    languages: ['en'],
    mode: 'online',
    cost: 'funded',
  })
  const need: Need = { kind: 'training', topic: 'machine_learning', people: 10, language: 'en', mode: 'online' }
  const [only] = rank([perfect], need).ranked
  expect(only).toMatchObject({ score: 1000, gains: [], changes: [], gapToNext: null })
})

const anyOffer = fc
  .record({
    number: fc.nat(10_000),
    kind: fc.constantFrom('training' as const, 'joint_lab' as const),
    window: fc.constantFrom(
      'open' as const,
      'open' as const,
      'unknown' as const,
      'forecast' as const,
      'closed' as const,
    ),
    topics: fc.subarray(topics.map(({ code }) => code)),
    applyBy: fc.option(fc.constantFrom('2026-12-01' as const, '2027-01-31' as const)),
    capacity: fc.option(
      fc.record({ value: fc.integer({ min: 1, max: 200 }), unit: fc.constant({ text: 'professors', lang: 'en' }) }),
    ),
    languages: fc.subarray(['en', 'fr']),
    mode: fc.option(fc.constantFrom('online' as const, 'on_site' as const, 'blended' as const)),
    cost: fc.option(fc.constantFrom('fees' as const, 'some_fees' as const, 'free' as const, 'funded' as const)),
    rules: fc.array(anyRule, { maxLength: 4 }),
  })
  .map(({ number, ...given }) => makeOffer({ ref: `O${number}`, ...given }))

const anyCandidates: fc.Arbitrary<Candidate[]> = fc.uniqueArray(fc.record({ offer: anyOffer, places: anyPlaces }), {
  selector: ({ offer }) => offer.ref,
  maxLength: 12,
})

const anyNeed: fc.Arbitrary<Need> = fc.record({
  kind: fc.option(fc.constantFrom('training' as const, 'joint_lab' as const)),
  topic: fc.option(fc.constantFrom(...topics.map(({ code }) => code))),
  people: fc.option(fc.integer({ min: 1, max: 40 })),
  language: fc.option(fc.constantFrom('en', 'fr')),
  mode: fc.option(fc.constantFrom('online' as const, 'on_site' as const)),
})

test('contributions add up to the score exactly, each is weight times points by the published scale, all are whole', () => {
  fc.assert(
    fc.property(anyCandidates, anyFacts, anyNeed, (candidates, facts, need) => {
      const ranking = rankOffers({ candidates, facts, need, topics })
      for (const { score, contributions } of lists.flatMap(name => ranking[name])) {
        expect(contributions.map(({ criterion }) => criterion)).toEqual(criteria)
        expect(contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score)
        for (const { criterion, weight, points, contribution, step, missing } of contributions) {
          expect({ points, missing }).toEqual(scales[criterion][step as never])
          expect(weight).toBe(weights[criterion])
          expect(contribution * 100).toBe(weight * points)
          expect(Number.isInteger(contribution)).toBe(true)
        }
      }
    }),
  )
})

test('every offer that is not closed stands in exactly one list, by its window and the number of rules that fail', () => {
  fc.assert(
    fc.property(anyCandidates, anyFacts, anyNeed, (candidates, facts, need) => {
      const ranking = rankOffers({ candidates, facts, need, topics })
      const listed = lists.flatMap(name => refs(ranking[name])).sort()
      expect(listed).toEqual(refs(candidates.filter(({ offer }) => offer.window !== 'closed')).sort())
      const fails = (name: keyof Ranking) =>
        ranking[name].map(({ verdict }) => verdict.results.filter(({ result }) => result === 'fail').length)
      expect(fails('ranked').every(n => n === 0)).toBe(true)
      expect(fails('nearMisses').every(n => n === 1)).toBe(true)
      expect(fails('notEligible').every(n => n > 1)).toBe(true)
      for (const name of ['ranked', 'nearMisses', 'notEligible'] as const)
        expect(ranking[name].every(({ offer }) => offer.window === 'open')).toBe(true)
    }),
  )
})

test('gaps add up: each is the difference to the next, and none is negative', () => {
  fc.assert(
    fc.property(anyCandidates, anyFacts, anyNeed, (candidates, facts, need) => {
      const ranking = rankOffers({ candidates, facts, need, topics })
      for (const list of lists.map(name => ranking[name]))
        for (const [at, { score, gapToNext }] of list.entries()) {
          const next = list[at + 1]
          expect(gapToNext).toBe(next === undefined ? null : score - next.score)
          expect(gapToNext ?? 0).toBeGreaterThanOrEqual(0)
        }
    }),
  )
})

test('the order of the offers in the input does not matter', () => {
  fc.assert(
    fc.property(
      anyCandidates.chain(list => fc.tuple(fc.constant(list), shuffled(list))),
      anyFacts,
      anyNeed,
      ([candidates, mixed], facts, need) => {
        expect(rankOffers({ candidates: mixed, facts, need, topics })).toEqual(
          rankOffers({ candidates, facts, need, topics }),
        )
      },
    ),
  )
})

test('dropping an offer changes neither order nor points of the others', () => {
  fc.assert(
    fc.property(anyCandidates, anyFacts, anyNeed, fc.nat(), (candidates, facts, need, at) => {
      const dropped = candidates[at % Math.max(candidates.length, 1)]
      const rest = candidates.filter(candidate => candidate !== dropped)
      const [all, fewer] = [candidates, rest].map(list => rankOffers({ candidates: list, facts, need, topics }))
      for (const name of lists) {
        const told = (ranking?: Ranking) => ranking?.[name].map(({ offer, score }) => [offer.ref, score])
        expect(told(fewer)).toEqual(told(all)?.filter(([ref]) => ref !== dropped?.offer.ref))
      }
    }),
  )
})

test('the order is total: two offers never compare as equal, and either way round agrees', () => {
  fc.assert(
    fc.property(anyCandidates, candidates => {
      const entries = candidates.map(({ offer }, at) => ({ score: (at % 3) * 100, offer }))
      for (const one of entries)
        for (const other of entries) {
          expect(Math.sign(compareRanked(one, other))).toBe(-Math.sign(compareRanked(other, one)) + 0)
          expect(compareRanked(one, other) === 0).toBe(one === other)
        }
    }),
  )
})

test('equal points and deadline are broken by ref alone', () => {
  fc.assert(
    fc.property(anyCandidates, candidates => {
      const entries = candidates.map(({ offer }) => ({ score: 500, offer: { ...offer, applyBy: null } }))
      expect(refs(entries.sort(compareRanked))).toEqual(refs(entries).sort())
    }),
  )
})

test('raising the points of one criterion never lowers the rank', () => {
  const improvements: { criterion: string; weaker: Partial<Offer>; stronger: Partial<Offer> }[] = [
    { criterion: 'topic', weaker: { topics: ['data_science'] }, stronger: { topics: ['machine_learning'] } },
    { criterion: 'kind', weaker: { kind: 'joint_lab' }, stronger: { kind: 'training' } },
    { criterion: 'room', weaker: room(5), stronger: room(100) },
    { criterion: 'language', weaker: { languages: ['fr'] }, stronger: { languages: ['en'] } },
    { criterion: 'mode', weaker: { mode: 'on_site' }, stronger: { mode: 'online' } },
    { criterion: 'cost', weaker: { cost: 'fees' }, stronger: { cost: 'funded' } },
  ]
  const need: Need = { kind: 'training', topic: 'machine_learning', people: 10, language: 'en', mode: 'online' }
  fc.assert(
    fc.property(
      anyCandidates,
      anyFacts,
      fc.constantFrom(...improvements),
      (candidates, facts, { weaker, stronger }) => {
        const own = makeOffer({ ref: 'mine', ...withoutRules(weaker) })
        const place = (offer: Offer) => {
          const { ranked } = rankOffers({ candidates: [...candidates, { offer, places }], facts, need, topics })
          return refs(ranked).indexOf('mine')
        }
        expect(place({ ...own, ...stronger })).toBeLessThanOrEqual(place(own))
      },
    ),
  )
})

function room(value: number): Partial<Offer> {
  return { capacity: { value, unit: { text: 'professors', lang: 'en' } } }
}
function withoutRules({ rules: _, ...rest }: Partial<Offer>) {
  return rest
}

test('more points always mean a place at least as high, whatever deadline and ref', () => {
  fc.assert(
    fc.property(anyOffer, anyOffer, fc.nat(1000), fc.integer({ min: 1, max: 1000 }), (one, other, score, more) => {
      expect(compareRanked({ score: score + more, offer: one }, { score, offer: other })).toBeLessThan(0)
    }),
  )
})

test('stating a missing fact never adds more than was told', () => {
  const stated: Partial<Need>[] = [
    { topic: 'machine_learning' },
    { kind: 'training' },
    { people: 3 },
    { language: 'en' },
    { mode: 'online' },
  ]
  fc.assert(
    fc.property(anyOffer, anyFacts, fc.constantFrom(...stated), (offer, facts, answer) => {
      const ranking = (need: Need) => rankOffers({ candidates: [{ offer, places }], facts, need, topics })
      const of = (need: Need) => lists.flatMap(name => ranking(need)[name])[0]
      const [before, after] = [of(noNeed), of({ ...noNeed, ...answer })]
      if (before === undefined || after === undefined) return
      const criterion = { topic: 'topic', kind: 'kind', people: 'room', language: 'language', mode: 'mode' }[
        Object.keys(answer)[0] as keyof Need
      ]
      const gain = gainsOf(before.contributions).find(entry => entry.criterion === criterion)?.atMost ?? 1000
      expect(after.score - before.score).toBeLessThanOrEqual(gain)
    }),
  )
})
