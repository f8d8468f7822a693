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
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { today } from '#app/platform/clock.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { returnForm } from '#app/services/acts/form-state.server.ts'
import { readReportForm, subjectOf } from '#app/services/deliveries/read-report-form.server.ts'
import { reportDelivery } from '#app/services/deliveries/report-delivery.server.ts'
import { requireMyOrganisation } from '#app/services/people/require-my-organisation.server.ts'
import { ReportChoice } from './report-choice.tsx'
import { ReportForm, useReportLabels } from './report-form.tsx'

export const handle = { body: 'upload' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'deliveries:report.title', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export const loader = (args: LoaderFunctionArgs) => readReportForm(args)

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const organisation = await requireMyOrganisation(db, args.params.ref, ['owner', 'editor'])
  const outcome = await reportDelivery(db, form, {
    organisation,
    lang,
    subject: subjectOf(args.request),
    today: today(args.context),
  })
  return outcome.ok
    ? redirect(`/${lang}/deliveries/${outcome.receipt.ref}?done=reported`, 303)
    : returnForm(args.context, outcome, form)
}

export default function ReportDelivery() {
  const { t } = useLanguage()
  const { organisation, state, subject, choices, ...form } = useLoaderData<typeof loader>()
  const labels = useReportLabels()
  return (
    <Page>
      <ActProblems state={state} labels={labels} />
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/my/${organisation.ref}/deliveries`}>
          <Words of={organisation.name} />
        </LinkTo>
      </nav>
      <h1>{t('deliveries:report.title')}</h1>
      <DemonstrationTag origin={organisation.origin} />
      {subject === null ? (
        <ReportChoice organisation={organisation.ref} choices={choices} />
      ) : (
        <ReportForm state={state} labels={labels} subject={subject} {...form} />
      )}
    </Page>
  )
}
