import { claimMail, releaseMail, settleMail, type WaitingMail } from '#app/data/outbox.server.ts'
import type { Db } from '#app/platform/database.server.ts'
import { expiringKinds, linkLifeMs } from './mail-kind.ts'
import { renderMail } from './render-mail.ts'
import type { SendOutcome, Smtp } from './smtp.server.ts'

/** So few that all are sent well before their claim runs out. */
const batch = 8

export type DeliveryParts = { db: Db; smtp: Smtp; publicUrl: string; now: () => Date }

/** What came of one round: how many were claimed, and of those sent, given up, or left for later with the reason. */
export type Round = { claimed: number; sent: number; givenUp: number; later: number; reason: string | null }

/**
 * Claims mails that are due, sends them and says of each how it went. When `isStopping` turns true, those not yet
 * begun are given back.
 */
export async function deliverMail(parts: DeliveryParts, isStopping: () => boolean): Promise<Round> {
  const mails = await claimMail(parts.db, batch)
  const round: Round = { claimed: mails.length, sent: 0, givenUp: 0, later: 0, reason: null }
  for (const [index, mail] of mails.entries()) {
    if (isStopping()) {
      await releaseMail(
        parts.db,
        mails.slice(index).map(({ id }) => id),
      )
      break
    }
    const outcome = await sendOne(parts, mail)
    await settleMail(parts.db, mail.id, outcome)
    if (outcome.ok) round.sent += 1
    else if (outcome.isFinal) round.givenUp += 1
    else round.later += 1
    if (!outcome.ok) round.reason = outcome.error
    if (!outcome.ok && !outcome.isFinal) {
      // The server does not take this one now; the others would only wait for the same answer.
      await releaseMail(
        parts.db,
        mails.slice(index + 1).map(({ id }) => id),
      )
      break
    }
  }
  return round
}

async function sendOne({ smtp, publicUrl, now }: DeliveryParts, row: WaitingMail): Promise<SendOutcome> {
  const age = now().getTime() - Date.parse(row.createdAt)
  if (expiringKinds.has(row.kind) && age > linkLifeMs) return { ok: false, error: 'expired', isFinal: true }
  const mail = renderMail(row, publicUrl)
  if (mail === null) return { ok: false, error: 'not renderable', isFinal: true }
  return smtp.send({ id: row.id, recipient: row.recipient, mail })
}
