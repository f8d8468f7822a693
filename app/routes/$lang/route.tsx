import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet } from '@remix-run/react'
import { findLanguage } from '#app/i18n/languages.ts'

/** The first part of an address must be a language of ours. */
export function loader({ params }: LoaderFunctionArgs) {
  if (!findLanguage(params.lang)) throw new Response(null, { status: 404 })
  return null
}

export default function InLanguage() {
  return <Outlet />
}
