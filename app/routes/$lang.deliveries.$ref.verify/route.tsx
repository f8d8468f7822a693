import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { DeliveryHead } from '#app/components/deliveries/delivery-head.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import {
  drawVerifier,
  handBackAssignment,
  verifyDelivery,
  verifyDraft,
} from '#app/services/deliveries/change-delivery.server.ts'
import { requirePart } from '#app/services/deliveries/require-part.server.ts'
import { SaidSoFar } from './said-so-far.tsx'
import { DrawForm, HandBackForm, useVerifyLabels, VerifyForm } from './verify-forms.tsx'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'deliveries:verify.title', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader(args: LoaderFunctionArgs) {
  const { db, delivery, acts, part } = await requirePart(args)
  return {
    delivery,
    acts,
    files: part.files,
    state: await formState(args.context, db, { draft: acts.includes('verify') ? verifyDraft(delivery.ref) : null }),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const about = { ref: args.params.ref ?? '', lang }
  const intent = form.get('intent')
  if (intent === 'hand_back') {
    const outcome = await handBackAssignment(db, form, about)
    return outcome.ok
      ? redirect(`/${lang}/verifications?done=handed_back`, 303)
      : returnForm(args.context, outcome, form)
  }
  const outcome = intent === 'draw' ? await drawVerifier(db, form, about.ref) : await verifyDelivery(db, form, about)
  return outcome.ok
    ? redirect(`/${lang}/deliveries/${about.ref}?done=${intent === 'draw' ? 'drawn' : 'verified'}`, 303)
    : returnForm(args.context, outcome, form)
}

export default function VerifyDelivery() {
  const { t } = useLanguage()
  const { delivery, acts, files, state } = useLoaderData<typeof loader>()
  const labels = useVerifyLabels(delivery.evidence.length)
  return (
    <Page>
      <ActProblems state={state} labels={labels} />
      <h1>{t('deliveries:verify.title')}</h1>
      <DeliveryHead delivery={delivery} />
      {acts.includes('verify') ? (
        <>
          <SaidSoFar delivery={delivery} />
          <VerifyForm delivery={delivery} files={files} state={state} labels={labels} />
          {state.returned?.isChecked ? null : (
            <HandBackForm delivery={delivery} state={state} label={labels.handBackReason} />
          )}
        </>
      ) : acts.includes('draw') ? (
        <DrawForm delivery={delivery} state={state} />
      ) : (
        <p className="note">{t('deliveries:step-over')}</p>
      )}
    </Page>
  )
}
