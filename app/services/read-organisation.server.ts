import { listAllCommitments } from '#app/data/commitments.server.ts'
import { listCountries } from '#app/data/countries.server.ts'
import { listAllOffers } from '#app/data/offers.server.ts'
import { findOrganisation } from '#app/data/organisations.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { filterCommitments } from '#app/domain/commitments/filter-commitments.ts'
import { filterOffers } from '#app/domain/offers/filter-offers.ts'
import { applicantKindOf } from '#app/domain/organisations/applicant-kind.ts'
import type { Db } from '#app/platform/database.server.ts'
import { inReadingOrder } from './list-offers.server.ts'

/** An organisation with what it promised and what it offers; null where none has this ref. */
export async function readOrganisation(db: Db, ref: string, at: IsoDate) {
  const organisation = await findOrganisation(db, ref)
  if (organisation === null) return null
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
    /** Whether the rules of offers can be judged for it at all. */
    canAskWhatFits:
      organisation.origin !== 'demonstration' &&
      organisation.country !== null &&
      applicantKindOf(organisation.kind) !== null,
  }
}
