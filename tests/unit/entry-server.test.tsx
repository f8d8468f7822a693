import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { expect, test, vi } from 'vitest'
import handleRequest from '#app/entry.server.tsx'
import { headers } from '#app/routes/$lang.report-an-error_.$code/route.tsx'

// why: the page itself is not what is looked at.
vi.mock('@remix-run/react', async original => ({
  ...(await original<object>()),
  RemixServer: () => <p />,
}))

const answer = (given: Headers) => {
  const request = new Request('http://localhost/en')
  return handleRequest(request, 200, given, {} as EntryContext, { nonce: 'n' } as AppLoadContext)
}

test('a page is asked for anew each time; one that must not be kept says so itself', () => {
  expect(answer(new Headers()).headers.get('Cache-Control')).toBe('no-cache')
  const receipt = new Headers(headers({} as never) as HeadersInit)
  expect(answer(receipt).headers.get('Cache-Control')).toBe('private, no-store')
})
