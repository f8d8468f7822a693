import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActArea, ActRadios, ActText } from '#app/components/acts/act-fields.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { CheckedForm } from '#app/components/acts/checked-form.tsx'
import { DeliveryHead } from '#app/components/deliveries/delivery-head.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { confirmSchema } from '#app/schemas/delivery-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { confirmDelivery, confirmDraft } from '#app/services/deliveries/change-delivery.server.ts'
import { requirePart } from '#app/services/deliveries/require-part.server.ts'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'deliveries:confirm.title', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader(args: LoaderFunctionArgs) {
  const { db, delivery, acts } = await requirePart(args)
  return {
    delivery,
    canAct: acts.includes('confirm'),
    state: await formState(args.context, db, { draft: confirmDraft(delivery.ref) }),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const ref = args.params.ref ?? ''
  const outcome = await confirmDelivery(db, form, { ref, lang })
  return outcome.ok
    ? redirect(`/${lang}/deliveries/${ref}?done=confirmed`, 303)
    : returnForm(args.context, outcome, form)
}

const constraints = htmlConstraints(confirmSchema)

export default function ConfirmDelivery() {
  const { t, format } = useLanguage()
  const { delivery, canAct, state } = useLoaderData<typeof loader>()
  const labels = {
    outcome: t('deliveries:field.arrived'),
    quantity: t('deliveries:field.arrived-quantity'),
    note: t('deliveries:field.missing'),
  }
  const value = format.number(delivery.reported)
  const outcomes = [
    { value: 'wholly', label: t('deliveries:confirm.wholly', { value }) },
    { value: 'partly', label: t('deliveries:confirm.partly') },
    { value: 'not', label: t('deliveries:confirm.not'), hint: t('deliveries:confirm.not-hint') },
  ]
  const { quantity, ...others } = labels
  return (
    <Page>
      <ActProblems state={state} labels={labels} />
      <h1>{t('deliveries:confirm.title')}</h1>
      <DeliveryHead delivery={delivery} />
      {canAct || state.returned ? (
        <CheckedForm
          state={state}
          constraints={constraints}
          version={delivery.version}
          labels={state.typed.outcome === 'partly' ? labels : others}
          options={{ outcome: outcomes }}
          send={t('deliveries:confirm.send')}
          note={t('deliveries:confirm.final')}
        >
          <ActRadios name="outcome" label={labels.outcome} options={outcomes} />
          <ActText
            name="quantity"
            label={quantity}
            hint={t('deliveries:quantity-hint')}
            inputMode="decimal"
            dir="ltr"
            className="short"
          />
          <ActArea name="note" label={labels.note} hint={t('deliveries:confirm.note-hint')} />
          <p className="small dim">{t('deliveries:confirm.counts-when')}</p>
        </CheckedForm>
      ) : (
        <p className="note">{t('deliveries:step-over')}</p>
      )}
    </Page>
  )
}
