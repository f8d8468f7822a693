import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'

/** Claiming and joining are one page, which knows from the organisation which of the two it is. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(`/${requireLanguage(params.lang).code}/organisations/${encodeURIComponent(params.ref ?? '')}/claim`, 302)
