import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AccountField } from '#app/components/account/account-field.tsx'
import { ProblemSummary } from '#app/components/account/problem-summary.tsx'
import { WaysOn } from '#app/components/account/ways-on.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { formBody } from '#app/platform/form-body.server.ts'
import { refusedForm, returnRefused } from '#app/platform/refused-form.server.ts'
import { visitorOf } from '#app/platform/visitor.server.ts'
import { askMailSchema } from '#app/schemas/account-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { askRecovery } from '#app/services/accounts/ask-recovery.server.ts'

const constraints = htmlConstraints(askMailSchema)

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'account:recovery.title', Boolean(data?.refused))

export { accountHeaders as headers }

export function loader({ context }: LoaderFunctionArgs) {
  return { refused: refusedForm(context) }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  const outcome = await askRecovery(visitorOf(context, request), await formBody(request, context))
  return outcome.ok ? redirect(`/${lang}/recovery/sent`, 303) : returnRefused(context, outcome)
}

export default function Recovery() {
  const { t } = useLanguage()
  const { refused } = useLoaderData<typeof loader>()
  return (
    <Page>
      <ProblemSummary refused={refused} />
      <h1>{t('account:recovery.title')}</h1>
      <p className="lead">{t('account:recovery.lead')}</p>
      <form method="post" className="panel">
        <AccountField name="mail" refused={refused} constraints={constraints.mail} label={t('account:mail')} />
        <button type="submit" className="btn">
          {t('account:recovery.send')}
        </button>
      </form>
      <WaysOn ways={[['/sign-in', 'account:recovery.back']]} />
    </Page>
  )
}
