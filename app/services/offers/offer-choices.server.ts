import { listCountries } from '#app/data/countries.server.ts'
import { listMeasures } from '#app/data/measures.server.ts'
import { findOwnCommitments } from '#app/data/own-records.server.ts'
import { listTopics } from '#app/data/topics.server.ts'
import type { Db } from '#app/platform/database.server.ts'

/** What a form of an offer or a commitment offers to choose from. */
export async function readOfferChoices(db: Db, organisationRef: string) {
  const [commitments, countries, measures, topics] = await Promise.all([
    findOwnCommitments(db, organisationRef),
    listCountries(db),
    listMeasures(db),
    listTopics(db),
  ])
  return {
    commitments: commitments.map(({ ref, title, target }) => ({ ref, title, measure: target?.measure ?? null })),
    countries: countries.map(({ iso2, names, regions }) => ({ iso2, names, regions })),
    measures: measures.map(({ code }) => code),
    topics: topics.map(({ code }) => code),
  }
}
