import { signInWithPassword } from '#app/data/account-service.server.ts'
import { type Refused, refuse, refuseUntil } from '#app/domain/accounts/problem.ts'
import { inEvenTime } from '#app/platform/even-time.server.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'
import { signInSchema } from '#app/schemas/account-forms.ts'
import { readForm } from '#app/schemas/read-form.ts'
import { refuseReading } from './refuse-reading.ts'
import { endOldSession } from './sign-out.server.ts'
import { guessLimits, takeLimits } from './take-limits.server.ts'

/**
 * Mail address and password. Nothing in words, status, length or time says whether the address has an account, is
 * confirmed or locked. Whatever session the browser held before is ended: the new one has an id of its own.
 */
export async function signIn(visitor: Visitor, form: FormData): Promise<{ ok: true } | Refused> {
  const reading = readForm(signInSchema, form)
  if (!reading.ok) return refuseReading(reading)
  const { typed, value } = reading
  return inEvenTime(async () => {
    const waitS = await takeLimits(visitor, guessLimits(visitor, 'sign_in', value.mail))
    if (waitS > 0) return refuseUntil(typed, waitS)
    await endOldSession(visitor)
    const answer = await signInWithPassword(visitor.session, value.mail, value.given)
    return answer.ok ? answer : refuse(typed, 'mail.not_signed_in')
  })
}
