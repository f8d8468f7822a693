import type { Request } from 'express'
import { isLoopbackAddress } from '../client-address.ts'
import type { Environment } from '../environment.ts'

const forwarding = /^(?:via|(?:x-)?(?:original-)?forwarded(?:-.*)?|x-real-ip|(?:x-|true-)?client-ip|cf-.*)$/

/**
 * Whether this request may see the mails that wait: there is no mail server, the site listens on this machine alone,
 * and the peer is this machine itself. Behind a proxy every peer is, so with one, declared or seen, nobody may; some
 * add no header at all, but then readers come by another name than this machine's.
 */
export function showsOutbox(
  { smtpUrl, isLoopback, proxies, publicUrl }: Pick<Environment, 'smtpUrl' | 'isLoopback' | 'proxies' | 'publicUrl'>,
  { socket, headers }: Pick<Request, 'socket' | 'headers'>,
): boolean {
  return (
    smtpUrl === null &&
    isLoopback &&
    proxies === 0 &&
    isLoopbackName(new URL(publicUrl).hostname) &&
    isLoopbackAddress(socket.remoteAddress) &&
    !Object.keys(headers).some(name => forwarding.test(name))
  )
}

const isLoopbackName = (name: string) => name === 'localhost' || isLoopbackAddress(name.replace(/^\[|\]$/g, ''))
