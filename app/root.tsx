import type { LoaderFunctionArgs } from '@remix-run/node'
import { type MetaFunction, Outlet, useLocation, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Document } from './components/layout/document.tsx'
import { errorKind } from './components/layout/error-kind.ts'
import { ErrorPage } from './components/layout/error-page.tsx'
import { defaultLanguage, findLanguage, negotiateLanguage } from './i18n/languages.ts'
import { pageTitle } from './i18n/page-title.ts'
import { isDatabaseAway } from './platform/database-away.server.ts'
import { findSession } from './services/accounts/find-session.server.ts'
import { findWaiting } from './services/acts/parked-posts.server.ts'
import { countWaiting } from './services/today/count-waiting.server.ts'

/** The language is the first part of the address; where that names none, the browser's wish decides. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const [, first] = new URL(request.url).pathname.split('/')
  const language = findLanguage(first) ?? negotiateLanguage(request.headers.get('Accept-Language'))
  // Pages that need no database stay while it is away, and a form that was sent comes back.
  const session = await findSession(context, request).catch(error => {
    if (isDatabaseAway(error)) return null
    throw error
  })
  const [waiting, tasks] =
    session === null
      ? [null, 0]
      : await Promise.all([findWaiting(context, request, session), countWaiting(context, request, session)])
  return { lang: language.code, publicUrl: context.publicUrl, isSignedIn: session !== null, waiting, tasks }
}

/** An action that throws leaves this page without what its loader would have said. */
const languageOf = (pathname: string) => findLanguage(pathname.split('/')[1])

export const meta: MetaFunction<typeof loader> = ({ data, error, location }) =>
  error ? pageTitle(data?.lang ?? languageOf(location.pathname)?.code, `errors:${errorKind(error).kind}.title`) : []

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root')
  const { pathname } = useLocation()
  return (
    <Document
      language={findLanguage(data?.lang) ?? languageOf(pathname) ?? defaultLanguage}
      publicUrl={data?.publicUrl ?? ''}
      isSignedIn={data?.isSignedIn ?? false}
      waiting={data?.waiting ?? null}
      tasks={data?.tasks ?? 0}
    >
      {children}
    </Document>
  )
}

export default function App() {
  return <Outlet />
}

export { ErrorPage as ErrorBoundary }
