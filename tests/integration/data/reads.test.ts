import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCommitment, listAllCommitments, searchCommitments } from '#app/data/commitments.server.ts'
import { findCountry, listCountries } from '#app/data/countries.server.ts'
import { getActionPlan } from '#app/data/frameworks.server.ts'
import { listMeasures } from '#app/data/measures.server.ts'
import { findOffer, listAllOffers, listCandidateOffers } from '#app/data/offers.server.ts'
import { findInstitutionsByName, findOrganisation, searchOrganisations } from '#app/data/organisations.server.ts'
import { listTopics } from '#app/data/topics.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { reachOf } from '#app/domain/countries/reach-of.ts'
import ar from '#locales/ar/measures.json' with { type: 'json' }
import arTopics from '#locales/ar/topics.json' with { type: 'json' }
import en from '#locales/en/measures.json' with { type: 'json' }
import enTopics from '#locales/en/topics.json' with { type: 'json' }
import fr from '#locales/fr/measures.json' with { type: 'json' }
import frTopics from '#locales/fr/topics.json' with { type: 'json' }
import { searchTextCases } from '../../unit/domain/organisations/search-text-cases.ts'
import { type Loaded, openLoaded } from './open-loaded.ts'

const at: IsoDate = '2026-11-24'
let db: Loaded

beforeAll(async () => {
  db = await openLoaded()
})
afterAll(() => db.close())

