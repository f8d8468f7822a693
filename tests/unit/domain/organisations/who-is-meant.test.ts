import { expect, test } from 'vitest'
import type { Country } from '#app/domain/countries/country.ts'
import { applicantKindOf } from '#app/domain/organisations/applicant-kind.ts'
import type { Organisation } from '#app/domain/organisations/organisation.ts'
import { whoIsMeant } from '#app/domain/organisations/who-is-meant.ts'

function makeOrganisation(name: string, domain: string | null = null): Organisation {
  return {
    id: name,
    ref: name.toLowerCase().replaceAll(' ', '-'),
    origin: 'imported',
    name: { text: name, lang: 'en' },
    kind: 'university',
    country: 'NG',
    domain,
    state: 'listed',
    source: null,
    version: 1,
    homepage: null,
    parent: null,
    accountableBody: null,
    checks: [],
  }
}

function makeCountry(iso2: string, names: Record<string, string>): Country {
  return {
    iso2,
    iso3: `${iso2}X`,
    m49: '000',
    regions: [],
    memberships: [],
    incomeGroup: null,
    isUnMember: true,
    names,
  }
}

const lagos = makeOrganisation('University of Lagos', 'unilag.edu.ng')
const lagosState = makeOrganisation('Lagos State University', 'lasu.edu.ng')
const kiribati = makeCountry('KI', { en: 'Kiribati', ar: 'كيريباتي' })
const guinea = makeCountry('GN', { en: 'Guinea', fr: 'Guinée' })
const bissau = makeCountry('GW', { en: 'Guinea-Bissau', fr: 'Guinée-Bissau' })
const countries = [kiribati, guinea, bissau]

const meant = (text: string, organisations: Organisation[] = [], limit = 12) =>
  whoIsMeant(text, { countries, organisations, limit })

test('the whole name decides, whatever accents, case and signs', () => {
  expect(meant('university of LAGOS!', [lagos, lagosState])).toEqual({ is: 'organisation', organisation: lagos })
  expect(meant('Guinea Bissau')).toEqual({ is: 'country', country: bissau })
  expect(meant('guineabissau')).toEqual({ is: 'country', country: bissau })
  expect(meant('guinee')).toEqual({ is: 'country', country: guinea })
  expect(meant('كِيريباتي')).toEqual({ is: 'country', country: kiribati })
})

test('a web domain names its organisation', () => {
  expect(meant('unilag.edu.ng', [lagos])).toEqual({ is: 'organisation', organisation: lagos })
})

test('the only one in which all words are found is meant', () => {
  expect(meant('lagos univ', [lagos])).toEqual({ is: 'organisation', organisation: lagos })
  expect(meant('kirib')).toEqual({ is: 'country', country: kiribati })
})

test('of several the reader picks, in the order of the search', () => {
  expect(meant('lagos', [lagosState, lagos])).toEqual({
    is: 'several',
    countries: [],
    organisations: [lagosState, lagos],
  })
  expect(meant('gui')).toEqual({ is: 'several', countries: [guinea, bissau], organisations: [] })
})

test('two organisations of one name are told apart by the reader, not by us', () => {
  const namesake = { ...lagos, ref: 'other' }
  expect(meant('University of Lagos', [lagos, namesake])).toMatchObject({ is: 'several' })
})

test('a name that a country and an organisation share is not guessed', () => {
  const school = makeOrganisation('Guinea')
  expect(meant('Guinea', [school])).toMatchObject({ is: 'several', organisations: [school] })
})

test('where not all words fit, a country inside the text and close names are offered', () => {
  expect(meant('Ministry of Health, Kiribati')).toEqual({ is: 'nobody', countries: [kiribati], organisations: [] })
  expect(meant('Universty of Lagos', [lagos])).toEqual({ is: 'nobody', countries: [], organisations: [lagos] })
})

test('words so common that the search filled up suggest nobody', () => {
  expect(meant('University of Nowhere', [lagos, lagosState], 2)).toEqual({
    is: 'nobody',
    countries: [],
    organisations: [],
  })
})

test('signs without a word mean nobody', () => {
  expect(meant('?!')).toEqual({ is: 'nobody', countries: [], organisations: [] })
})

test('an organisation is judged as the kind it is, and a kind that the rules do not know is asked for', () => {
  expect(applicantKindOf('university')).toBe('university')
  expect(applicantKindOf('local_government')).toBe('government')
  expect(applicantKindOf('foundation')).toBe('civil_society')
  expect(applicantKindOf('multilateral')).toBeNull()
  expect(applicantKindOf('university_network')).toBeNull()
})
