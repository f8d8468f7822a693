import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationNote } from '#app/components/records/demonstration-tag.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { listCountryChoices } from '#app/services/list-country-choices.server.ts'
import {
  playsInDemonstration,
  registerDraft,
  registerOrganisation,
} from '#app/services/organisations/register-organisation.server.ts'
import { RegisterForm, useRegisterLabels } from './register-form.tsx'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'people:register.title', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  await requireSession(context, request, lang)
  const db = sessionDb(context, request)
  const [state, countries, isDemonstration] = await Promise.all([
    formState(context, db, { draft: registerDraft, typed: { lang } }),
    listCountryChoices(db),
    playsInDemonstration(db),
  ])
  return { state, countries, isDemonstration }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const outcome = await registerOrganisation(db, form)
  return outcome.ok
    ? redirect(`/${lang}/my/${outcome.receipt.ref}?done=registered`, 303)
    : returnForm(args.context, outcome, form)
}

export default function RegisterOrganisation() {
  const { t } = useLanguage()
  const { state, countries, isDemonstration } = useLoaderData<typeof loader>()
  const labels = useRegisterLabels()
  return (
    <Page>
      <ActProblems state={state} labels={labels} />
      <h1>{t('people:register.title')}</h1>
      <p className="lead">{t('people:register.lead')}</p>
      <p>{t('people:who-checks')}</p>
      {isDemonstration ? <DemonstrationNote>{t('people:register.invented')}</DemonstrationNote> : null}
      <RegisterForm state={state} labels={labels} countries={countries} />
    </Page>
  )
}
