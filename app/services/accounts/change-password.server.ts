import { randomUUID } from 'node:crypto'
import { endSession } from '#app/data/account-commands.server.ts'
import { changePassword as askChange } from '#app/data/account-service.server.ts'
import { type Refused, refuse, refuseUntil } from '#app/domain/accounts/problem.ts'
import { hasReadMailJustNow, type Session } from '#app/domain/accounts/session.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'
import { changePasswordSchema, newPasswordSchema } from '#app/schemas/account-forms.ts'
import { readForm } from '#app/schemas/read-form.ts'
import { checkPassword } from './check-password.server.ts'
import { refuseReading } from './refuse-reading.ts'
import { takeLimits } from './take-limits.server.ts'

/** With the old password, in the settings. Every session of the account ends, this one too. */
export async function changePassword(
  visitor: Visitor,
  session: Session,
  form: FormData,
): Promise<{ ok: true } | Refused> {
  const reading = readForm(changePasswordSchema, form)
  if (!reading.ok) return refuseReading(reading)
  const check = await checkPassword(visitor, session, reading.value.given)
  if (!check.ok) return check.waitS > 0 ? refuseUntil({}, check.waitS) : refuse({}, 'given.wrong')
  return choose(visitor, reading.value.password)
}

/** After a mail of ours was read, without the old one. */
export async function chooseNewPassword(
  visitor: Visitor,
  session: Session,
  form: FormData,
): Promise<{ ok: true } | Refused> {
  if (!hasReadMailJustNow(session, visitor.now.getTime())) return refuse({}, 'link.used_up')
  const reading = readForm(newPasswordSchema, form)
  if (!reading.ok) return refuseReading(reading)
  const waitS = await takeLimits(visitor, [['account_change', session.userId]])
  if (waitS > 0) return refuseUntil({}, waitS)
  return choose(visitor, reading.value.password)
}

async function choose(visitor: Visitor, password: string): Promise<{ ok: true } | Refused> {
  const answer = await askChange(visitor.session, password)
  if (!answer.ok) {
    if (answer.why === 'password_weak') return refuse({}, 'password.common')
    return refuse({}, answer.why === 'password_same' ? 'password.same' : 'form.not_taken')
  }
  await endSession(visitor.session, { actKey: randomUUID(), which: 'all' })
  visitor.forgetSession()
  return { ok: true }
}
