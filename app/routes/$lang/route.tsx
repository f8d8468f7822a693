import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet } from '@remix-run/react'
import { requireLanguage } from '#app/i18n/require-language.ts'

/** The first part of an address must be a language of ours. */
export function loader({ params }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  return null
}

export default function InLanguage() {
  return <Outlet />
}
