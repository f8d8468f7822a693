import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { zoneOfCountry } from '#app/domain/calendar/time-zones.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { today } from '#app/platform/clock.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { readOfferChoices } from '#app/services/offers/offer-choices.server.ts'
import { offerDraft, publishOffer } from '#app/services/offers/publish-offer.server.ts'
import { requireMyOrganisation } from '#app/services/people/require-my-organisation.server.ts'
import { OfferForm } from './offer-form.tsx'
import { useOfferLabels } from './offer-labels.ts'

export const handle = { body: 'form' }

const editors = ['owner', 'editor'] as const

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'people:begin.offers', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const organisation = await requireMyOrganisation(db, params.ref, editors)
  const typed = { timeZone: zoneOfCountry(organisation.country), answerDays: '14' }
  const [choices, state] = await Promise.all([
    readOfferChoices(db, organisation.ref),
    formState(context, db, { draft: offerDraft(organisation.ref), typed }),
  ])
  return { organisation, choices, state }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const { id, ref } = await requireMyOrganisation(db, args.params.ref, editors)
  const outcome = await publishOffer(db, form, { id, ref, lang, at: today(args.context) })
  return outcome.ok
    ? redirect(`/${lang}/offers/${outcome.receipt.ref}?done=published`, 303)
    : returnForm(args.context, outcome, form)
}

export default function NewOffer() {
  const { t } = useLanguage()
  const { organisation, choices, state } = useLoaderData<typeof loader>()
  const labels = useOfferLabels()
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/my/${organisation.ref}/offers`}>
          <Words of={organisation.name} />
        </LinkTo>
      </nav>
      <ActProblems state={state} labels={labels} />
      <h1>{t('people:begin.offers')}</h1>
      <DemonstrationTag origin={organisation.origin} />
      {organisation.state === 'verified' || organisation.origin === 'demonstration' ? null : (
        <p className="note">{t('offers:not-listed')}</p>
      )}
      {choices.commitments.length === 0 ? (
        <p className="note">
          {t('offers:new.no-commitment')}{' '}
          <LinkTo to={`/my/${organisation.ref}/commitments/new`}>{t('people:begin.commitments')}</LinkTo>
        </p>
      ) : (
        <OfferForm state={state} labels={labels} choices={choices} />
      )}
    </Page>
  )
}
