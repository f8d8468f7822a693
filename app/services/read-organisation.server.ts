import { listAllCommitments } from '#app/data/commitments.server.ts'
import { listCountries } from '#app/data/countries.server.ts'
import { listAllOffers } from '#app/data/offers.server.ts'
import { findOrganisation } from '#app/data/organisations.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { filterCommitments } from '#app/domain/commitments/filter-commitments.ts'
import { filterOffers } from '#app/domain/offers/filter-offers.ts'
import type { Organisation } from '#app/domain/organisations/organisation.ts'
import type { Db } from '#app/platform/database.server.ts'
import { inReadingOrder } from './list-offers.server.ts'

/** The kinds for which there is an answer to "what fits us": those that an offer's rules can name. */
const applicants = new Set<Organisation['kind']>([
  'university',
  'research_institute',
  'government',
  'local_government',
  'foundation',
  'civil_society',
  'company',
])

/** An organisation with what it promised and what it offers; null where none has this ref. */
export async function readOrganisation(db: Db, ref: string, at: IsoDate) {
  const organisation = await findOrganisation(db, ref)
  if (organisation === null || organisation.origin === 'demonstration') return null
  const [commitments, offers, countries] = await Promise.all([
    listAllCommitments(db),
    listAllOffers(db, at),
    listCountries(db),
  ])
  return {
    organisation,
    country: countries.find(({ iso2 }) => iso2 === organisation.country) ?? null,
    countries,
    commitments: filterCommitments(commitments, { committer: ref }, at),
    offers: inReadingOrder(filterOffers(offers, { provider: ref }, at)),
    canAskWhatFits: organisation.country !== null && applicants.has(organisation.kind),
  }
}
