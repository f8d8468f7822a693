import { listAllCommitments, listInventedCommitments } from '#app/data/commitments.server.ts'
import { findCountry, listCountries } from '#app/data/countries.server.ts'
import { getActionPlan } from '#app/data/frameworks.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { filterCommitments } from '#app/domain/commitments/filter-commitments.ts'
import type { Db } from '#app/platform/database.server.ts'
import type { CommitmentQuery } from '#app/schemas/commitment-filter.ts'
import { findDemonstration } from './find-demonstration.server.ts'

const pageSize = 25

/** All commitments that pass the filter, by ref; a country that does not exist matches nothing. */
export async function findCommitments(db: Db, query: CommitmentQuery, at: IsoDate): Promise<Commitment[]> {
  return filterFor(db, await listAllCommitments(db), query, at)
}

async function filterFor(db: Db, all: readonly Commitment[], query: CommitmentQuery, at: IsoDate) {
  const country = query.country === null ? null : await findCountry(db, query.country)
  if (query.country !== null && country === null) return []
  return filterCommitments(all, { ...query, country }, at)
}

/** One page of the list, or of that of the demonstration, with what its filter form offers. */
export async function listCommitments(db: Db, query: CommitmentQuery, at: IsoDate) {
  const [all, plan, countries, demonstration] = await Promise.all([
    query.demonstration === null ? listAllCommitments(db) : listInventedCommitments(db),
    getActionPlan(db),
    listCountries(db),
    findDemonstration(db, query),
  ])
  const found = await filterFor(db, all, query, at)
  const start = query.after === null ? 0 : found.findIndex(({ ref }) => ref === query.after) + 1
  const rows = found.slice(start, start + pageSize)
  return {
    rows,
    total: found.length,
    demonstration,
    start,
    nextKey: start + pageSize < found.length ? (rows.at(-1)?.ref ?? null) : null,
    choices: {
      points: plan.points.map(({ number }) => number),
      measures: [...new Set(all.flatMap(({ target }) => (target ? [target.measure] : [])))].sort(),
      countries: countries.map(({ iso2, names }) => ({ iso2, names })),
    },
  }
}
