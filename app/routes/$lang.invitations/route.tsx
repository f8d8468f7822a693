import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'

/** Where the mail of an invitation leads: to the page that lists what one is invited to. */
export const loader = ({ params }: LoaderFunctionArgs) => redirect(`/${requireLanguage(params.lang).code}/my`, 302)
