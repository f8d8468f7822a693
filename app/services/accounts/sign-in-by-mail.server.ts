import { sendSignInCode, signInWithCode } from '#app/data/account-service.server.ts'
import { type Refused, refuse, refuseUntil } from '#app/domain/accounts/problem.ts'
import { plainDigits } from '#app/domain/accounts/typed-code.ts'
import { inEvenTime } from '#app/platform/even-time.server.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'
import { askMailSchema, mailCodeSchema } from '#app/schemas/account-forms.ts'
import { readForm } from '#app/schemas/read-form.ts'
import { refuseReading } from './refuse-reading.ts'
import { endOldSession } from './sign-out.server.ts'
import { guessLimits, mailLimits, takeLimits } from './take-limits.server.ts'

/** Sends a code where the address has an account, and answers as if it had one in any case. */
export async function askSignInCode(visitor: Visitor, form: FormData): Promise<{ ok: true; mail: string } | Refused> {
  const reading = readForm(askMailSchema, form)
  if (!reading.ok) return refuseReading(reading)
  const { typed, value } = reading
  return inEvenTime(async () => {
    const waitS = await takeLimits(visitor, mailLimits(visitor, value.mail))
    if (waitS > 0) return refuseUntil(typed, waitS)
    await sendSignInCode(visitor.nobody(), value.mail)
    return { ok: true, mail: value.mail }
  })
}

/** The code from the mail, on whatever device the mail was read. `isNew`: its reader has yet to choose a password. */
export async function enterSignInCode(
  visitor: Visitor,
  form: FormData,
): Promise<{ ok: true; isNew: boolean } | Refused> {
  const reading = readForm(mailCodeSchema, form)
  if (!reading.ok) return refuseReading(reading)
  const { typed, value } = reading
  return inEvenTime(async () => {
    const waitS = await takeLimits(visitor, guessLimits(visitor, 'code', value.mail))
    if (waitS > 0) return refuseUntil(typed, waitS)
    await endOldSession(visitor)
    const answer = await signInWithCode(visitor.session, value.mail, plainDigits(value.code))
    return answer.ok ? answer : refuse(typed, 'code.wrong')
  })
}
