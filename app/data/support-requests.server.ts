import { z } from 'zod'
import type { SupportRequest } from '#app/domain/needs/support-request.ts'
import type { Db } from '#app/platform/database.server.ts'
import { pageSize, readAll, rowsOf } from './read-all.ts'
import { isoDate, organisationLink, origin, sourceText } from './rows.ts'

/** A row of the view `support_request_records`. */
const row = z
  .object({
    id: z.string(),
    ref: z.string(),
    origin,
    title: sourceText,
    description: sourceText,
    kind: z.enum(['training', 'joint_lab', 'infrastructure', 'shared_resource']),
    topic: z.string().nullable(),
    languages: z.array(z.string()),
    mode: z.enum(['online', 'on_site', 'blended']).nullable(),
    needed_by: isoDate.nullable(),
    state: z.enum(['open', 'partly_covered', 'covered', 'withdrawn', 'expired']),
    tells_matches: z.boolean(),
    version: z.number(),
    created_at: z.string(),
    changed_at: z.string(),
    organisation: organisationLink.extend({
      country: z.string().nullable(),
      kind: z.enum([
        'government',
        'local_government',
        'multilateral',
        'intergovernmental',
        'university',
        'university_network',
        'research_institute',
        'foundation',
        'civil_society',
        'company',
      ]),
      state: z.enum(['listed', 'claimed', 'verified']),
    }),
    organisation_id: z.string(),
    parts: z.array(
      z.object({
        measure: z.string(),
        baseline: z.number(),
        target: z.number(),
        covered: z.number(),
        dueOn: isoDate.nullable(),
      }),
    ),
  })
  .transform(({ needed_by, tells_matches, created_at, changed_at, organisation_id, ...same }) => ({
    ...same,
    neededBy: needed_by,
    tellsMatches: tells_matches,
    createdAt: created_at,
    changedAt: changed_at,
    organisationId: organisation_id,
  }))

const fromRow = (value: unknown): SupportRequest => row.parse(value)

const byRef = ({ ref }: SupportRequest) => ref

/** All needs of the real world, by ref; demonstration rows never. */
export const listAllRequests = (db: Db) => listOrigin(db, 'platform')

/** Those of the demonstration, by ref. */
export const listInventedRequests = (db: Db) => listOrigin(db, 'demonstration')

async function listOrigin(db: Db, origin: 'platform' | 'demonstration'): Promise<SupportRequest[]> {
  return readAll(
    after => {
      const page = db.from('support_request_records').select('*').eq('origin', origin).order('ref').limit(pageSize)
      return after === null ? page : page.gt('ref', after)
    },
    fromRow,
    byRef,
  )
}

export async function findRequest(db: Db, ref: string): Promise<SupportRequest | null> {
  const rows = await rowsOf(db.from('support_request_records').select('*').eq('ref', ref).limit(1))
  return rows.length === 0 ? null : fromRow(rows[0])
}

/** The needs of one organisation, in whatever world it lives, the newest first. */
export async function listRequestsOf(db: Db, organisationId: string): Promise<SupportRequest[]> {
  const query = db
    .from('support_request_records')
    .select('*')
    .eq('organisation_id', organisationId)
    .order('created_at', { ascending: false })
    .order('ref')
    .limit(500)
  return (await rowsOf(query)).map(fromRow)
}

/** Open needs whose institutions asked to be told of what fits, in both worlds. */
export async function listTellingRequests(db: Db): Promise<SupportRequest[]> {
  return readAll(
    after => {
      const page = db
        .from('support_request_records')
        .select('*')
        .eq('tells_matches', true)
        .in('state', ['open', 'partly_covered'])
        .order('ref')
        .limit(pageSize)
      return after === null ? page : page.gt('ref', after)
    },
    fromRow,
    byRef,
  )
}
