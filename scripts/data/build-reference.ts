import { type CountryRow, countryRow, measureRow, membershipRow, pointRow, topicRow } from './file-schemas.ts'
import type { DataFiles } from './read-files.ts'
import { eachRow, nameBy, type Refusal, refuse } from './refusals.ts'
import { uuidV5 } from './uuid-v5.ts'

type Region = { code: string; m49: string | null; parent: string | null; is_defined: boolean }

/** Rows of the reference tables. */
export function buildReference(files: DataFiles, refused: Refusal[]) {
  const countries = eachRow(
    { file: 'countries.json', rows: files['countries.json'].countries, schema: countryRow, nameOf: nameBy('iso2') },
    refused,
    row => row,
  )
  const regions = buildRegions(countries, files['source-words.json'].undefinedPlaces)
  return {
    regions: [...regions.values()],
    countries: countries.map(({ iso2, iso3, m49, incomeGroup, unMember, names }) => {
      return {
        iso2,
        iso3,
        m49,
        income_group: incomeGroup,
        is_un_member: unMember,
        names: { ...names, ...correctedNames(files, iso2) },
      }
    }),
    country_regions: countries.flatMap(country =>
      regionNames(country).map(([name], index) => ({
        iso2: country.iso2,
        region: regionCode(name),
        breadth: index + 1,
      })),
    ),
    country_groups: Object.keys(files['source-words.json'].groups).map(code => ({ code })),
    group_memberships: buildMemberships(files, countries, refused),
    ...buildFramework(files, refused),
    ...buildMeasures(files, refused),
    topics: buildTopics(files, refused),
  }
}

function correctedNames(files: DataFiles, iso2: string): Record<string, string> {
  const corrections = files['source-words.json'].countryNames.filter(correction => correction.iso2 === iso2)
  return Object.fromEntries(corrections.map(({ lang, name }) => [lang, name]))
}

/** "South-eastern Asia" is `south_eastern_asia`. */
export function regionCode(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]+/g, '_')
    .replace(/^_|_$/g, '')
}

/** Name and M49 code of the regions of a country, narrow to wide. */
function regionNames(country: CountryRow): [string, string][] {
  const all: [string | null, string | null][] = [
    [country.intermediateRegion, country.intermediateRegionCode],
    [country.subregion, country.subregionCode],
    [country.region, country.regionCode],
  ]
  return all.filter((pair): pair is [string, string] => pair[0] !== null && pair[1] !== null)
}

function buildRegions(countries: CountryRow[], undefinedPlaces: Record<string, string>): Map<string, Region> {
  const regions = new Map<string, Region>([
    ['world', { code: 'world', m49: '001', parent: null, is_defined: true }],
    ...Object.keys(undefinedPlaces).map((code): [string, Region] => [
      code,
      { code, m49: null, parent: null, is_defined: false },
    ]),
  ])
  for (const country of countries) {
    let parent = 'world'
    for (const [name, m49] of regionNames(country).reverse()) {
      const code = regionCode(name)
      if (!regions.has(code)) regions.set(code, { code, m49, parent, is_defined: true })
      parent = code
    }
  }
  return regions
}

const listSources = {
  ldc: 'https://github.com/datasets/country-codes',
  lldc: 'https://github.com/datasets/country-codes',
  sids: 'https://github.com/datasets/country-codes',
  developing: 'https://unctadstat.unctad.org/EN/Classifications.html',
} as const

function buildMemberships(files: DataFiles, countries: CountryRow[], refused: Refusal[]) {
  const groups = files['source-words.json'].groups
  const known = new Set(countries.map(({ iso2 }) => iso2))
  const dated = eachRow(
    {
      file: 'group-memberships.json',
      rows: files['group-memberships.json'].rows,
      schema: membershipRow,
      nameOf: nameBy('group', 'country', 'from'),
    },
    refused,
    row => {
      if (!Object.hasOwn(groups, row.group)) refuse(`group "${row.group}" is not listed`)
      if (!known.has(row.country)) refuse(`country "${row.country}" is not loaded`)
      return membership(row.group, row.country, row.from, row.to, row.certainty, row.source, row.note ?? null)
    },
  )
  // An announced leaving is the same membership with an end, so the undated row would double it.
  const ending = new Set(
    dated.filter(({ certainty }) => certainty === 'announced').map(row => `${row.group_code} ${row.iso2}`),
  )
  const listed = countries.flatMap(country =>
    (Object.keys(listSources) as (keyof typeof listSources)[])
      .filter(group => country[group] && !ending.has(`${group} ${country.iso2}`))
      .map(group => membership(group, country.iso2, null, null, 'stated', listSources[group], null)),
  )
  return [...listed, ...dated]
}

function membership(
  group: string,
  iso2: string,
  from: string | null,
  to: string | null,
  certainty: 'stated' | 'announced',
  source: string,
  note: string | null,
) {
  const id = uuidV5(`membership:${group}:${iso2}:${from ?? ''}:${to ?? ''}`)
  return { id, group_code: group, iso2, valid_from: from, valid_to: to, certainty, source, note }
}

/** The official wordings of the file, and what each is shown as. */
const wordings: Record<string, 'official' | 'working'> = {
  'official wording seen': 'official',
  paraphrase: 'working',
  'paraphrase, not seen in any stored source: general knowledge': 'working',
}

function buildFramework(files: DataFiles, refused: Refusal[]) {
  const { meta, points } = files['action-plan-2025.json']
  const framework = files['point-mappings.json'].meta.framework
  return {
    frameworks: [
      {
        code: framework,
        title: 'Global AI Governance Action Plan',
        lang: 'en',
        adopted_on: '2025-07-26',
        official_urls: { en: meta.official.en, zh: meta.official.zh },
      },
    ],
    framework_points: eachRow(
      { file: 'action-plan-2025.json', rows: points, schema: pointRow, nameOf: nameBy('number') },
      refused,
      ({ number, workingTitle, wording, support }) => ({
        framework,
        number,
        title: workingTitle,
        lang: 'en',
        wording: wordings[wording] ?? refuse(`wording "${wording}" is not mapped`),
        support,
      }),
    ),
  }
}

function buildMeasures(files: DataFiles, refused: Refusal[]) {
  const measures = eachRow(
    { file: 'measures.json', rows: files['measures.json'].measures, schema: measureRow, nameOf: nameBy('code') },
    refused,
    row => row,
  )
  return {
    measures: measures.map(({ code, nature, currency }) => ({ code, nature, currency })),
    measure_units: measures.flatMap(({ code, units }) => units.map(unit => ({ unit, measure: code }))),
  }
}

/** Parents first, so that a topic never comes before the one above it. */
function buildTopics(files: DataFiles, refused: Refusal[]) {
  const codes = new Set<string>()
  return eachRow(
    { file: 'topics.json', rows: files['topics.json'].topics, schema: topicRow, nameOf: nameBy('code') },
    refused,
    row => {
      if (row.parent !== null && !codes.has(row.parent)) refuse(`parent "${row.parent}" does not come before it`)
      codes.add(row.code)
      return row
    },
  )
}

export type Reference = ReturnType<typeof buildReference>
