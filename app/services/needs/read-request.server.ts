import type { AppLoadContext } from '@remix-run/node'
import { listCountries } from '#app/data/countries.server.ts'
import { listInterestsInRequest } from '#app/data/interests.server.ts'
import { listMyOrganisations, type MyOrganisation } from '#app/data/memberships.server.ts'
import { findOwnOffers } from '#app/data/own-records.server.ts'
import { findRequest } from '#app/data/support-requests.server.ts'
import { needsSecondFactor } from '#app/domain/accounts/session.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { isOpenRequest, type SupportRequest } from '#app/domain/needs/support-request.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import { today } from '#app/platform/clock.server.ts'
import { anonymousDb, type Db } from '#app/platform/database.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { findSession } from '../accounts/find-session.server.ts'
import type { Fit } from '../find-fits.server.ts'
import { findRequestFits } from './find-request-fits.server.ts'

/** So many of the ranking stand beside a need; the rest is where the ranking is. */
const mostFits = 5

const isEditor = ({ role }: MyOrganisation) => role === 'owner' || role === 'editor'

/** A need as everybody reads it, with what whoever reads it can do; null where none has this ref. */
export async function readRequest(context: AppLoadContext, request: Request, ref: string) {
  const need = await findRequest(anonymousDb(context), ref)
  if (need === null) return null
  const at = today(context)
  const [session, countries] = await Promise.all([findSession(context, request), listCountries(anonymousDb(context))])
  const acts =
    session === null || needsSecondFactor(session) ? null : await actsOn(sessionDb(context, request), need, at)
  return { need, acts, at, countries: countries.map(({ iso2, names }) => ({ iso2, names })) }
}

/** What the reader's organisations can do with a need: as its institution, or as a provider with open offers. */
async function actsOn(db: Db, need: SupportRequest, at: IsoDate) {
  const mine = await listMyOrganisations(db)
  const institution = mine.find(({ id }) => id === need.organisationId) ?? null
  const isOpen = isOpenRequest(need)
  const interests = await listInterestsInRequest(db, need.ref)
  const taken = new Set(
    interests.flatMap(({ state, offer }) => (state === 'sent' || state === 'accepted' ? [offer.ref] : [])),
  )
  if (institution !== null) {
    const fits = isOpen ? await findRequestFits(db, need, at) : null
    const ranked: Fit[] = fits?.ranked ?? []
    return {
      side: 'institution' as const,
      canEdit: isEditor(institution) && isOpen,
      fits: ranked.slice(0, mostFits),
      total: ranked.length,
      country: fits?.country ?? null,
      offers: isEditor(institution) ? offersOf(ranked.map(({ offer }) => offer)) : [],
      interests,
    }
  }
  const own = await Promise.all(mine.filter(isEditor).map(({ ref }) => findOwnOffers(db, ref, at)))
  const offers = isOpen ? offersOf(own.flat().filter(isOfSameWorld(need))) : []
  return { side: 'provider' as const, canEdit: false, fits: [], total: 0, country: null, offers, interests }

  /** Offers of the platform that are open and not spoken of already. */
  function offersOf(offers: readonly Offer[]) {
    return offers
      .filter(({ here, window, ref }) => here !== null && window === 'open' && !taken.has(ref))
      .map(({ ref, title, provider }) => ({ ref, title, provider: provider.name }))
  }
}

const isOfSameWorld =
  ({ origin }: SupportRequest) =>
  (offer: Offer) =>
    (offer.origin === 'demonstration') === (origin === 'demonstration')

/** The record as open data: what is invented for the demonstration is none. */
export async function readOpenRequest(db: Db, ref: string): Promise<SupportRequest | null> {
  const need = await findRequest(db, ref)
  return need?.origin === 'demonstration' ? null : need
}
