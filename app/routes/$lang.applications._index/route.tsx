import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { TextField } from '#app/components/forms/text-field.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { codeQuerySchema } from '#app/schemas/apply-query.ts'
import { readReceiptCode } from '#app/schemas/error-report.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { findApplication } from '#app/services/applications/read-application.server.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'applications:find')

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  await requireSession(context, request, lang)
  const { code: typed } = readQuery(codeQuerySchema, request.url)
  const code = typed === null ? null : readReceiptCode(typed)
  const found = code === null ? null : await findApplication(sessionDb(context, request), code)
  if (found !== null) throw redirect(`/${lang}/applications/${found.ref}`)
  return { wrongCode: typed }
}

export default function FindApplication() {
  const { t } = useLanguage()
  const { wrongCode } = useLoaderData<typeof loader>()
  return (
    <Page>
      <h1>{t('applications:find')}</h1>
      <form method="get" className="panel">
        <TextField
          id="code"
          name="code"
          label={t('report:find-code')}
          hint={t('report:find-hint')}
          error={wrongCode ? t('applications:find-none') : undefined}
          defaultValue={wrongCode ?? ''}
          maxLength={40}
          dir="ltr"
        />
        <button type="submit" className="btn">
          {t('applications:find-go')}
        </button>
      </form>
    </Page>
  )
}
