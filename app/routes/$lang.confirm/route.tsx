import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ProblemSummary } from '#app/components/account/problem-summary.tsx'
import { WaysOn } from '#app/components/account/ways-on.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { refusedForm, returnRefused } from '#app/platform/refused-form.server.ts'
import { visitorOf } from '#app/platform/visitor.server.ts'
import { mailLinkSchema } from '#app/schemas/mail-link.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { followMailLink } from '#app/services/accounts/follow-mail-link.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, `account:confirm.${data?.type ?? 'email'}.title`, Boolean(data?.refused))

export { accountHeaders as headers }

/** Looking changes nothing: programs that read mail open its links on their own. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return { refused: refusedForm(context), type: readQuery(mailLinkSchema, request.url).type ?? 'email' }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  const { token_hash: token, type } = readQuery(mailLinkSchema, request.url)
  const outcome = await followMailLink(visitorOf(context, request), { token, type })
  if (!outcome.ok) return returnRefused(context, outcome)
  if (outcome.type === 'recovery' || outcome.isNew) return redirect(`/${lang}/new-password`, 303)
  return redirect(`/${lang}/settings?done=${outcome.type}`, 303)
}

export default function Confirm() {
  const { t } = useLanguage()
  const { refused, type } = useLoaderData<typeof loader>()
  return (
    <Page>
      <ProblemSummary refused={refused} />
      <h1>{t(`account:confirm.${type}.title`)}</h1>
      {refused?.problems.length ? (
        <WaysOn
          ways={[
            ['/sign-in-by-mail', 'account:confirm.new-code'],
            ['/recovery', 'account:confirm.new-link'],
            ['/sign-in', 'account:recovery.back'],
          ]}
        />
      ) : (
        <form method="post">
          <p className="lead">{t(`account:confirm.${type}.text`)}</p>
          <p className="acts">
            <button type="submit" className="btn">
              {t(`account:confirm.${type}.button`)}
            </button>
          </p>
          <p className="small dim">{t('account:confirm.why')}</p>
        </form>
      )}
    </Page>
  )
}
