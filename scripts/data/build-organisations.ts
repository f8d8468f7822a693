import { institutionRow, organisationRow } from './file-schemas.ts'
import { nameLanguage } from './name-language.ts'
import type { DataFiles } from './read-files.ts'
import { eachRow, nameBy, type Refusal, refuse } from './refusals.ts'
import { uuidV5 } from './uuid-v5.ts'

const institutionSource = {
  source_url: 'https://github.com/Hipo/university-domains-list',
  source_publisher: 'Hipo',
  source_kind: 'secondary',
} as const

export type OrganisationTableRow = {
  id: string
  ref: string
  origin: 'imported'
  name: string
  lang: string
  aliases: string[]
  kind: string
  iso2: string | null
  domain: string | null
  source_url: string | null
  source_publisher: string | null
  source_kind: string | null
}

export type Organisations = {
  organisations: OrganisationTableRow[]
  /** Key of the organisation behind each name of a committer or provider. */
  idByName: Map<string, string>
}

/** Institutions of the list, and the committers and providers that the other files name. */
export function buildOrganisations(files: DataFiles, countries: Set<string>, refused: Refusal[]): Organisations {
  const byRef = new Map<string, OrganisationTableRow>()
  const byDomain = new Map<string, OrganisationTableRow>()
  const idByName = new Map<string, string>()
  const add = (row: Omit<OrganisationTableRow, 'id' | 'origin'>): OrganisationTableRow => {
    if (byRef.has(row.ref)) refuse(`ref "${row.ref}" is taken by "${byRef.get(row.ref)?.name}"`)
    if (row.iso2 !== null && !countries.has(row.iso2)) refuse(`country "${row.iso2}" is not loaded`)
    const full = { id: uuidV5(`organisation:${row.ref}`), origin: 'imported' as const, ...row }
    byRef.set(row.ref, full)
    return full
  }

  eachRow(
    {
      file: 'institutions.json',
      rows: files['institutions.json'].rows,
      schema: institutionRow,
      nameOf: row => (Array.isArray(row) ? row.join(' ') : JSON.stringify(row)),
    },
    refused,
    ([name, iso2, domain]) => {
      const lang = nameLanguage(name)
      const ref = domain.replaceAll('.', '-')
      byDomain.set(
        domain,
        add({ ref, name, lang, aliases: [], kind: 'university', iso2, domain, ...institutionSource }),
      )
    },
  )

  eachRow(
    {
      file: 'organisations.json',
      rows: files['organisations.json'].organisations,
      schema: organisationRow,
      nameOf: nameBy('name'),
    },
    refused,
    ({ name, ref, kind, country, sameAsDomain }) => {
      if (idByName.has(name)) refuse('named twice')
      if (sameAsDomain !== null) {
        const same = byDomain.get(sameAsDomain) ?? refuse(`no institution has the domain "${sameAsDomain}"`)
        same.aliases.push(name)
        idByName.set(name, same.id)
        return
      }
      const kinds = Object.values(files['source-words.json'].organisationTypes)
      if (!kinds.includes(kind)) refuse(`kind "${kind}" is not listed`)
      const none = { domain: null, source_url: null, source_publisher: null, source_kind: null }
      const added = add({ ref, name, lang: 'en', aliases: [], kind, iso2: country, ...none })
      idByName.set(name, added.id)
    },
  )
  return { organisations: [...byRef.values()], idByName }
}
