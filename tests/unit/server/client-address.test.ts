import type { IncomingHttpHeaders } from 'node:http'
import { expect, test } from 'vitest'
import { clientAddress, isLoopbackAddress } from '#server/client-address.ts'

const from = (remoteAddress: string, forwarded?: string) =>
  ({
    headers: (forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }) as IncomingHttpHeaders,
    socket: { remoteAddress },
  }) as Parameters<typeof clientAddress>[0]

test('without a proxy of ours the header is not believed', () => {
  expect(clientAddress(from('::ffff:192.0.2.1', '127.0.0.1'), 0)).toBe('192.0.2.1')
})

test('behind proxies only the entries they added count', () => {
  expect(clientAddress(from('10.0.0.1', '127.0.0.1, 192.0.2.7'), 1)).toBe('192.0.2.7')
  expect(clientAddress(from('10.0.0.1', '127.0.0.1, 192.0.2.7, 10.0.0.2'), 2)).toBe('192.0.2.7')
  expect(clientAddress(from('10.0.0.1'), 1)).toBe('10.0.0.1')
})

test('only addresses of this machine are loopback', () => {
  for (const address of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])
    expect(isLoopbackAddress(address)).toBe(true)
  for (const address of ['192.0.2.1', '::ffff:10.0.0.1', '', undefined, '127.0.0.1.evil'])
    expect(isLoopbackAddress(address)).toBe(false)
})
