import type { HeadersFunction } from '@remix-run/node'

/** Pages about an account are kept nowhere: the next person at the machine must not find them. */
export const accountHeaders: HeadersFunction = ({ actionHeaders }) => {
  const headers = new Headers(actionHeaders)
  headers.set('Cache-Control', 'private, no-store')
  return headers
}
