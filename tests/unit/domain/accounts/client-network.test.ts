import { expect, test } from 'vitest'
import { clientNetwork } from '#app/domain/accounts/client-network.ts'

test('an IPv4 address stands for itself', () => {
  expect(clientNetwork('192.0.2.7')).toBe('192.0.2.7')
})

test('the addresses of one IPv6 network are one sender, however they are written', () => {
  const network = '2001:db8:0:1'
  for (const address of [
    '2001:db8:0:1::1',
    '2001:0db8:0000:0001:ffff:ffff:ffff:ffff',
    '2001:DB8:0:1:0:0:0:9',
    '2001:db8:0:1::%eth0',
  ])
    expect(clientNetwork(address)).toBe(network)
  expect(clientNetwork('2001:db8:0:2::1')).not.toBe(network)
  expect(clientNetwork('::1')).toBe('0:0:0:0')
  expect(clientNetwork('fe80::1:2')).toBe('fe80:0:0:0')
})
