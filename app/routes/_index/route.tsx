import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { negotiateLanguage } from '#app/i18n/languages.ts'

/** The bare address leads to the reader's language; no deep address ever redirects by language. */
export function loader({ request }: LoaderFunctionArgs) {
  const language = negotiateLanguage(request.headers.get('Accept-Language'))
  return redirect(`/${language.code}`, { headers: { Vary: 'Accept-Language' } })
}
