import { randomUUID } from 'node:crypto'
import { playsInDemonstration } from '#app/data/demonstration.server.ts'
import {
  findOwnRequest,
  listMembers,
  listMembershipRequests,
  listMyOrganisations,
  listMyPlatformRoles,
  listOrganisationsToCheck,
  listOwnInvitations,
  listSentInvitations,
  type MyOrganisation,
} from '#app/data/memberships.server.ts'
import { findOrganisation } from '#app/data/organisations.server.ts'
import type { Db } from '#app/platform/database.server.ts'

/** Each row with a key for the form beside it, so that pressing twice is one act. */
export const withActKeys = <Row>(rows: readonly Row[]): (Row & { actKey: string })[] =>
  rows.map(row => ({ ...row, actKey: randomUUID() }))

/** For whom the reader acts, what they do for the platform, what they are invited to and what they have asked for. */
export async function readMine(db: Db) {
  const [organisations, roles, invitations, requests] = await Promise.all([
    listMyOrganisations(db),
    listMyPlatformRoles(db),
    listOwnInvitations(db),
    listMembershipRequests(db),
  ])
  return {
    organisations,
    roles,
    invitations: withActKeys(invitations),
    requests: withActKeys(requests.filter(({ isOwn }) => isOwn)),
  }
}

/** Who acts for an organisation, and for its owners who was invited and who asks to join. */
export async function readMembers(db: Db, { id, role }: MyOrganisation) {
  const isOwner = role === 'owner'
  const [members, invitations, requests] = await Promise.all([
    listMembers(db, id),
    isOwner ? listSentInvitations(db, id) : [],
    isOwner ? listMembershipRequests(db, { kind: 'join', organisationId: id }) : [],
  ])
  return { members: withActKeys(members), invitations: withActKeys(invitations), requests: withActKeys(requests) }
}

/**
 * An organisation that one may ask to act for, with what was asked already; null where there is none. An invented one is
 * there for those alone who play in the demonstration, and a real one is closed to them.
 */
export async function readToAct(db: Db, ref: string) {
  const [organisation, plays] = await Promise.all([findOrganisation(db, ref), playsInDemonstration(db)])
  const isInvented = organisation?.origin === 'demonstration'
  if (organisation === null || (isInvented && !plays)) return null
  const [mine, asked] = await Promise.all([listMyOrganisations(db), findOwnRequest(db, organisation.id)])
  return {
    organisation,
    isClosed: plays && !isInvented,
    isMember: mine.some(own => own.ref === ref),
    asked: asked?.state === 'waiting' || asked?.state === 'refused' ? { ...asked, actKey: randomUUID() } : null,
  }
}

/** Claims that wait for a coordinator. */
export async function readClaims(db: Db) {
  const [claims, isDemonstration] = await Promise.all([
    listMembershipRequests(db, { kind: 'claim' }),
    playsInDemonstration(db),
  ])
  return { claims: withActKeys(claims.filter(({ isOwn }) => !isOwn)), isDemonstration }
}

/** Organisations that wait for a verifier, and whether they are those of the demonstration. */
export async function readOrganisationsToCheck(db: Db) {
  const [organisations, isDemonstration] = await Promise.all([listOrganisationsToCheck(db), playsInDemonstration(db)])
  return { organisations, isDemonstration }
}
