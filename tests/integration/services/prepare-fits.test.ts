import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { readNeed } from '#app/schemas/need.ts'
import { fitsTwin } from '#app/services/fits-twin.server.ts'
import { findInFits, fitLists, prepareFits } from '#app/services/prepare-fits.server.ts'
import { type Loaded, openLoaded } from '../data/open-loaded.ts'

const at = '2026-11-24' as IsoDate
let db: Loaded
beforeAll(async () => {
  db = await openLoaded()
})
afterAll(() => db.close())

const ask = (params: Record<string, string>) =>
  prepareFits(db.anon, readNeed(`http://localhost/en/fits?${new URLSearchParams(params)}`), at)

async function answer(params: Record<string, string>) {
  const prepared = await ask(params)
  if (prepared?.state !== 'answer') throw new Error(`no answer but ${prepared?.state}`)
  return prepared
}

test('a name leads on to the institution, a domain too', async () => {
  for (const who of ['University of Lagos', 'UNIVERSITY OF LAGOS', 'unilag.edu.ng'])
    expect(await ask({ who }), who).toEqual({ state: 'go-on', with: { org: 'unilag-edu-ng' } })
  expect(await ask({ who: 'universite d’antananarivo' })).toEqual({
    state: 'go-on',
    with: { org: 'univ-antananarivo-mg' },
  })
})

test('a country is found by its name in any language of the site, without accents', async () => {
  for (const [who, country] of Object.entries({
    Kiribati: 'KI',
    كيريباتي: 'KI',
    madagascar: 'MG',
    مدغشقر: 'MG',
    'Cote d’Ivoire': 'CI',
    'Viet Nam': 'VN',
  }))
    expect(await ask({ who }), who).toEqual({ state: 'go-on', with: { country } })
})

test('several are offered, best first; an unknown name keeps the way by country', async () => {
  const several = await ask({ who: 'lagos' })
  expect(several).toMatchObject({ state: 'ask-who', meant: { is: 'several' } })
  if (several?.state === 'ask-who')
    expect(several.meant?.organisations.map(({ ref }) => ref)).toContain('unilag-edu-ng')
  expect(await ask({ who: 'zzzz' })).toMatchObject({ state: 'ask-who', meant: { is: 'nobody', organisations: [] } })
  const ministry = await ask({ who: 'Ministry of Health, Kiribati' })
  expect(ministry).toMatchObject({ state: 'ask-who', meant: { is: 'nobody', countries: [{ iso2: 'KI' }] } })
})

test('a country asks for the kind of organisation, and an institution there may be picked instead', async () => {
  const asked = await ask({ country: 'FJ', who: 'fiji' })
  expect(asked).toMatchObject({ state: 'ask-kind', country: { iso2: 'FJ' } })
  if (asked?.state === 'ask-kind') expect(asked.institutions.length).toBeGreaterThan(0)
  expect(await ask({ country: 'XX' })).toMatchObject({ state: 'ask-who' })
  expect(await ask({ as: 'not_said' })).toMatchObject({ state: 'ask-who' })
  expect((await answer({ country: 'KI', as: 'not_said' })).applicant.facts).toEqual({
    country: 'KI',
    kind: null,
    languages: null,
  })
})

test('an institution that is not on record is not answered for', async () => {
  expect(await ask({ org: 'nobody' })).toBeNull()
})

test('what an institution is on record outweighs what the address says of it', async () => {
  const { applicant } = await answer({ org: 'unilag-edu-ng', as: 'company', country: 'KI' })
  expect(applicant.facts).toMatchObject({ country: 'NG', kind: 'university' })
})

test('languages of the people settle the rule that asks for them', async () => {
  const resultFor = async (params: Record<string, string>) => {
    const found = findInFits((await answer({ org: 'unilag-edu-ng', ...params })).fits, 'O05')
    return found?.fit.verdict.results.find(({ rule }) => rule.rule === 'language')?.result
  }
  expect(await resultFor({})).toBe('unknown')
  expect(await resultFor({ language: 'en' })).toBe('pass')
  expect(await resultFor({ language: 'fr' })).toBe('fail')
})

test('in the data of an answer every sum can be checked, and each offer stands once', async () => {
  const twin = fitsTwin(await answer({ org: 'unilag-edu-ng', kind: 'training', people: '12' }), at)
  const rows = [twin.ranked, twin.one_rule_away, twin.not_eligible, twin.not_yet_open, twin.window_not_known].flat()
  expect(rows).toHaveLength(13)
  expect(new Set(rows.map(({ offer }) => offer)).size).toBe(13)
  for (const { offer, points, contributions } of rows) {
    expect(
      contributions.reduce((sum, { contribution }) => sum + contribution, 0),
      offer,
    ).toBe(points)
    for (const { criterion, weight_percent, points_on_scale, contribution, step } of contributions) {
      expect(contribution, `${offer} ${criterion}`).toBe((weight_percent * points_on_scale) / 100)
      expect(weight_percent).toBe(twin.weights_percent[criterion])
      const scale = twin.scales[criterion] as Record<string, { points: number }>
      expect(points_on_scale, `${offer} ${step}`).toBe(scale[step]?.points)
    }
  }
  const order = twin.ranked.map(({ points }) => points)
  expect(order).toEqual([...order].sort((a, b) => b - a))
})

test('every offer of an answer is found by its ref, with the list it stands in', async () => {
  const { fits } = await answer({ country: 'KI', as: 'government' })
  for (const list of fitLists)
    for (const { offer } of fits[list]) expect(findInFits(fits, offer.ref)).toMatchObject({ list, fit: { offer } })
  expect(findInFits(fits, 'O01')).toBeNull()
})
