import { listCountries } from '#app/data/countries.server.ts'
import { searchOrganisations } from '#app/data/organisations.server.ts'
import type { Organisation } from '#app/domain/organisations/organisation.ts'
import type { Db } from '#app/platform/database.server.ts'
import type { OrganisationQuery } from '#app/schemas/organisation-filter.ts'
import { findDemonstration } from './find-demonstration.server.ts'

const pageSize = 25

/** What the database hands out at a time, and the most rows of a data twin. */
const twinPageSize = 999
export const mostTwinRows = 5000

/** One page of what a search finds, with the countries that its filter offers. */
export async function findOrganisationsPage(db: Db, query: OrganisationQuery) {
  const [page, countries, demonstration] = await Promise.all([
    searchOrganisations(db, {
      ...query,
      afterRef: query.after,
      limit: pageSize,
      isDemonstration: query.demonstration !== null,
    }),
    listCountries(db),
    findDemonstration(db, query),
  ])
  return { demonstration, rows: page.items, total: page.total, nextKey: page.nextRef, countries }
}

/** All that a search finds, for a data twin: at most 5,000 rows, and how many there are. */
export async function findAllOrganisations(
  db: Db,
  query: OrganisationQuery,
): Promise<{ rows: Organisation[]; total: number }> {
  const rows: Organisation[] = []
  for (let afterRef: string | null = null; ; ) {
    const page = await searchOrganisations(db, { ...query, afterRef, limit: twinPageSize })
    rows.push(...page.items)
    if (page.nextRef === null || rows.length >= mostTwinRows) {
      return { rows: rows.slice(0, mostTwinRows), total: page.total }
    }
    afterRef = page.nextRef
  }
}
