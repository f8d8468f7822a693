import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AccountField } from '#app/components/account/account-field.tsx'
import { ProblemSummary } from '#app/components/account/problem-summary.tsx'
import { WaysOn } from '#app/components/account/ways-on.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { refusedForm, returnRefused } from '#app/platform/refused-form.server.ts'
import { visitorOf } from '#app/platform/visitor.server.ts'
import { changeMailSchema } from '#app/schemas/account-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { readActKey } from '#app/services/accounts/act-key.ts'
import { changeMail } from '#app/services/accounts/change-mail.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { forgetKept } from '#app/services/acts/parked-posts.server.ts'

const constraints = htmlConstraints(changeMailSchema)

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'account:settings.mail', Boolean(data?.refused))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { email } = await requireSession(context, request, requireLanguage(params.lang).code)
  return { refused: refusedForm(context), email, actKey: randomUUID() }
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args
  const { lang, form, session } = await actingPost(args)
  const outcome = await changeMail(visitorOf(context, request), session, form)
  if (!outcome.ok) return returnRefused(context, outcome)
  // It is no command, whose key would say that what was kept is sent.
  const actKey = readActKey(form)
  if (actKey !== null) await forgetKept(context, request, actKey)
  return redirect(`/${lang}/settings/mail/sent`, 303)
}

export default function ChangeMail() {
  const { t } = useLanguage()
  const { refused, email, actKey } = useLoaderData<typeof loader>()
  const mail = (
    <bdi data-user lang="und" dir="ltr">
      {email}
    </bdi>
  )
  return (
    <Page>
      <ProblemSummary refused={refused} />
      <h1>{t('account:settings.mail')}</h1>
      <p className="lead">
        <Text k="account:mail-page.lead" v={{ mail }} />
      </p>
      <form method="post" className="panel">
        <input type="hidden" name="act_key" value={actKey} />
        <AccountField
          name="mail"
          refused={refused}
          constraints={constraints.mail}
          label={t('account:mail-page.new')}
          autoComplete="email"
        />
        <AccountField name="given" refused={refused} constraints={constraints.given} label={t('account:password')} />
        <button type="submit" className="btn">
          {t('account:mail-page.send')}
        </button>
      </form>
      <WaysOn ways={[['/settings', 'account:settings.back']]} />
    </Page>
  )
}
