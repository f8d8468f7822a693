import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { expect, test, vi } from 'vitest'
import handleRequest from '#app/entry.server.tsx'
import { headers } from '#app/routes/$lang.report-an-error_.$code/route.tsx'

// why: the page itself is not what is looked at.
vi.mock('@remix-run/react', async original => ({
  ...(await original<object>()),
  RemixServer: () => <p />,
}))

const answer = (given: Headers, cookie = '') => {
  const request = new Request('http://localhost/en', { headers: { cookie } })
  const context = { nonce: 'n', publicUrl: 'http://localhost' } as AppLoadContext
  return handleRequest(request, 200, given, {} as EntryContext, context)
}

test('a page is asked for anew each time; one that must not be kept says so itself', () => {
  expect(answer(new Headers()).headers.get('Cache-Control')).toBe('no-cache')
  const receipt = new Headers(headers({} as never) as HeadersInit)
  expect(answer(receipt).headers.get('Cache-Control')).toBe('private, no-store')
})

test('what somebody saw signed in is kept nowhere', () => {
  expect(answer(new Headers(), 'imarika=base64-e30').headers.get('Cache-Control')).toBe('private, no-store')
  expect(answer(new Headers(), 'other=1').headers.get('Cache-Control')).toBe('no-cache')
})
