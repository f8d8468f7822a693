import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActArea, ActRadios, ActText } from '#app/components/acts/act-fields.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { CheckedForm } from '#app/components/acts/checked-form.tsx'
import { ConfirmationEntry, DisputeEntries } from '#app/components/deliveries/delivery-entries.tsx'
import { DeliveryHead } from '#app/components/deliveries/delivery-head.tsx'
import { EvidenceList } from '#app/components/deliveries/evidence-list.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { isInDispute } from '#app/domain/deliveries/delivery-record.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { replySchema, settleSchema } from '#app/schemas/delivery-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import {
  replyDispute,
  replyDraft,
  settleDispute,
  settleDraft,
} from '#app/services/deliveries/change-delivery.server.ts'
import { requirePart } from '#app/services/deliveries/require-part.server.ts'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'deliveries:dispute.title', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader(args: LoaderFunctionArgs) {
  const { db, delivery, acts, part } = await requirePart(args)
  const { ref } = delivery
  const draft = acts.includes('settle') ? settleDraft(ref) : acts.includes('reply') ? replyDraft(ref) : null
  return { delivery, acts, files: part.files, state: await formState(args.context, db, { draft }) }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const about = { ref: args.params.ref ?? '', lang }
  const isReply = form.has('reply')
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
  const { delivery, acts, files, state } = useLoaderData<typeof loader>()
  const { dispute } = delivery
  const labels = {
    reply: t('deliveries:field.reply'),
    outcome: t('deliveries:field.ending'),
    quantity: t('deliveries:field.settled'),
    ruling: t('deliveries:field.ruling'),
  }
  const { reply, ...ending } = labels
  const { outcome, ruling } = ending
  const outcomes = [
    { value: 'settled', label: t('deliveries:dispute.settled'), hint: t('deliveries:dispute.settled-hint') },
    { value: 'upheld', label: t('deliveries:dispute.upheld'), hint: t('deliveries:dispute.upheld-hint') },
  ]
  const canSettle = acts.includes('settle')
  const canReply = acts.includes('reply')
  return (
    <Page>
      <ActProblems state={state} labels={labels} />
      <h1>{t('deliveries:dispute.title')}</h1>
      <DeliveryHead delivery={delivery} />
      {dispute ? (
        <>
          <h2>{t('deliveries:verify.said')}</h2>
          <ol className="line">
            {delivery.confirmations.map(confirmation => (
              <ConfirmationEntry key={confirmation.at} confirmation={confirmation} />
            ))}
            <DisputeEntries delivery={delivery} />
          </ol>
          {dispute.state === 'open' ? (
            <p className="note">
              <Text k="deliveries:dispute.no-reply" v={{ who: <Words of={delivery.reporter.name} /> }} />
            </p>
          ) : null}
          <h2>{t('deliveries:evidence')}</h2>
          <EvidenceList evidence={delivery.evidence} files={files} />
        </>
      ) : null}
      {dispute === null || !isInDispute(delivery) || !(canReply || canSettle) ? (
        <p className="note">{t('deliveries:step-over')}</p>
      ) : null}
      {dispute && canReply && !canSettle ? (
        <CheckedForm
          state={state}
          constraints={replyConstraints}
          version={dispute.version}
          labels={{ reply }}
          send={t('deliveries:dispute.send-reply')}
          note={t('deliveries:confirm.final')}
        >
          <ActArea name="reply" label={reply} hint={t('deliveries:dispute.reply-hint')} />
        </CheckedForm>
      ) : null}
      {dispute && canSettle ? (
        <CheckedForm
          state={state}
          constraints={settleConstraints}
          version={dispute.version}
          labels={state.typed.outcome === 'settled' ? ending : { outcome, ruling }}
          options={{ outcome: outcomes }}
          send={t('deliveries:dispute.send-end')}
          note={t('deliveries:dispute.final')}
        >
          <ActRadios name="outcome" label={outcome} options={outcomes} />
          <ActText
            name="quantity"
            label={labels.quantity}
            hint={t('deliveries:dispute.quantity-hint', { most: format.number(delivery.reported) })}
            inputMode="decimal"
            dir="ltr"
            className="short"
          />
          <ActArea name="ruling" label={ruling} hint={t('deliveries:dispute.ruling-hint')} />
        </CheckedForm>
      ) : null}
    </Page>
  )
}
