import { beginFactor, giveFactorCode, removeFactors } from '#app/data/account-service.server.ts'
import { type Refused, refuse, refuseUntil } from '#app/domain/accounts/problem.ts'
import type { Session } from '#app/domain/accounts/session.ts'
import { isTotpSecret } from '#app/domain/accounts/totp-address.ts'
import { plainDigits } from '#app/domain/accounts/typed-code.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'
import { codeSchema, givenSchema } from '#app/schemas/account-forms.ts'
import { readForm } from '#app/schemas/read-form.ts'
import { checkPassword } from './check-password.server.ts'
import { refuseReading } from './refuse-reading.ts'
import { takeLimits } from './take-limits.server.ts'

/** A factor that was begun, as the form carries it until its first code was given. */
export type BegunFactor = { id: string; secret: string }

/** A new secret for the app of a person who has just given their password. */
export async function beginSecondFactor(
  visitor: Visitor,
  session: Session,
  form: FormData,
): Promise<{ ok: true; factor: BegunFactor } | Refused> {
  const reading = readForm(givenSchema, form)
  if (!reading.ok) return refuseReading(reading)
  const check = await checkPassword(visitor, session, reading.value.given)
  if (!check.ok) return check.waitS > 0 ? refuseUntil({}, check.waitS) : refuse({}, 'given.wrong')
  const begun = await beginFactor(visitor.session)
  return begun.ok ? { ok: true, factor: { id: begun.id, secret: begun.secret } } : refuse({}, 'form.not_taken')
}

/** What the form carries of a factor that was begun; null where it carries none. */
export function readBegunFactor(form: FormData): BegunFactor | null {
  const id = String(form.get('factor') ?? '')
  const secret = String(form.get('secret') ?? '')
  return /^[0-9a-f-]{36}$/.test(id) && isTotpSecret(secret) ? { id, secret } : null
}

/** The first code proves that the app has the secret, and turns the factor on. */
export async function turnOnSecondFactor(
  visitor: Visitor,
  session: Session,
  form: FormData,
): Promise<{ ok: true } | Refused> {
  const factor = readBegunFactor(form)
  if (factor === null) return refuse({}, 'form.not_taken')
  const reading = readForm(codeSchema, form)
  if (!reading.ok) return refuseReading(reading)
  const waitS = await takeLimits(visitor, [['second_factor', session.userId]])
  if (waitS > 0) return refuseUntil({}, waitS)
  const answer = await giveFactorCode(visitor.session, plainDigits(reading.value.code), factor.id)
  return answer.ok ? answer : refuse({}, 'code.wrong')
}

/** Turns the second factor off, with the password. */
export async function turnOffSecondFactor(
  visitor: Visitor,
  session: Session,
  form: FormData,
): Promise<{ ok: true } | Refused> {
  const reading = readForm(givenSchema, form)
  if (!reading.ok) return refuseReading(reading)
  const check = await checkPassword(visitor, session, reading.value.given)
  if (!check.ok) return check.waitS > 0 ? refuseUntil({}, check.waitS) : refuse({}, 'given.wrong')
  const answer = await removeFactors(visitor.session)
  return answer.ok ? answer : refuse({}, 'form.not_taken')
}
