import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActArea, ActSelect, ActText } from '#app/components/acts/act-fields.tsx'
import { ActForm } from '#app/components/acts/act-form.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { DayHint } from '#app/components/acts/day-hint.tsx'
import {
  AmountFields,
  MilestonesField,
  PeriodFields,
  PlaceFields,
} from '#app/components/commitments/promise-fields.tsx'
import { useCommitmentOptions } from '#app/components/commitments/use-commitment-options.ts'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { decidingDeadline } from '#app/domain/commitments/four-answers.ts'
import { milestonesAsTyped } from '#app/domain/commitments/typed-milestones.ts'
import { toUnits } from '#app/domain/money/money.ts'
import { numberAsTyped } from '#app/domain/numbers/number-as-typed.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { formalisations, reviseSchema } from '#app/schemas/commitment-form.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { readCommitmentChoices, requireOwnCommitment } from '#app/services/commitments/read-own-commitments.server.ts'
import { reviseCommitment } from '#app/services/commitments/register-commitment.server.ts'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'commitments:revise.title', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const commitment = await requireOwnCommitment(db, params.ref)
  const { target, amount, regions, countries } = commitment
  const [choices, state] = await Promise.all([
    readCommitmentChoices(db),
    formState(context, db, {
      typed: {
        title: commitment.title.text,
        target: target === null ? '' : numberAsTyped(target.value),
        targetFrom: target?.period?.from ?? '',
        targetTo: target?.period?.to ?? '',
        milestones: milestonesAsTyped(commitment.milestones),
        amount: amount === null ? '' : numberAsTyped(toUnits(amount)),
        currency: amount?.currency ?? '',
        amountPer: amount?.per ?? '',
        regions: regions.join(','),
        countries: countries.join(','),
        dueOn: decidingDeadline(commitment) ?? '',
        formalisation: commitment.formalisation,
        nextReportDueOn: commitment.reporting?.nextDueOn ?? '',
      },
    }),
  ])
  return { commitment, choices, state }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const commitment = await requireOwnCommitment(db, args.params.ref)
  const outcome = await reviseCommitment(db, form, commitment, lang)
  return outcome.ok
    ? redirect(`/${lang}/commitments/${commitment.ref}?done=revised`, 303)
    : returnForm(args.context, outcome, form)
}

const constraints = htmlConstraints(reviseSchema)

export default function ReviseCommitment() {
  const { t } = useLanguage()
  const { commitment, choices, state } = useLoaderData<typeof loader>()
  const options = useCommitmentOptions(choices)
  const labels = {
    title: t('commitments:new.title'),
    target: t('commitments:new.target'),
    targetFrom: t('commitments:new.targetFrom'),
    targetTo: t('commitments:new.targetTo'),
    dueOn: t('commitments:new.dueOn'),
    milestones: t('commitments:new.milestones'),
    amount: t('commitments:new.amount'),
    currency: t('commitments:new.currency'),
    amountPer: t('commitments:new.amountPer'),
    regions: t('commitments:new.regions'),
    countries: t('commitments:new.countries'),
    formalisation: t('commitments:question.formalisation'),
    nextReportDueOn: t('commitments:new.nextReportDueOn'),
    reason: t('commitments:revise.reason'),
  }
  return (
    <Page>
      <ActProblems state={state} labels={labels} />
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/commitments/${commitment.ref}`}>
          <Words of={commitment.title} />
        </LinkTo>
      </nav>
      <h1>{t('commitments:revise.title')}</h1>
      <DemonstrationTag origin={commitment.origin} />
      <p className="lead">{t('commitments:revise.lead')}</p>
      <ActForm state={state} constraints={constraints} version={commitment.version} send={t('commitments:revise.send')}>
        <ActArea name="title" label={labels.title} rows={3} />
        {commitment.target === null ? null : (
          <ActText
            name="target"
            label={labels.target}
            hint={t.code('measures', commitment.target.measure)}
            inputMode="decimal"
            dir="ltr"
            className="short"
          />
        )}
        {commitment.target?.nature === 'rate' ? <PeriodFields labels={labels} /> : null}
        <ActText name="dueOn" label={labels.dueOn} hint={<DayHint />} type="date" className="short" />
        {commitment.target === null ? null : <MilestonesField label={labels.milestones} />}
        <AmountFields labels={labels} options={options.amountPer} />
        <PlaceFields labels={labels} regions={options.regions} countries={options.countries} />
        <ActSelect
          name="formalisation"
          label={labels.formalisation}
          options={formalisations.map(code => ({ value: code, label: t.code('answers', `formalisation.${code}`) }))}
        />
        <ActText name="nextReportDueOn" label={labels.nextReportDueOn} type="date" className="short" />
        <ActArea name="reason" label={labels.reason} hint={t('commitments:revise.reason-hint')} />
      </ActForm>
    </Page>
  )
}
