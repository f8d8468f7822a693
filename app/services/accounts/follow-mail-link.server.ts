import { followMailLink as follow } from '#app/data/account-service.server.ts'
import { clientNetwork } from '#app/domain/accounts/client-network.ts'
import { type Refused, refuse, refuseUntil } from '#app/domain/accounts/problem.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'
import type { MailLinkKind } from '#app/schemas/mail-link.ts'
import { endOldSession } from './sign-out.server.ts'
import { takeLimits } from './take-limits.server.ts'

/** Uses the token of a link up; signs its reader in. `isNew`: they have yet to choose a password. */
export async function followMailLink(
  visitor: Visitor,
  { type, token }: { type: MailLinkKind | null; token: string | null },
): Promise<{ ok: true; type: MailLinkKind; isNew: boolean } | Refused> {
  if (type === null || token === null) return refuse({}, 'link.used_up')
  const waitS = await takeLimits(visitor, [['confirm_client', clientNetwork(visitor.address)]])
  if (waitS > 0) return refuseUntil({}, waitS)
  await endOldSession(visitor)
  const answer = await follow(visitor.session, type, token)
  return answer.ok ? { ...answer, type } : refuse({}, 'link.used_up')
}
