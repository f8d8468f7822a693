import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
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
import { today } from '#app/platform/clock.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { readCommitmentChoices } from '#app/services/commitments/read-own-commitments.server.ts'
import { commitmentDraft, registerCommitment } from '#app/services/commitments/register-commitment.server.ts'
import { requireMyOrganisation } from '#app/services/people/require-my-organisation.server.ts'
import { CommitmentForm } from './commitment-form.tsx'
import { useCommitmentLabels } from './commitment-labels.ts'

export const handle = { body: 'form' }

const editors = ['owner', 'editor'] as const

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'people:begin.commitments', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  await requireSession(context, request, lang)
  const db = sessionDb(context, request)
  const organisation = await requireMyOrganisation(db, params.ref, editors)
  const [choices, state] = await Promise.all([
    readCommitmentChoices(db),
    formState(context, db, {
      draft: commitmentDraft(organisation.ref),
      typed: { lang, announcedOn: today(context) },
    }),
  ])
  return { organisation, choices, state }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const { id, ref } = await requireMyOrganisation(db, args.params.ref, editors)
  const outcome = await registerCommitment(db, form, { id, ref, at: today(args.context) })
  return outcome.ok
    ? redirect(`/${lang}/commitments/${outcome.receipt.ref}?done=registered`, 303)
    : returnForm(args.context, outcome, form)
}

export default function NewCommitment() {
  const { t } = useLanguage()
  const { organisation, choices, state } = useLoaderData<typeof loader>()
  const labels = useCommitmentLabels()
  return (
    <Page>
      <ActProblems state={state} labels={labels} />
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/my/${organisation.ref}/commitments`}>
          <Words of={organisation.name} />
        </LinkTo>
      </nav>
      <h1>{t('people:begin.commitments')}</h1>
      <DemonstrationTag origin={organisation.origin} />
      <p className="lead">{t('commitments:new.lead')}</p>
      {organisation.state === 'verified' || organisation.origin === 'demonstration' ? null : (
        <p className="note">{t('commitments:not-listed')}</p>
      )}
      <CommitmentForm state={state} labels={labels} choices={choices} />
    </Page>
  )
}
