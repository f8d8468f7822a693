import { afterAll, beforeAll, expect, test } from 'vitest'
import { findInstitutionsByName, searchOrganisations } from '#app/data/organisations.server.ts'
import { organisationFilterSchema } from '#app/schemas/organisation-filter.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { type Loaded, openLoaded } from './open-loaded.ts'

let db: Loaded
beforeAll(async () => {
  db = await openLoaded()
})
afterAll(() => db.close())

/** As an address carries it: at most 200 characters arrive. */
const typed = (q: string) => readQuery(organisationFilterSchema, `http://localhost/?q=${encodeURIComponent(q)}`).q ?? ''

const search = (q: string) =>
  searchOrganisations(db.anon, { q: typed(q), country: null, kind: null, afterRef: null, limit: 25 })

/** What costs most for each character typed. The one session is held meanwhile, so that everybody waits. */
const dear: Record<string, string> = {
  'ligatures of four words each': `u ${'ﷺ'.repeat(150)}`,
  'ligatures and letters apart': `${'u '.repeat(10)}${'ﷺ '.repeat(90)}`,
  'one letter a hundred times': 'u '.repeat(100),
  'a hundred different beginnings': [...'abcdefghijklmnopqrstuvwxyz0123456789']
    .flatMap((a, index) => [a, `u${a}`.slice(0, 1 + (index % 2))])
    .join(' '),
  'signs that separate': '\\'.repeat(200),
}

for (const [name, q] of Object.entries(dear)) {
  test(`${name}: searched within the time of any other page`, async () => {
    const started = performance.now()
    await search(q)
    await findInstitutionsByName(db.anon, typed(q), 10)
    expect(performance.now() - started).toBeLessThan(1500)
  })
}

test('a text of one endless word is searched, not refused', async () => {
  for (const q of ['㌀'.repeat(200), 'x'.repeat(200)]) {
    expect((await search(q)).total).toBe(0)
    expect(await findInstitutionsByName(db.anon, typed(q), 10)).toEqual([])
  }
})

test('a letter outside the first plane at the end of what is taken breaks no search', async () => {
  expect((await search(`${'a'.repeat(199)}😀`)).total).toBe(0)
})

test('a word that stands twice counts once, and words past the sixteenth are left alone', async () => {
  const nairobi = await search('university nairobi')
  expect((await search('nairobi university nairobi university')).items).toEqual(nairobi.items)
  const noise = Array.from({ length: 16 }, (_, index) => `zz${index}`).join(' ')
  expect((await search(`${noise} nairobi`)).total).toBe(0)
  expect((await search(`nairobi ${noise}`)).total).toBeGreaterThan(0)
})
