import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { KeptAnswers } from '#app/components/acts/kept-answers.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { formBody } from '#app/platform/form-body.server.ts'
import { actKeySchema } from '#app/schemas/error-report.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { findKept, forgetKept } from '#app/services/acts/parked-posts.server.ts'
import { listCountryChoices } from '#app/services/list-country-choices.server.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'kept:title')

export { accountHeaders as headers }

/** What somebody had written when their session ended: one press sends it to where it was going. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const session = await requireSession(context, request, requireLanguage(params.lang).code)
  const found = await findKept(context, request, session, keyOf(params.key))
  const countries = 'kept' in found ? await listCountryChoices(anonymousDb(context)) : []
  return { found, countries }
}

/** Throws it away. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  await formBody(request, context)
  await requireSession(context, request, lang)
  const key = keyOf(params.key)
  await forgetKept(context, request, key)
  return redirect(`/${lang}/continue/${key}`, 303)
}

function keyOf(text: string | undefined): string {
  const key = actKeySchema.safeParse(text)
  if (!key.success) throw new Response(null, { status: 404 })
  return key.data
}

export default function Continue() {
  const { t, format } = useLanguage()
  const { found, countries } = useLoaderData<typeof loader>()
  if (found.whose === 'gone' || found.whose === 'of-another') {
    return (
      <Page>
        <h1>{t('kept:title')}</h1>
        <p className="lead">{t(`kept:${found.whose}`)}</p>
      </Page>
    )
  }
  return (
    <Page>
      <h1>{t('kept:title')}</h1>
      <p className="lead">{t('kept:lead', { at: format.moment(found.keptAt) })}</p>
      {found.whose === 'of-nobody' ? <p className="note">{t('kept:of-nobody')}</p> : null}
      <KeptAnswers kept={found.kept} send={t('kept:send')} countries={countries} />
      <details>
        <summary>{t('kept:throw-away')}</summary>
        <p>{t('kept:throw-away-why')}</p>
        <form method="post">
          <button type="submit" className="btn quiet">
            {t('kept:throw-away')}
          </button>
        </form>
      </details>
    </Page>
  )
}
