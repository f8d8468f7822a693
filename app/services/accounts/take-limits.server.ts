import { type LimitKind, takeLimit } from '#app/data/limits.server.ts'
import { clientNetwork } from '#app/domain/accounts/client-network.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'

type Asked = Pick<Visitor, 'service' | 'address'>

/** Tries of whoever asks, in the order given: who is stopped by one limit takes nothing from those after it. */
export async function takeLimits(
  visitor: Asked,
  limits: readonly (readonly [kind: LimitKind, subject: string])[],
): Promise<number> {
  const db = visitor.service('count a limit')
  for (const [kind, subject] of limits) {
    const { waitS } = await takeLimit(db, kind, subject)
    if (waitS > 0) return waitS
  }
  return 0
}

/**
 * Guesses for a mail address: from one place for all addresses, from that place for this one, and from everywhere for
 * this one. The place comes first, so that one place cannot fill the table with addresses.
 */
export function guessLimits(visitor: Asked, what: 'sign_in' | 'code', mail: string) {
  const from = clientNetwork(visitor.address)
  return [
    [`${what}_client`, from],
    [`${what}_pair`, `${mail} ${from}`],
    [`${what}_mail`, mail],
  ] as const
}

/** Mails that somebody makes us send: to one address, and from one place. */
export function mailLimits(visitor: Asked, mail: string) {
  return [
    ['mail_client', clientNetwork(visitor.address)],
    ['mail_to', mail],
  ] as const
}
