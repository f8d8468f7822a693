import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAllOffers, listCandidateOffers } from '#app/data/offers.server.ts'
import type { ApplicantFacts } from '#app/domain/eligibility/rule.ts'
import { type Fits, findFits } from '#app/services/find-fits.server.ts'
import { type Loaded, openLoaded } from '../data/open-loaded.ts'

let db: Loaded
beforeAll(async () => {
  db = await openLoaded()
})
afterAll(() => db.close())

const at = '2026-11-24'
const need = { kind: 'training', topic: 'machine_learning', people: 12, language: 'en', mode: null } as const
const lists = ['ranked', 'nearMisses', 'notEligible', 'forecast', 'unknownWindow'] as const
const all = (fits: Fits) => lists.flatMap(name => fits[name])
const ask = (facts: Partial<ApplicantFacts>) =>
  findFits(db.anon, { facts: { country: null, kind: null, languages: null, ...facts }, need, at })

test('every offer that is not closed is explained, also where it fails by place', async () => {
  const open = (await listAllOffers(db.anon, at)).filter(({ window }) => window !== 'closed')
  const fits = await ask({ country: 'FJ', kind: 'university' })
  expect(
    all(fits)
      .map(({ offer }) => offer.ref)
      .sort(),
  ).toEqual(open.map(({ ref }) => ref).sort())
  expect(fits.nearMisses.some(({ failing }) => failing[0]?.reason === 'place-out')).toBe(true)
  expect(fits.country?.names.en).toBe('Fiji')
})

test('an offer that could fit is always among the candidates that the database finds by country', async () => {
  for (const country of ['NG', 'MG', 'FJ', 'KI', 'LA', 'BD', 'DE']) {
    const fits = await ask({ country, kind: 'university' })
    const candidates = (await listCandidateOffers(db.anon, { kind: null, country }, at)).map(({ ref }) => ref)
    const fitting = all(fits).filter(({ verdict }) => verdict.verdict !== 'not_eligible')
    expect(fitting.length).toBeGreaterThan(0)
    for (const { offer } of fitting) expect(candidates, country).toContain(offer.ref)
  }
})

// Added up by hand from the sources and docs/ranking-scales.md, in the order topic, kind, audience, place, room,
// language, mode, cost.
test('the answer for a university in Nigeria that asks for 12 places in machine learning, in English', async () => {
  const { ranked } = await ask({ country: 'NG', kind: 'university', languages: ['en'] })
  const told = ranked.map(({ offer, verdict, contributions, score }) => {
    return `${offer.ref} ${verdict.verdict}: ${contributions.map(({ contribution }) => contribution).join(' ')} = ${score}`
  })
  expect(told).toEqual([
    'O13 needs_check: 250 200 150 100 50 50 25 40 = 865',
    'O37 eligible: 100 200 150 100 100 50 25 25 = 750',
    'O27 eligible: 100 200 150 60 100 50 25 40 = 725',
    'O22 needs_check: 50 200 150 60 90 50 25 25 = 650',
    'O05 needs_check: 50 200 105 60 50 100 25 50 = 640',
    'O26 eligible: 0 200 105 60 50 50 25 40 = 530',
    'O24 eligible: 0 200 105 30 50 50 25 25 = 485',
    'O25 eligible: 0 200 105 30 50 50 25 15 = 475',
  ])
})
