import { findRecoverySalt, spendRecoveryCode } from '#app/data/account-commands.server.ts'
import { giveFactorCode } from '#app/data/account-service.server.ts'
import { type Refused, refuse, refuseUntil } from '#app/domain/accounts/problem.ts'
import type { Session } from '#app/domain/accounts/session.ts'
import { plainDigits, readRecoveryCode } from '#app/domain/accounts/typed-code.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'
import { codeSchema } from '#app/schemas/account-forms.ts'
import { readForm } from '#app/schemas/read-form.ts'
import { hashRecoveryCode } from './recovery-hash.server.ts'
import { refuseReading } from './refuse-reading.ts'
import { takeLimits } from './take-limits.server.ts'

/** A code of the authenticator app, after the password. */
export async function passSecondFactor(
  visitor: Visitor,
  session: Session,
  form: FormData,
): Promise<{ ok: true } | Refused> {
  const given = await readGuess('second_factor', visitor, session, form)
  if (!given.ok) return given
  const answer = await giveFactorCode(visitor.session, plainDigits(given.code))
  return answer.ok ? answer : refuse({}, 'code.wrong')
}

/** A recovery code in its place: it takes the second factor away, and is used up. */
export async function recoverFactor(
  visitor: Visitor,
  session: Session,
  form: FormData,
): Promise<{ ok: true } | Refused> {
  const given = await readGuess('recovery_code', visitor, session, form)
  if (!given.ok) return given
  const service = visitor.service('end a second factor')
  const code = readRecoveryCode(given.code)
  const salt = await findRecoverySalt(service, session.userId)
  if (salt === null) return refuse({}, 'code.no_code_left')
  if (code === null) return refuse({}, 'code.wrong')
  const hash = await hashRecoveryCode(code, salt)
  const { userId, sessionId } = session
  const answer = await spendRecoveryCode(service, { userId, sessionId, hash })
  return answer.ok ? { ok: true } : refuse({}, 'code.wrong')
}

/** What was typed, counted as one guess of this person. */
async function readGuess(
  limit: 'second_factor' | 'recovery_code',
  visitor: Visitor,
  session: Session,
  form: FormData,
): Promise<{ ok: true; code: string } | Refused> {
  const reading = readForm(codeSchema, form)
  if (!reading.ok) return refuseReading(reading)
  const waitS = await takeLimits(visitor, [[limit, session.userId]])
  return waitS > 0 ? refuseUntil({}, waitS) : { ok: true, code: reading.value.code }
}
