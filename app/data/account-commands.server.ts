import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { databaseFault } from './database-fault.ts'

const answer = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), reason: z.string(), at: z.string().optional() }),
])

/** Done (now or before, under the same act key), or why not, as a code. */
export type CommandAnswer = z.output<typeof answer>

type Asked = PromiseLike<{ data: unknown; error: { code: string; message: string } | null }>

async function answerOf(asked: Asked): Promise<CommandAnswer> {
  const { data, error } = await asked
  if (error) throw databaseFault(error)
  return answer.parse(data)
}

// These change no version of an aggregate; generated types cannot say that an argument may be null.
const expected_version = null as unknown as number

export function changeSettings(
  db: Db,
  { actKey, version, name, lang }: { actKey: string; version: number; name: string; lang: string },
): Promise<CommandAnswer> {
  const input = { name, lang }
  return answerOf(db.rpc('cmd_change_settings', { act_key: actKey, expected_version: version, input }))
}

/** `which`: the id of one session, all others, or all. */
export function endSession(db: Db, { actKey, which }: { actKey: string; which: string }): Promise<CommandAnswer> {
  return answerOf(db.rpc('cmd_end_session', { act_key: actKey, expected_version, input: { which } }))
}

export function keepRecoveryCodes(
  db: Db,
  { actKey, salt, hashes }: { actKey: string; salt: string; hashes: string[] },
): Promise<CommandAnswer> {
  return answerOf(db.rpc('cmd_make_recovery_codes', { act_key: actKey, expected_version, input: { salt, hashes } }))
}

/** What the recovery codes of a person are hashed with; null where they have none. For the service role. */
export async function findRecoverySalt(db: Db, userId: string): Promise<string | null> {
  const { data, error } = await db.rpc('recovery_salt', { account: userId })
  if (error) throw databaseFault(error)
  return z.string().nullable().parse(data)
}

/** Uses a code up and takes the second factor away. For the service role. */
export function spendRecoveryCode(
  db: Db,
  { userId, sessionId, hash }: { userId: string; sessionId: string; hash: string },
): Promise<CommandAnswer> {
  return answerOf(db.rpc('use_recovery_code', { account: userId, session: sessionId, code_hash: hash }))
}
