import { listAllCommitments, listInventedCommitments } from '#app/data/commitments.server.ts'
import { listCountries } from '#app/data/countries.server.ts'
import { listAllOffers, listInventedOffers } from '#app/data/offers.server.ts'
import { findOrganisation } from '#app/data/organisations.server.ts'
import { listAllRequests, listInventedRequests } from '#app/data/support-requests.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { filterCommitments } from '#app/domain/commitments/filter-commitments.ts'
import { filterRequests } from '#app/domain/needs/filter-requests.ts'
import { filterOffers } from '#app/domain/offers/filter-offers.ts'
import { applicantKindOf } from '#app/domain/organisations/applicant-kind.ts'
import type { Db } from '#app/platform/database.server.ts'
import { inReadingOrder } from './list-offers.server.ts'
import { inReadingOrder as needsInOrder } from './needs/list-requests.server.ts'

/** An organisation with what it promised and what it offers, in the world in which it lives; null where none has this ref. */
export async function readOrganisation(db: Db, ref: string, at: IsoDate) {
  const organisation = await findOrganisation(db, ref)
  if (organisation === null) return null
  const isInvented = organisation.origin === 'demonstration'
  const [commitments, offers, countries, needs] = await Promise.all([
    isInvented ? listInventedCommitments(db) : listAllCommitments(db),
    isInvented ? listInventedOffers(db, at) : listAllOffers(db, at),
    listCountries(db),
    isInvented ? listInventedRequests(db) : listAllRequests(db),
  ])
  return {
    organisation,
    country: countries.find(({ iso2 }) => iso2 === organisation.country) ?? null,
    countries,
    commitments: filterCommitments(commitments, { committer: ref }, at),
    needs: needsInOrder(filterRequests(needs, { organisation: ref })),
    offers: inReadingOrder(filterOffers(offers, { provider: ref }, at)),
    /** Whether the rules of offers can be judged for it at all. */
    canAskWhatFits: !isInvented && organisation.country !== null && applicantKindOf(organisation.kind) !== null,
  }
}
