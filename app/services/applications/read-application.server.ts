import { findApplication, listApplications } from '#app/data/applications.server.ts'
import { listMyOrganisations, type MyOrganisation } from '#app/data/memberships.server.ts'
import { findOffer } from '#app/data/offers.server.ts'
import { findOrganisation } from '#app/data/organisations.server.ts'
import { listOwnOpenNeeds } from '#app/data/own-records.server.ts'
import { whoMayTake } from '#app/domain/applications/who-may-take.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { applicantKindOf } from '#app/domain/organisations/applicant-kind.ts'
import type { Db } from '#app/platform/database.server.ts'
import { findFits } from '../find-fits.server.ts'
import { findInFits } from '../prepare-fits.server.ts'

export { findApplication, listApplications }

const nothingAsked = { kind: null, topic: null, people: null, language: null, mode: null }

/** An offer that is applied for here, in which of the reader's organisations may write; null where there is none. */
export async function readToApply(db: Db, ref: string, organisationRef: string | null, at: IsoDate) {
  const offer = await findOffer(db, ref, at)
  if (offer === null || offer.here === null) return null
  const { mine, whyNobody } = whoMayTake(await listMyOrganisations(db), offer)
  const [only] = mine
  const chosen = mine.find(own => own.ref === organisationRef) ?? (mine.length === 1 ? (only ?? null) : null)
  const [fit, needs, applied] = await Promise.all([
    chosen === null ? null : fitOf(db, ref, chosen, at),
    chosen === null ? [] : listOwnOpenNeeds(db, chosen.id),
    chosen === null ? [] : listApplications(db, { organisationId: chosen.id }),
  ])
  const live = applied.find(
    ({ offer: { ref: of }, state }) => of === ref && !['withdrawn', 'declined', 'ineligible'].includes(state),
  )
  return { offer, mine, whyNobody, chosen, fit, needs, appliedAs: live?.ref ?? null }
}

/** What the rules of an offer say of an organisation, each with its reason. */
async function fitOf(db: Db, ref: string, { ref: organisationRef, origin }: MyOrganisation, at: IsoDate) {
  const organisation = await findOrganisation(db, organisationRef)
  if (organisation === null) return null
  const facts = { country: organisation.country, kind: applicantKindOf(organisation.kind), languages: null }
  const fits = await findFits(db, { facts, need: nothingAsked, at, isDemonstration: origin === 'demonstration' })
  const found = findInFits(fits, ref)
  return found === null ? null : { verdict: found.fit.verdict, changes: found.fit.changes, country: fits.country }
}

export type ToApply = NonNullable<Awaited<ReturnType<typeof readToApply>>>
