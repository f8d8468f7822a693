import { signUp as askSignUp } from '#app/data/account-service.server.ts'
import { queueNotice } from '#app/data/outbox.server.ts'
import { type Refused, refuse, refuseUntil } from '#app/domain/accounts/problem.ts'
import { inEvenTime } from '#app/platform/even-time.server.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'
import { signUpSchema } from '#app/schemas/account-forms.ts'
import { readForm } from '#app/schemas/read-form.ts'
import { refuseReading } from './refuse-reading.ts'
import { mailLimits, takeLimits } from './take-limits.server.ts'

/**
 * Asks for an account. A mail goes to the address in any case: with a link to confirm it, or, where it has an account,
 * with a word of that. The answer on the page is the same.
 */
export async function signUp(visitor: Visitor, form: FormData, lang: string): Promise<{ ok: true } | Refused> {
  const reading = readForm(signUpSchema, form)
  if (!reading.ok) return refuseReading(reading)
  const { typed, value } = reading
  return inEvenTime(async () => {
    const waitS = await takeLimits(visitor, mailLimits(visitor, value.mail))
    if (waitS > 0) return refuseUntil(typed, waitS)
    const answer = await askSignUp(visitor.nobody(), { ...value, lang })
    if (answer.ok ? answer.isKnown : answer.why === 'mail_taken') {
      const notice = { kind: 'account_exists', recipient: value.mail, lang } as const
      await queueNotice(visitor.service('write to an outbox'), notice)
      return { ok: true }
    }
    // A mail went there a minute ago: that is known to its reader alone.
    if (answer.ok || answer.why === 'too_often') return { ok: true }
    return refuse(typed, answer.why === 'mail_invalid' ? 'mail.invalid' : 'form.not_taken')
  })
}
