import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActArea, ActText } from '#app/components/acts/act-fields.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { CheckedForm } from '#app/components/acts/checked-form.tsx'
import { DeliveryHead } from '#app/components/deliveries/delivery-head.tsx'
import { EvidenceFields, EvidenceKept } from '#app/components/deliveries/evidence-fields.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { today } from '#app/platform/clock.server.ts'
import { correctSchema } from '#app/schemas/delivery-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { evidenceState } from '#app/services/deliveries/receive-evidence.server.ts'
import { correctDelivery, correctDraft } from '#app/services/deliveries/report-delivery.server.ts'
import { requirePart } from '#app/services/deliveries/require-part.server.ts'

export const handle = { body: 'upload' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'deliveries:correct.title', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader(args: LoaderFunctionArgs) {
  const { db, lang, delivery, acts } = await requirePart(args)
  const state = await formState(args.context, db, {
    draft: correctDraft(delivery.ref),
    typed: { quantity: String(delivery.reported), asOf: delivery.asOf },
  })
  return { delivery, canAct: acts.includes('correct'), state, evidence: await evidenceState(db, state, lang) }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const outcome = await correctDelivery(db, form, {
    ref: args.params.ref ?? '',
    lang,
    today: today(args.context),
  })
  return outcome.ok
    ? redirect(`/${lang}/deliveries/${outcome.receipt.ref}?done=corrected`, 303)
    : returnForm(args.context, outcome, form)
}

const constraints = htmlConstraints(correctSchema)

export default function CorrectDelivery() {
  const { t } = useLanguage()
  const { delivery, canAct, state, evidence } = useLoaderData<typeof loader>()
  const labels = {
    quantity: t('deliveries:field.quantity'),
    asOf: t('deliveries:field.asOf'),
    note: t('deliveries:field.why'),
    evidence: t('deliveries:field.evidence'),
    evidenceUrl: t('deliveries:field.evidenceUrl'),
  }
  return (
    <Page>
      <ActProblems state={state} labels={labels} />
      <h1>{t('deliveries:correct.title')}</h1>
      <DeliveryHead delivery={delivery} />
      <p>{t('deliveries:correct.what')}</p>
      {canAct || state.returned ? (
        <CheckedForm
          state={state}
          constraints={constraints}
          version={delivery.version}
          labels={labels}
          shown={{ evidence: <EvidenceKept names={evidence.kept} /> }}
          send={t('deliveries:correct.send')}
          note={t('deliveries:correct.final')}
        >
          <ActText
            name="quantity"
            label={labels.quantity}
            hint={t('deliveries:quantity-hint')}
            inputMode="decimal"
            dir="ltr"
            className="short"
          />
          <ActText name="asOf" label={labels.asOf} type="date" className="short" />
          <ActArea name="note" label={labels.note} />
          <EvidenceFields {...evidence} />
        </CheckedForm>
      ) : (
        <p className="note">{t('deliveries:step-over')}</p>
      )}
    </Page>
  )
}
