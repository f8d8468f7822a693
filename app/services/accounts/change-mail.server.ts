import { changeMail as askChange } from '#app/data/account-service.server.ts'
import { type Refused, refuse, refuseUntil } from '#app/domain/accounts/problem.ts'
import type { Session } from '#app/domain/accounts/session.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'
import { changeMailSchema } from '#app/schemas/account-forms.ts'
import { readForm } from '#app/schemas/read-form.ts'
import { checkPassword } from './check-password.server.ts'
import { refuseReading } from './refuse-reading.ts'
import { mailLimits, takeLimits } from './take-limits.server.ts'

/**
 * Asks for another mail address, with the password. The new address is asked by mail whether it is theirs; where it has
 * an account already the page says the same, and no mail goes out.
 */
export async function changeMail(visitor: Visitor, session: Session, form: FormData): Promise<{ ok: true } | Refused> {
  const reading = readForm(changeMailSchema, form)
  if (!reading.ok) return refuseReading(reading)
  const { typed, value } = reading
  if (value.mail === session.email) return refuse(typed, 'mail.same')
  const check = await checkPassword(visitor, session, value.given)
  if (!check.ok) return check.waitS > 0 ? refuseUntil(typed, check.waitS) : refuse(typed, 'given.wrong')
  const waitS = await takeLimits(visitor, mailLimits(visitor, value.mail))
  if (waitS > 0) return refuseUntil(typed, waitS)
  const answer = await askChange(visitor.session, value.mail)
  if (answer.ok || answer.why === 'mail_taken' || answer.why === 'too_often') return { ok: true }
  return refuse(typed, answer.why === 'mail_invalid' ? 'mail.invalid' : 'form.not_taken')
}
