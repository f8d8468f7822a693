import { z } from 'zod'
import type { Session, SessionEnd } from '#app/domain/accounts/session.ts'
import type { Db } from '#app/platform/database.server.ts'
import { databaseFault } from './database-fault.ts'
import { rowsOf } from './read-all.ts'

const proof = z.object({ method: z.string(), timestamp: z.number() })

const touched = z.discriminatedUnion('state', [
  z
    .object({
      state: z.literal('active'),
      session_id: z.string(),
      user_id: z.string(),
      email: z.string(),
      name: z.string(),
      lang: z.string(),
      version: z.number(),
      aal: z.enum(['aal1', 'aal2']).catch('aal1'),
      amr: z.array(proof).catch([]),
      has_factor: z.boolean(),
      recovery_codes: z.number(),
    })
    .transform((row): { state: 'active'; session: Session } => ({
      state: row.state,
      session: {
        sessionId: row.session_id,
        userId: row.user_id,
        email: row.email,
        name: row.name,
        lang: row.lang,
        version: row.version,
        aal: row.aal,
        proofs: row.amr.map(({ method, timestamp: at }) => ({ method, at })),
        hasFactor: row.has_factor,
        recoveryCodes: row.recovery_codes,
      },
    })),
  z.object({ state: z.enum(['idle', 'too_old', 'ended']) }),
])

export type TouchedSession = { state: 'active'; session: Session } | { state: SessionEnd }

/** Whether the session of this client still stands, and whose it is; marks its use. A token that is refused is an end. */
export async function touchSession(db: Db, device: string): Promise<TouchedSession> {
  const { data, error, status } = await db.rpc('touch_session', { device })
  if (error) {
    if (status === 401 || status === 403) return { state: 'ended' }
    throw databaseFault(error)
  }
  return touched.parse(data)
}

export type OpenSession = { id: string; beganAt: string; lastUsedAt: string; device: string | null; isThis: boolean }

const openSession = z
  .object({
    id: z.string(),
    began_at: z.string(),
    last_used_at: z.string(),
    device: z.string().nullable(),
    is_this: z.boolean(),
  })
  .transform(
    (row): OpenSession => ({
      id: row.id,
      beganAt: row.began_at,
      lastUsedAt: row.last_used_at,
      device: row.device,
      isThis: row.is_this,
    }),
  )

/** Where the reader is signed in, this session first. */
export async function listSessions(db: Db): Promise<OpenSession[]> {
  return (await rowsOf(db.rpc('my_sessions'))).map(row => openSession.parse(row))
}
