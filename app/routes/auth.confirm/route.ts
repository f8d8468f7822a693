import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { findLanguage, negotiateLanguage } from '#app/i18n/languages.ts'

/** The address in our mails has no language of its own; the page behind it has. Nothing is used up by looking. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const language =
    findLanguage(searchParams.get('lang') ?? undefined) ?? negotiateLanguage(request.headers.get('Accept-Language'))
  searchParams.delete('lang')
  return redirect(`/${language.code}/confirm?${searchParams}`, {
    headers: { Vary: 'Accept-Language', 'Cache-Control': 'private, no-store' },
  })
}
