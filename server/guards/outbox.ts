import type { Request } from 'express'
import { isLoopbackAddress } from '../client-address.ts'
import type { Environment } from '../environment.ts'

const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

/**
 * Whether this request may see the mails that wait: there is no mail server, the site listens on this machine alone,
 * and the peer is this machine itself. Behind a proxy every peer is, so with one, declared or seen, nobody may.
 */
export function showsOutbox(
  { smtpUrl, isLoopback, proxies }: Pick<Environment, 'smtpUrl' | 'isLoopback' | 'proxies'>,
  { socket, headers }: Pick<Request, 'socket' | 'headers'>,
): boolean {
  return (
    smtpUrl === null &&
    isLoopback &&
    proxies === 0 &&
    isLoopbackAddress(socket.remoteAddress) &&
    forwarding.every(name => headers[name] === undefined)
  )
}
