import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActArea, ActRadios, ActText } from '#app/components/acts/act-fields.tsx'
import { ActForm } from '#app/components/acts/act-form.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { DeliveryHead } from '#app/components/deliveries/delivery-head.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { Quote } from '#app/components/ui/quote.tsx'
import { isInDispute } from '#app/domain/deliveries/delivery-record.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { replySchema, settleSchema } from '#app/schemas/delivery-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { replyDispute, settleDispute } from '#app/services/deliveries/change-delivery.server.ts'
import { requirePart } from '#app/services/deliveries/require-part.server.ts'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'deliveries:dispute.title', Boolean(data?.state.returned))

export { accountHeaders as headers }

export async function loader(args: LoaderFunctionArgs) {
  const { db, delivery, acts } = await requirePart(args)
  return { delivery, acts, state: await formState(args.context, db) }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const about = { ref: args.params.ref ?? '', lang }
  const isReply = form.get('intent') === 'reply'
  const outcome = isReply ? await replyDispute(db, form, about) : await settleDispute(db, form, about)
  return outcome.ok
    ? redirect(`/${lang}/deliveries/${about.ref}?done=${isReply ? 'replied' : 'settled'}`, 303)
    : returnForm(args.context, outcome, form)
}

const replyConstraints = htmlConstraints(replySchema)
const settleConstraints = htmlConstraints(settleSchema)

/** The right of reply of who reported, and the end by a coordinator. */
export default function Dispute() {
  const { t, format } = useLanguage()
  const { delivery, acts, state } = useLoaderData<typeof loader>()
  const { dispute } = delivery
  const labels = {
    reply: t('deliveries:field.reply'),
    outcome: t('deliveries:field.ending'),
    quantity: t('deliveries:field.settled'),
    ruling: t('deliveries:field.ruling'),
  }
  const canSettle = acts.includes('settle')
  const canReply = acts.includes('reply')
  return (
    <Page>
      <ActProblems state={state} labels={labels} />
      <h1>{t('deliveries:dispute.title')}</h1>
      <DeliveryHead delivery={delivery} />
      {dispute ? (
        <>
          <h2>{t('deliveries:dispute-opened')}</h2>
          <Quote of={dispute.claim} />
          {dispute.reply ? (
            <>
              <h3>{t('deliveries:dispute-replied')}</h3>
              <Quote of={dispute.reply} />
            </>
          ) : null}
        </>
      ) : null}
      {dispute === null || !isInDispute(delivery) || !(canReply || canSettle) ? (
        <p className="note">{t('deliveries:step-over')}</p>
      ) : null}
      {dispute && canReply ? (
        <ActForm
          state={state}
          constraints={replyConstraints}
          version={dispute.version}
          send={t('deliveries:dispute.send-reply')}
        >
          <input type="hidden" name="intent" value="reply" />
          <ActArea name="reply" label={labels.reply} hint={t('deliveries:dispute.reply-hint')} />
        </ActForm>
      ) : null}
      {dispute && canSettle ? (
        <ActForm
          state={state}
          constraints={settleConstraints}
          version={dispute.version}
          send={t('deliveries:dispute.send-end')}
        >
          <input type="hidden" name="intent" value="settle" />
          <ActRadios
            name="outcome"
            label={labels.outcome}
            options={[
              {
                value: 'settled',
                label: t('deliveries:dispute.settled'),
                hint: t('deliveries:dispute.settled-hint'),
              },
              { value: 'upheld', label: t('deliveries:dispute.upheld'), hint: t('deliveries:dispute.upheld-hint') },
            ]}
          />
          <ActText
            name="quantity"
            label={labels.quantity}
            hint={t('deliveries:dispute.quantity-hint', { most: format.number(delivery.reported) })}
            inputMode="decimal"
            dir="ltr"
            className="short"
          />
          <ActArea name="ruling" label={labels.ruling} hint={t('deliveries:dispute.ruling-hint')} />
        </ActForm>
      ) : null}
    </Page>
  )
}
