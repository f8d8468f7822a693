import type { Request } from 'express'

/**
 * The address a request came from. Forwarded headers are written by whoever sends them, so only the last `proxies`
 * entries are believed: those our own proxies added. With none the peer itself counts.
 */
export function clientAddress(request: Pick<Request, 'headers' | 'socket'>, proxies: number): string {
  const peer = plainAddress(request.socket.remoteAddress)
  if (proxies === 0) return peer
  const forwarded = [request.headers['x-forwarded-for']].flat().join(',').split(',')
  const named = forwarded.map(entry => entry.trim()).filter(entry => entry !== '')
  return plainAddress(named[Math.max(0, named.length - proxies)] ?? peer)
}

export function isLoopbackAddress(address: string | undefined): boolean {
  const plain = plainAddress(address)
  return plain === '::1' || /^127(?:\.\d{1,3}){3}$/.test(plain)
}

/** IPv4 addresses arrive in IPv6 form where one socket serves both. */
function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '')
}
