import { randomUUID } from 'node:crypto'
import { listInterests } from '#app/data/interests.server.ts'
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
