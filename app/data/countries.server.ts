import { z } from 'zod'
import type { Country } from '#app/domain/countries/country.ts'
import type { Db } from '#app/platform/database.server.ts'
import { rowsOf } from './read-all.ts'
import { isoDate } from './rows.ts'

/** A row of the view `country_records`. */
const row = z.object({
  iso2: z.string(),
  iso3: z.string(),
  m49: z.string(),
  regions: z.array(z.string()),
  memberships: z.array(
    z.object({
      group: z.enum(['developing', 'ldc', 'lldc', 'sids', 'commonwealth', 'african_union', 'asean', 'brics', 'sco']),
      from: isoDate.nullable(),
      to: isoDate.nullable(),
      certainty: z.enum(['stated', 'announced']),
      source: z.string(),
    }),
  ),
  income_group: z.enum(['LIC', 'LMC', 'UMC', 'HIC']).nullable(),
  is_un_member: z.boolean(),
  names: z.record(z.string(), z.string()),
})

function fromRow(value: unknown): Country {
  const { income_group, is_un_member, ...same } = row.parse(value)
  return { ...same, incomeGroup: income_group, isUnMember: is_un_member }
}

/** All countries and areas, by ISO 3166-1 alpha-2; lists for readers are ordered by name in their language. */
export async function listCountries(db: Db): Promise<Country[]> {
  const rows = await rowsOf(db.from('country_records').select('*').order('iso2').limit(1000))
  return rows.map(fromRow)
}

export async function findCountry(db: Db, iso2: string): Promise<Country | null> {
  const rows = await rowsOf(db.from('country_records').select('*').eq('iso2', iso2.toUpperCase()).limit(1))
  return rows.length === 0 ? null : fromRow(rows[0])
}