test('the plan has 13 points, two of them in official wording', async () => {
  const plan = await getActionPlan(db.anon)
  expect(plan.points.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
  expect(plan.points.filter(({ wording }) => wording === 'official').map(({ number }) => number)).toEqual([1, 2])
  expect(Object.keys(plan.officialUrls)).toEqual(['en', 'zh'])
})

test('every measure and topic has a name in each language, and no name is without its code', async () => {
  const measures = (await listMeasures(db.anon)).map(({ code }) => code)
  for (const names of [en, fr, ar]) expect(Object.keys(names).sort()).toEqual(measures)
  const topics = (await listTopics(db.anon)).map(({ code }) => code)
  for (const names of [enTopics, frTopics, arTopics]) expect(Object.keys(names).sort()).toEqual(topics)
})

test('a commitment carries everything its page shows', async () => {
  const commitment = await findCommitment(db.anon, 'C40')
  expect(commitment).toMatchObject({
    ref: 'C40',
    origin: 'imported',
    kind: 'training',
    accountable: { ref: 'ai-skills-africa-and-festman-learning-hub' },
    target: { measure: 'people_trained', value: 10_000, qualifier: 'exactly', nature: 'stock', period: null },
    regions: ['africa'],
    topics: ['ai_skills_general'],
    point: { number: 12, by: "Imarika's editors", on: '2026-11-24' },
    checkedOn: '2026-11-22',
    formalisation: 'announced',
    revisions: [],
  })
  expect(commitment?.deadlines.map(({ date }) => date)).toEqual(['2026-12-31', '2025-12-31'])
  expect(await findCommitment(db.anon, 'C99')).toBeNull()
})

test('parts, overlaps, sisters and exclusions stand where the editors put them, and nowhere else', async () => {
  const all = await listAllCommitments(db.anon)
  const links = (pick: (commitment: (typeof all)[number]) => unknown[]) =>
    Object.fromEntries(
      all.filter(commitment => pick(commitment).length > 0).map(commitment => [commitment.ref, pick(commitment)]),
    )
  expect(links(({ partRefs }) => partRefs)).toEqual({ C25: ['C26', 'C27', 'C28'], C46: ['C47'] })
  expect(links(({ wholeRef }) => (wholeRef === null ? [] : [wholeRef]))).toEqual({
    C26: ['C25'],
    C27: ['C25'],
    C28: ['C25'],
    C47: ['C46'],
  })
  expect(links(({ overlapRefs }) => overlapRefs)).toEqual({ C17: ['C18'], C18: ['C17'], C34: ['C35'], C35: ['C34'] })
  expect(links(({ sisterRefs }) => sisterRefs)).toEqual({
    C29: ['C30', 'C31'],
    C30: ['C29', 'C31'],
    C31: ['C29', 'C30'],
    C37: ['C38'],
    C38: ['C37'],
  })
  expect(
    links(({ deliveries }) => deliveries.filter(({ excluded }) => excluded !== null).map(({ excluded }) => excluded)),
  ).toEqual({
    C36: ['other_programme'],
  })
  expect(all.filter(({ verifiability }) => !verifiability.isVerifiable).map(({ ref }) => ref)).toEqual(['C16'])
  expect(all.filter(({ point }) => point === null)).toEqual([])
})

test('commitments are found by words, country and point', async () => {
  const refs = async (filter: Parameters<typeof searchCommitments>[1]) =>
    (await searchCommitments(db.anon, filter, at)).map(({ ref }) => ref)
  expect(await refs({ q: 'huawei' })).toEqual(['C32', 'C33'])
  expect(await refs({ point: 4 })).toEqual(['C20', 'C42', 'C43', 'C46', 'C47', 'C50', 'C53'])
  expect(await refs({ country: await findCountry(db.anon, 'FJ'), kind: 'training' })).toEqual([
    'C01',
    'C36',
    'C41',
    'C55',
    'C56',
  ])
})

test('an offer carries its rules in their order, and its window on the day', async () => {
  const offer = await findOffer(db.anon, 'O05', at)
  expect(offer?.rules.map(({ rule }) => rule)).toEqual(['place', 'people', 'language', 'age', 'nomination'])
  expect(offer?.rules.at(-1)).toMatchObject({ by: 'national_authority', leadDays: 90 })
  expect(offer).toMatchObject({ kind: 'training', form: 'course', window: 'open', isRolling: true, cost: 'funded' })
  expect((await findOffer(db.anon, 'O37', at))?.window).toBe('open')
  expect((await findOffer(db.anon, 'O37', '2028-05-08'))?.window).toBe('closed')
  const fellowship = await findOffer(db.anon, 'O07', at)
  expect(fellowship).toMatchObject({ amount: { minor: 800_000, currency: 'AED', per: 'month' }, form: 'scholarship' })
})

test('on the day of the sources 25 offers are closed, 9 open and 4 unknown', async () => {
  const windows = (await listAllOffers(db.anon, at)).map(({ window }) => window)
  const count = (wanted: string) => windows.filter(window => window === wanted).length
  expect([count('closed'), count('open'), count('unknown'), count('forecast')]).toEqual([25, 9, 4, 0])
})

test('candidates are never fewer than the offers that kind and place admit, and never a closed one', async () => {
  const days: IsoDate[] = ['2021-01-01', '2024-03-01', '2026-01-20', at, '2028-05-08']
  const countries = await listCountries(db.anon)
  for (const day of days) {
    const offers = (await listAllOffers(db.anon, day)).filter(({ window }) => window !== 'closed')
    for (const iso2 of ['NG', 'KI', 'MG', 'FJ', 'JO', 'AQ', 'LA']) {
      const country = countries.find(one => one.iso2 === iso2)
      if (!country) throw new Error(iso2)
      for (const kind of ['training', 'infrastructure', 'joint_lab', null] as const) {
        const candidates = await listCandidateOffers(db.anon, { kind, country: iso2 }, day)
        const refs = candidates.map(({ ref }) => ref)
        const due = offers.filter(
          offer =>
            (kind === null || offer.kind === kind) &&
            ((offer.countries.length === 0 && offer.regions.length === 0) ||
              offer.regions.includes('middle_east') ||
              reachOf(offer, country, offer.applyBy ?? day) !== null),
        )
        for (const { ref } of due) expect(refs).toContain(ref)
        expect(candidates.some(({ window }) => window === 'closed')).toBe(false)
      }
    }
  }
  expect(await listCandidateOffers(db.anon, { kind: 'shared_resource', country: null }, at)).toEqual([])
})

test('candidates leave out what a country or kind excludes', async () => {
  const refs = async (kind: 'training' | null, country: string) =>
    (await listCandidateOffers(db.anon, { kind, country }, at)).map(({ ref }) => ref)
  expect(await refs(null, 'LA')).toEqual(['O05', 'O22', 'O24', 'O25', 'O30', 'O31'])
  expect(await refs('training', 'LA')).toEqual(['O05', 'O22', 'O24', 'O25'])
})

test('an institution is found by parts of its name or domain, without accents, best first', async () => {
  const names = async (text: string) => (await findInstitutionsByName(db.anon, text, 5)).map(({ name }) => name.text)
  expect((await names('universite antananarivo'))[0]).toBe("Université d'Antananarivo")
  expect((await names('UNIVERSITÉ D’ANTANANARIVO'))[0]).toBe("Université d'Antananarivo")
  expect(await names('lagos')).toContain('University of Lagos')
  expect((await names('unilag'))[0]).toBe('University of Lagos')
  expect((await names('unilag.edu.ng'))[0]).toBe('University of Lagos')
  expect((await names('University of Lagos'))[0]).toBe('University of Lagos')
  expect((await names('stellenbosch university'))[0]).toBe('University of Stellenbosch')
  expect(await names('')).toEqual([])
  expect(await names("'; drop table")).toEqual([])
  expect(await names('zzzzzz')).toEqual([])
})

test('the organisations page through in one order, each once, with their total', async () => {
  const listed = JSON.parse(readFileSync('data/institutions.json', 'utf8')).rows as [string, string, string][]
  const nigerian = listed.filter(([, iso2]) => iso2 === 'NG').length
  const seen: string[] = []
  let pages = 1
  for (let afterRef: string | null = null; ; pages += 1) {
    const search = { q: null, country: 'NG', kind: null, afterRef, limit: 50 }
    const page = await searchOrganisations(db.anon, search)
    expect(page.total).toBe(nigerian)
    seen.push(...page.items.map(({ ref }) => ref))
    if (page.nextRef === null) break
    afterRef = page.nextRef
  }
  expect(pages).toBe(Math.ceil(nigerian / 50))
  expect(new Set(seen).size).toBe(nigerian)
  const committers = await searchOrganisations(db.anon, {
    q: 'government of',
    country: null,
    kind: 'government',
    afterRef: null,
    limit: 200,
  })
  expect(committers.items.every(({ kind }) => kind === 'government')).toBe(true)
  expect(committers.items.length).toBe(committers.total)
})

test('an organisation has one record, whatever its list called it', async () => {
  const stellenbosch = await findOrganisation(db.anon, 'sun-ac-za')
  expect(stellenbosch).toMatchObject({ kind: 'university', country: 'ZA', domain: 'sun.ac.za', state: 'listed' })
  expect((await findOffer(db.anon, 'O33', at))?.provider.ref).toBe('sun-ac-za')
  expect(await findOrganisation(db.anon, 'nobody')).toBeNull()
})

test('countries carry regions, narrow to wide, and groups with their dates', async () => {
  const countries = await listCountries(db.anon)
  expect(countries).toHaveLength(249)
  const madagascar = await findCountry(db.anon, 'mg')
  expect(madagascar?.regions).toEqual(['eastern_africa', 'sub_saharan_africa', 'africa'])
  expect(madagascar?.memberships.map(({ group }) => group)).toEqual(['african_union', 'developing', 'ldc'])
  const nepal = await findCountry(db.anon, 'NP')
  expect(nepal?.memberships.find(({ group }) => group === 'ldc')).toMatchObject({
    to: '2026-11-24',
    certainty: 'announced',
  })
  expect(Object.keys(countries[0]?.names ?? {})).toContain('ar')
})

test.each(searchTextCases)('the database searches "%s" as the application does', async (text, wanted) => {
  const [row] = await db.query('select private.search_text($1) as found', [text])
  expect(row?.found).toBe(wanted)
})

test('search columns can be rebuilt without a revision', async () => {
  await db.query("update public.organisations set search = ''")
  const { error } = await db.service.rpc('rebuild_search')
  expect(error).toBeNull()
  expect((await findInstitutionsByName(db.anon, 'unilag', 1))[0]?.ref).toBe('unilag-edu-ng')
  const [row] = await db.query(
    'select count(*) as n, max(version) as version from public.commitment_revisions, public.commitments',
  )
  expect(row?.n).toBe('0')
})
