import { sendRecovery } from '#app/data/account-service.server.ts'
import { type Refused, refuseUntil } from '#app/domain/accounts/problem.ts'
import { inEvenTime } from '#app/platform/even-time.server.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'
import { askMailSchema } from '#app/schemas/account-forms.ts'
import { readForm } from '#app/schemas/read-form.ts'
import { refuseReading } from './refuse-reading.ts'
import { mailLimits, takeLimits } from './take-limits.server.ts'

/** Sends a link to choose a new password where the address has an account, and answers as if it had one in any case. */
export async function askRecovery(visitor: Visitor, form: FormData): Promise<{ ok: true } | Refused> {
  const reading = readForm(askMailSchema, form)
  if (!reading.ok) return refuseReading(reading)
  const { typed, value } = reading
  return inEvenTime(async () => {
    const waitS = await takeLimits(visitor, mailLimits(visitor, value.mail))
    if (waitS > 0) return refuseUntil(typed, waitS)
    await sendRecovery(visitor.nobody(), value.mail)
    return { ok: true }
  })
}
