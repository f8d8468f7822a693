import { listApplications } from '#app/data/applications.server.ts'
import { listMyOrganisations } from '#app/data/memberships.server.ts'
import { findOffer } from '#app/data/offers.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Db } from '#app/platform/database.server.ts'

/** The applications for an offer, for the members of its provider; null for anybody else. */
export async function readOfferApplications(db: Db, ref: string, at: IsoDate) {
  const [offer, mine] = await Promise.all([findOffer(db, ref, at), listMyOrganisations(db)])
  if (offer === null || offer.here === null || !mine.some(own => own.ref === offer.provider.ref)) return null
  return { offer, applications: await listApplications(db, { offerRef: ref }) }
}
