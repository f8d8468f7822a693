import type { LoaderFunctionArgs } from '@remix-run/node'
import { type MetaFunction, Outlet, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Document } from './components/layout/document.tsx'
import { errorKind } from './components/layout/error-kind.ts'
import { ErrorPage } from './components/layout/error-page.tsx'
import { defaultLanguage, findLanguage, negotiateLanguage } from './i18n/languages.ts'
import { pageTitle } from './i18n/page-title.ts'
import { isDatabaseAway } from './platform/database-away.server.ts'
import { findSession } from './services/accounts/find-session.server.ts'

/** The language is the first part of the address; where that names none, the browser's wish decides. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const [, first] = new URL(request.url).pathname.split('/')
  const language = findLanguage(first) ?? negotiateLanguage(request.headers.get('Accept-Language'))
  // Pages that need no database stay while it is away, and a form that was sent comes back.
  const session = await findSession(context, request).catch(error => {
    if (isDatabaseAway(error)) return null
    throw error
  })
  return { lang: language.code, publicUrl: context.publicUrl, isSignedIn: session !== null }
}

export const meta: MetaFunction<typeof loader> = ({ data, error }) =>
  error ? pageTitle(data?.lang, `errors:${errorKind(error).kind}.title`) : []

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root')
  return (
    <Document
      language={findLanguage(data?.lang) ?? defaultLanguage}
      publicUrl={data?.publicUrl ?? ''}
      isSignedIn={data?.isSignedIn ?? false}
    >
      {children}
    </Document>
  )
}

export default function App() {
  return <Outlet />
}

export { ErrorPage as ErrorBoundary }
