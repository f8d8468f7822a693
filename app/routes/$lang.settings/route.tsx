import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { ProblemSummary } from '#app/components/account/problem-summary.tsx'
import { SignOutForm } from '#app/components/account/sign-out-form.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { offeredLanguages } from '#app/i18n/languages.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { refusedForm, returnRefused } from '#app/platform/refused-form.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { visitorOf } from '#app/platform/visitor.server.ts'
import { doneQuerySchema } from '#app/schemas/account-query.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { changeSettings } from '#app/services/accounts/change-settings.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { returnForm } from '#app/services/acts/form-state.server.ts'
import { changeMailCopy } from '#app/services/today/mark-read.server.ts'
import { readMailCopy } from '#app/services/today/read-today.server.ts'
import { AccountList } from './account-list.tsx'
import { MailCopyForm } from './mail-copy-form.tsx'
import { SettingsForm } from './settings-form.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'account:settings.title', Boolean(data?.refused))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { name, lang, version, email, hasFactor, recoveryCodes } = await requireSession(
    context,
    request,
    requireLanguage(params.lang).code,
  )
  return {
    refused: refusedForm(context),
    actKey: randomUUID(),
    account: { name, lang, version, email, hasFactor, recoveryCodes },
    done: readQuery(doneQuerySchema, request.url).done,
    ...(await readMailCopy(sessionDb(context, request))),
    copyKey: randomUUID(),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args
  const { lang, form, db } = await actingPost(args)
  const codes = offeredLanguages.map(({ code }) => code)
  if (form.get('intent') === 'mail_copy') {
    const sent = await changeMailCopy(db, form)
    return sent.ok ? redirect(`/${lang}/settings?done=saved`, 303) : returnForm(context, sent, form)
  }
  const outcome = await changeSettings(visitorOf(context, request), form, codes)
  return outcome.ok ? redirect(`/${lang}/settings?done=saved`, 303) : returnRefused(context, outcome)
}

export default function Settings() {
  const { t } = useLanguage()
  const { refused, actKey, account, done, mailCopy, getsCopies, copyKey } = useLoaderData<typeof loader>()
  const isHere = done === 'email' || done === 'email_change' || done === 'saved'
  return (
    <Page>
      <ProblemSummary refused={refused} />
      <h1>{t('account:settings.title')}</h1>
      {isHere && refused === null ? <Done>{t(`account:settings.done.${done}`)}</Done> : null}
      <AccountList account={account} />
      <h2>{t('account:settings.name-and-language')}</h2>
      <SettingsForm refused={refused} actKey={actKey} account={account} />
      <MailCopyForm actKey={copyKey} value={mailCopy} getsCopies={getsCopies} />
      <h2>{t('account:sign-out')}</h2>
      <SignOutForm />
    </Page>
  )
}
