import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActButton } from '#app/components/acts/act-button.tsx'
import { ActArea } from '#app/components/acts/act-fields.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { CheckedForm } from '#app/components/acts/checked-form.tsx'
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
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { endOfferSchema } from '#app/schemas/offer-form.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { readOfferApplications } from '#app/services/applications/read-offer-applications.server.ts'
import { cancelDraft, cancelOffer, closeOffer } from '#app/services/offers/end-offer.server.ts'

export const handle = { body: 'form' }

const constraints = htmlConstraints(endOfferSchema)

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'offers:end.title', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const found = await readOfferApplications(db, params.ref ?? '', today(context))
  if (found === null || found.offer.here?.state !== 'open') throw new Response(null, { status: 404 })
  const { offer } = found
  const state = await formState(context, db, { draft: cancelDraft(offer.ref) })
  return { offer, version: found.offer.here.version, state }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const ref = args.params.ref ?? ''
  const isClosing = form.get('intent') === 'close'
  const outcome = isClosing ? await closeOffer(db, form, ref) : await cancelOffer(db, form, { ref, lang })
  return outcome.ok
    ? redirect(`/${lang}/offers/${ref}?done=${isClosing ? 'closed' : 'cancelled'}`, 303)
    : returnForm(args.context, outcome, form)
}

export default function EndOffer() {
  const { t } = useLanguage()
  const { offer, version, state } = useLoaderData<typeof loader>()
  const labels = { reason: t('applications:reason') }
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/offers/${offer.ref}`}>
          <Words of={offer.title} />
        </LinkTo>
      </nav>
      <ActProblems state={state} labels={labels} />
      <h1>{t('offers:end.title')}</h1>
      <DemonstrationTag origin={offer.origin} />
      {state.returned?.isChecked ? null : (
        <>
          <h2>{t('offers:end.close')}</h2>
          <p>{t('offers:end.close-why')}</p>
          <ActButton actKey={state.actKey} fields={{ intent: 'close', version }} isQuiet>
            {t('offers:end.close')}
          </ActButton>
        </>
      )}
      <h2>{t('offers:end.cancel')}</h2>
      <p>{t('offers:end.cancel-why')}</p>
      <CheckedForm
        state={state}
        constraints={constraints}
        version={version}
        labels={labels}
        send={t('offers:end.cancel')}
        note={t('offers:end.cancel-final')}
      >
        <ActArea name="reason" label={labels.reason} hint={t('offers:end.reason-hint')} rows={3} />
      </CheckedForm>
    </Page>
  )
}
