import { randomBytes } from 'node:crypto'
import { keepRecoveryCodes } from '#app/data/account-commands.server.ts'
import { type Refused, refuse, refuseUntil } from '#app/domain/accounts/problem.ts'
import type { Session } from '#app/domain/accounts/session.ts'
import { recoveryCode } from '#app/domain/accounts/typed-code.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'
import { readActKey } from './act-key.ts'
import { hashRecoveryCode } from './recovery-hash.server.ts'
import { takeLimits } from './take-limits.server.ts'

const howMany = 10

/**
 * Ten new codes in place of all that were before, to be shown this once: only their hashes are kept. A page that is
 * loaded again cannot have them: the act was done, and the codes are nowhere.
 */
export async function makeRecoveryCodes(
  visitor: Visitor,
  session: Session,
  form: FormData,
): Promise<{ ok: true; codes: string[] } | Refused> {
  const actKey = readActKey(form)
  if (actKey === null) return refuse({}, 'form.not_taken')
  const waitS = await takeLimits(visitor, [['account_change', session.userId]])
  if (waitS > 0) return refuseUntil({}, waitS)
  const salt = randomBytes(16).toString('hex')
  const codes = Array.from({ length: howMany }, () => recoveryCode(randomBytes(10)))
  const hashes: string[] = []
  // One after the other: ten at once would take the memory and the cores of ten sign-ins.
  for (const code of codes) hashes.push(await hashRecoveryCode(code, salt))
  const answer = await keepRecoveryCodes(visitor.session, { actKey, salt, hashes })
  if (answer.ok) return { ok: true, codes }
  return refuse({}, answer.reason === 'act_key_reused' ? 'form.sent_before' : 'form.not_taken')
}
