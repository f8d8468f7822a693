import { listCountries } from '#app/data/countries.server.ts'
import { findOrganisation } from '#app/data/organisations.server.ts'
import { listAllRequests, listInventedRequests } from '#app/data/support-requests.server.ts'
import { filterRequests } from '#app/domain/needs/filter-requests.ts'
import { isOpenRequest, type SupportRequest } from '#app/domain/needs/support-request.ts'
import type { Db } from '#app/platform/database.server.ts'
import type { RequestQuery } from '#app/schemas/support-request-filter.ts'
import { findDemonstration } from '../find-demonstration.server.ts'

const pageSize = 25

/** What can still be answered first, the newest before the older. */
export function inReadingOrder(requests: readonly SupportRequest[]): SupportRequest[] {
  return [...requests].sort(
    (a, b) =>
      Number(isOpenRequest(b)) - Number(isOpenRequest(a)) ||
      Date.parse(b.createdAt) - Date.parse(a.createdAt) ||
      (a.ref < b.ref ? -1 : 1),
  )
}

/** All needs that pass the filter, in reading order. */
export const findRequests = async (db: Db, query: RequestQuery): Promise<SupportRequest[]> =>
  inReadingOrder(filterRequests(await listAllRequests(db), query))

/** One page of the list, or of that of the demonstration, with what its filter form offers. */
export async function listRequests(db: Db, query: RequestQuery) {
  const [all, countries, organisation, demonstration] = await Promise.all([
    query.demonstration === null ? listAllRequests(db) : listInventedRequests(db),
    listCountries(db),
    query.organisation === null ? null : findOrganisation(db, query.organisation),
    findDemonstration(db, query),
  ])
  const found = inReadingOrder(filterRequests(all, query))
  const start = query.after === null ? 0 : found.findIndex(({ ref }) => ref === query.after) + 1
  const rows = found.slice(start, start + pageSize)
  return {
    rows,
    total: found.length,
    demonstration,
    start,
    nextKey: start + pageSize < found.length ? (rows.at(-1)?.ref ?? null) : null,
    organisation: organisation?.name ?? null,
    countries: countries.map(({ iso2, names }) => ({ iso2, names })),
    topics: [...new Set(all.flatMap(({ topic }) => topic ?? []))],
  }
}
