import { z } from 'zod'
import type { Interest } from '#app/domain/needs/interest.ts'
import type { Db } from '#app/platform/database.server.ts'
import { rowsOf } from './read-all.ts'
import { organisationLink, sourceText } from './rows.ts'

const titled = z.object({ ref: z.string(), title: sourceText })

/** A row of the view `interest_records`. */
const row = z
  .object({
    id: z.string(),
    from_side: z.enum(['institution', 'provider']),
    message: sourceText.nullable(),
    state: z.enum(['sent', 'accepted', 'refused', 'expired']),
    reason: sourceText.nullable(),
    version: z.number(),
    created_at: z.string(),
    answered_at: z.string().nullable(),
    expires_at: z.string(),
    request: titled,
    offer: titled,
    institution: organisationLink,
    provider: organisationLink,
    organisation_id: z.string(),
    provider_id: z.string(),
  })
  .transform(
    ({ from_side, created_at, answered_at, expires_at, organisation_id, provider_id, ...same }): Interest => ({
      ...same,
      from: from_side,
      createdAt: created_at,
      answeredAt: answered_at,
      expiresAt: expires_at,
      organisationId: organisation_id,
      providerId: provider_id,
    }),
  )

/** What an organisation sent and was sent, the newest first, as far as the reader acts for it. */
export async function listInterests(db: Db, organisationId: string): Promise<Interest[]> {
  const query = db
    .from('interest_records')
    .select('*')
    .or(`organisation_id.eq.${organisationId},provider_id.eq.${organisationId}`)
    .order('created_at', { ascending: false })
    .order('id')
    .limit(200)
  return (await rowsOf(query)).map(value => row.parse(value))
}

/** What was said about one need, as far as the reader acts for either side. */
export async function listInterestsInRequest(db: Db, requestRef: string): Promise<Interest[]> {
  const query = db
    .from('interest_records')
    .select('*')
    .eq('request->>ref', requestRef)
    .order('created_at', { ascending: false })
    .order('id')
    .limit(200)
  return (await rowsOf(query)).map(value => row.parse(value))
}
