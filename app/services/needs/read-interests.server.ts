import { randomUUID } from 'node:crypto'
import { listInterests } from '#app/data/interests.server.ts'
import { listMyOrganisations } from '#app/data/memberships.server.ts'
import { findOffer } from '#app/data/offers.server.ts'
import { listOwnOpenNeeds } from '#app/data/own-records.server.ts'
import { whoMayTake } from '#app/domain/applications/who-may-take.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { type Interest, isAsked } from '#app/domain/needs/interest.ts'
import type { Db } from '#app/platform/database.server.ts'

/** What an organisation has still to answer, each with a key of its own, and everything else it sent or was sent. */
export async function readInterests(
  db: Db,
  organisationId: string,
  now: string,
): Promise<{ toAnswer: Interest[]; others: Interest[]; actKeys: Record<string, string> }> {
  const all = await listInterests(db, organisationId)
  const isWaiting = (interest: Interest) =>
    isAsked(interest, organisationId) && Date.parse(now) < Date.parse(interest.expiresAt)
  const toAnswer = all.filter(isWaiting)
  return {
    toAnswer,
    others: all.filter(interest => !isWaiting(interest)),
    actKeys: Object.fromEntries(toAnswer.map(({ id }) => [id, randomUUID()])),
  }
}

/**
 * An offer of the platform, and for which open needs of the reader's organisations interest in it can be told; those
 * for which it was told already stand apart. Null where there is no such offer.
 */
export async function readToExpressInterest(db: Db, ref: string, at: IsoDate) {
  const [offer, all] = await Promise.all([findOffer(db, ref, at), listMyOrganisations(db)])
  if (offer === null || offer.here === null) return null
  const { mine, whyNobody } = whoMayTake(all, offer)
  const [needs, interests] = await Promise.all([
    Promise.all(mine.map(({ id }) => listOwnOpenNeeds(db, id))),
    Promise.all(mine.map(({ id }) => listInterests(db, id))),
  ])
  const told = new Set(
    interests
      .flat()
      .filter(({ state, offer: of }) => of.ref === ref && (state === 'sent' || state === 'accepted'))
      .map(({ request }) => request.ref),
  )
  const open = needs.flat()
  return {
    offer,
    mine: mine.map(({ ref: own, name }) => ({ ref: own, name })),
    whyNobody,
    needs: open.filter(({ ref: need }) => !told.has(need)),
    known: open.filter(({ ref: need }) => told.has(need)),
  }
}
