import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActButton } from '#app/components/acts/act-button.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { requireOwnRequest } from '#app/services/needs/require-own-request.server.ts'
import { withdrawNeed } from '#app/services/needs/send-request.server.ts'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'needs:withdraw', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const [{ need }, state] = await Promise.all([requireOwnRequest(db, params.ref), formState(context, db)])
  return { need, state }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const ref = args.params.ref ?? ''
  const outcome = await withdrawNeed(db, form, ref)
  return outcome.ok ? redirect(`/${lang}/needs/${ref}?done=withdrawn`, 303) : returnForm(args.context, outcome, form)
}

export default function WithdrawNeed() {
  const { t } = useLanguage()
  const { need, state } = useLoaderData<typeof loader>()
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/needs/${need.ref}`}>
          <Words of={need.title} />
        </LinkTo>
      </nav>
      <ActProblems state={state} labels={{}} />
      <h1>{t('needs:withdraw')}</h1>
      <DemonstrationTag origin={need.origin} />
      <p>{t('needs:withdraw-why')}</p>
      <div className="acts">
        <ActButton actKey={state.actKey} fields={{ version: need.version }}>
          {t('needs:withdraw')}
        </ActButton>
        <LinkTo to={`/needs/${need.ref}`}>{t('needs:keep')}</LinkTo>
      </div>
    </Page>
  )
}
