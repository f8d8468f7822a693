import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { databaseFault } from './database-fault.ts'
import { rowsOf } from './read-all.ts'
import { organisationLink, origin, sourceText } from './rows.ts'

export const memberRoles = ['owner', 'editor', 'reviewer', 'viewer'] as const
export type MemberRole = (typeof memberRoles)[number]

const mine = z.object({
  id: z.string(),
  ref: z.string(),
  name: sourceText,
  kind: z.string(),
  country: z.string().nullable(),
  state: z.enum(['listed', 'claimed', 'verified']),
  origin,
  role: z.enum(memberRoles),
  version: z.number(),
  counts: z.object({
    members: z.number(),
    needs: z.number(),
    interests: z.number(),
    offers: z.number(),
    applications: z.number(),
    awards: z.number(),
    commitments: z.number(),
    deliveries: z.number(),
  }),
})

/** An organisation for which the reader acts. */
export type MyOrganisation = z.output<typeof mine>

export async function listMyOrganisations(db: Db): Promise<MyOrganisation[]> {
  return (await rowsOf(db.rpc('my_organisations'))).map(row => mine.parse(row))
}

/** What the reader does for the platform. */
export async function listMyPlatformRoles(db: Db): Promise<string[]> {
  const { data, error } = await db.rpc('my_platform_roles')
  if (error) throw databaseFault(error)
  return z.array(z.string()).parse(data)
}

const member = z
  .object({
    user_id: z.string(),
    name: z.string().nullable(),
    mail: z.string().nullable(),
    role: z.enum(memberRoles),
    since: z.string(),
    is_reader: z.boolean(),
    statement: sourceText.nullable(),
  })
  .transform(({ user_id, is_reader, ...same }) => ({ ...same, id: user_id, isReader: is_reader }))

export type Member = z.output<typeof member>

/** Who acts for an organisation; addresses are for its owners alone, what they said of themselves for verifiers. */
export async function listMembers(db: Db, organisationId: string): Promise<Member[]> {
  return (await rowsOf(db.rpc('members_of', { organisation: organisationId }))).map(row => member.parse(row))
}

const invitation = z
  .object({ id: z.string(), mail: z.string(), role: z.enum(memberRoles), version: z.number(), expires_at: z.string() })
  .transform(({ expires_at, ...same }) => ({ ...same, expiresAt: expires_at }))

export type Invitation = z.output<typeof invitation>

/** What an organisation has sent and nobody has answered, for its owners. */
export async function listSentInvitations(db: Db, organisationId: string): Promise<Invitation[]> {
  const sent = db
    .from('invitations')
    .select('id, mail, role, version, expires_at')
    .eq('organisation_id', organisationId)
    .eq('state', 'sent')
    .order('created_at')
    .order('id')
  return (await rowsOf(sent)).map(row => invitation.parse(row))
}

const ownInvitation = z
  .object({
    id: z.string(),
    organisation: organisationLink,
    role: z.enum(memberRoles),
    version: z.number(),
    expires_at: z.string(),
  })
  .transform(({ expires_at, ...same }) => ({ ...same, expiresAt: expires_at }))

export type OwnInvitation = z.output<typeof ownInvitation>

/** What the reader is invited to. */
export async function listOwnInvitations(db: Db): Promise<OwnInvitation[]> {
  return (await rowsOf(db.rpc('my_invitations'))).map(row => ownInvitation.parse(row))
}

const request = z
  .object({
    id: z.string(),
    kind: z.enum(['claim', 'join']),
    state: z.enum(['waiting', 'approved', 'refused', 'withdrawn']),
    version: z.number(),
    statement: sourceText,
    created_at: z.string(),
    reason: sourceText.nullable(),
    organisation: organisationLink.extend({
      kind: z.string(),
      country: z.string().nullable(),
      domain: z.string().nullable(),
    }),
    is_own: z.boolean(),
    asker: z.object({ name: z.string().nullable(), mail: z.string() }).nullable(),
  })
  .transform(({ created_at, is_own, ...same }) => ({ ...same, createdAt: created_at, isOwn: is_own }))

export type MembershipRequest = z.output<typeof request>

/** Requests that the reader may see: their own, those of organisations they own, and claims for coordinators. */
export async function listMembershipRequests(
  db: Db,
  { kind, organisationId }: { kind?: 'claim' | 'join'; organisationId?: string } = {},
): Promise<MembershipRequest[]> {
  let query = db.from('membership_request_records').select('*').eq('state', 'waiting')
  if (kind) query = query.eq('kind', kind)
  if (organisationId) query = query.eq('organisation_id', organisationId)
  return (await rowsOf(query.order('created_at').order('id').limit(200))).map(row => request.parse(row))
}

/** The reader's own request about an organisation, the newest; null where there is none. */
export async function findOwnRequest(db: Db, organisationId: string): Promise<MembershipRequest | null> {
  const query = db
    .from('membership_request_records')
    .select('*')
    .eq('organisation_id', organisationId)
    .eq('is_own', true)
    .in('kind', ['claim', 'join'])
    .order('created_at', { ascending: false })
    .limit(1)
  const [row] = await rowsOf(query)
  return row === undefined ? null : request.parse(row)
}

const toCheck = z.object({
  ref: z.string(),
  name: sourceText,
  kind: z.string(),
  country: z.string().nullable(),
  homepage: z.string().nullable(),
  domain: z.string().nullable(),
  origin,
  version: z.number(),
  since: z.string(),
  checks: z.number(),
})

export type OrganisationToCheck = z.output<typeof toCheck>

/** Claimed organisations that a verifier has still to look at, the longest waiting first. */
export async function listOrganisationsToCheck(db: Db): Promise<OrganisationToCheck[]> {
  return (await rowsOf(db.rpc('organisations_to_check'))).map(row => toCheck.parse(row))
}
