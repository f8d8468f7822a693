import { findCountry } from '#app/data/countries.server.ts'
import { findOffer } from '#app/data/offers.server.ts'
import { findOrganisation } from '#app/data/organisations.server.ts'
import type { Application } from '#app/domain/applications/application.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { placesOf } from '#app/domain/countries/places-of.ts'
import { decideEligibility } from '#app/domain/eligibility/decide-eligibility.ts'
import { referenceDate } from '#app/domain/eligibility/reference-date.ts'
import { applicantKindOf } from '#app/domain/organisations/applicant-kind.ts'
import type { Db } from '#app/platform/database.server.ts'

/**
 * What a provider decides on: what the rules of its offer say of the applicant, and what is left to award. Also after
 * the window is over, which is when most is decided.
 */
export async function judgeApplicant(db: Db, { offer: { ref }, organisation }: Application, at: IsoDate) {
  const [offer, applicant] = await Promise.all([findOffer(db, ref, at), findOrganisation(db, organisation.ref)])
  if (offer === null || offer.here === null || applicant === null) return null
  const country = applicant.country === null ? null : await findCountry(db, applicant.country)
  const facts = { country: country?.iso2 ?? null, kind: applicantKindOf(applicant.kind), languages: null }
  const places = country === null ? [] : placesOf(country, referenceDate(offer, at))
  return {
    verdict: decideEligibility(offer.rules, facts, places),
    country,
    left: offer.here.left,
    amount: offer.amount,
  }
}
