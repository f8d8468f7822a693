import { gzipSync } from 'node:zlib'
import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { KeptFormContext } from './components/acts/kept-form-context.ts'
import { NonceContext } from './components/layout/nonce.ts'
import { weightPlaceholder } from './components/layout/page-weight.tsx'
import { languageKit } from './i18n/language-kit.ts'
import { defaultLanguage, findLanguage } from './i18n/languages.ts'
import { awaySeconds } from './platform/database-away.server.ts'
import { isDraftByScript } from './platform/draft-answer.server.ts'
import { formToSendAgain } from './platform/form-body.server.ts'
import { hasSessionCookie } from './platform/session-client.server.ts'

export { startBackground } from './services/background.server.ts'

/** Pages are whole before they are sent: nothing streams, nothing hydrates, so no marks for the browser's framework. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Response {
  if (isDraftByScript(context, request)) return tellDraft(request, context)
  const { nonce } = context
  const markup = renderToStaticMarkup(
    <NonceContext.Provider value={nonce}>
      <KeptFormContext.Provider value={formToSendAgain(context, request, status)}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} />
      </KeptFormContext.Provider>
    </NonceContext.Provider>,
  )
  headers.set('Content-Type', 'text/html; charset=utf-8')
  // What a loader threw brings its status to the page, and none of its headers.
  if (status === 503 && !headers.has('Retry-After')) headers.set('Retry-After', awaySeconds)
  // What somebody saw signed in is kept nowhere, also where the page itself would be the same for all.
  if (hasSessionCookie(context, request)) headers.set('Cache-Control', 'private, no-store')
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-cache')
  return new Response(`<!doctype html>${withWeight(markup, nonce)}`, { status, headers })
}

/** A draft that a script kept is answered with a sentence in the reader's language. */
function tellDraft(request: Request, context: AppLoadContext): Response {
  const language = findLanguage(new URL(request.url).pathname.split('/')[1]) ?? defaultLanguage
  const { t, format } = languageKit(language)
  const kept = t('kept:draft.saved', { at: format.moment(context.now().toISOString()) })
  return Response.json({ kept }, { headers: { 'Cache-Control': 'private, no-store' } })
}

/**
 * A page says what it weighs on the wire, in kilobytes of 1,000 bytes with one decimal. The nonce is left out of the
 * scales: it differs from answer to answer, and the same page should not weigh now 4.9 and now 5.0.
 */
function withWeight(markup: string, nonce: string): string {
  return markup.replace(weightPlaceholder, (_, decimalMark: string) => {
    const kilobytes = gzipSync(markup.replaceAll(nonce, ''), { level: 6 }).length / 1000
    return kilobytes.toFixed(1).replace('.', decimalMark)
  })
}

/** Faults are logged without the payload; what the sender did wrong is not a fault. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return
  console.error(request.method, new URL(request.url).pathname, error)
}
