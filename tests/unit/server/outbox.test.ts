import { expect, test } from 'vitest'
import { showsOutbox } from '#server/guards/outbox.ts'

const here = { smtpUrl: null, isLoopback: true, proxies: 0, publicUrl: 'http://localhost:3000' }
const from = (remoteAddress: string | undefined, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers }) as unknown as Parameters<typeof showsOutbox>[1]

test('whoever sits at this machine sees the mails that wait', () => {
  for (const peer of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.8.9.1'])
    expect(showsOutbox(here, from(peer))).toBe(true)
})

test('nobody else does, and nobody where mails are sent or the site is open to others', () => {
  for (const peer of ['192.168.1.7', '::ffff:10.0.0.1', 'fe80::1', '', undefined, '127.0.0.1.example.org'])
    expect(showsOutbox(here, from(peer))).toBe(false)
  expect(showsOutbox({ ...here, smtpUrl: 'smtp://localhost' }, from('127.0.0.1'))).toBe(false)
  expect(showsOutbox({ ...here, isLoopback: false }, from('127.0.0.1'))).toBe(false)
})

test('behind a proxy every peer is this machine, so nobody does: whether it was declared or says so itself', () => {
  expect(showsOutbox({ ...here, proxies: 1 }, from('127.0.0.1'))).toBe(false)
  const names = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']
  for (const name of [...names, 'x-original-forwarded-for', 'true-client-ip', 'cf-connecting-ip'])
    expect(showsOutbox(here, from('127.0.0.1', { [name]: '' })), name).toBe(false)
})

test('readers who come by a public name come through a proxy, also through one that adds no header', () => {
  const reached = (publicUrl: string) => showsOutbox({ ...here, publicUrl }, from('127.0.0.1'))
  for (const name of ['imarika.example.org', 'localhost.example.org', '10.0.0.1', '[fe80::1]'])
    expect(reached(`https://${name}`), name).toBe(false)
  for (const name of ['localhost', '127.0.0.1:3000', '[::1]:3000']) expect(reached(`http://${name}`), name).toBe(true)
})
