import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActArea, ActSelect } from '#app/components/acts/act-fields.tsx'
import { ActForm } from '#app/components/acts/act-form.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { WhyNobody } from '#app/components/applications/why-nobody.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { OfferWindowTag } from '#app/components/records/offer-window-tag.tsx'
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
import { interestInOfferSchema } from '#app/schemas/support-request-form.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { readToExpressInterest } from '#app/services/needs/read-interests.server.ts'
import { expressInterestInOffer } from '#app/services/needs/send-interest.server.ts'

const constraints = htmlConstraints(interestInOfferSchema)

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'needs:interest.in-offer', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const found = await readToExpressInterest(db, params.ref ?? '', today(context))
  if (found === null) throw new Response(null, { status: 404 })
  return { ...found, state: await formState(context, db) }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const outcome = await expressInterestInOffer(db, form, { offer: args.params.ref ?? '', lang })
  return outcome.ok
    ? redirect(`/${lang}/needs/${outcome.receipt.ref}?done=expressed`, 303)
    : returnForm(args.context, outcome, form)
}

export default function InterestInOffer() {
  const { t } = useLanguage()
  const { offer, mine, whyNobody, needs, known, state } = useLoaderData<typeof loader>()
  const labels = { request: t('needs:interest.for-need'), message: t('needs:interest.message') }
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/offers/${offer.ref}`}>
          <Words of={offer.title} />
        </LinkTo>
      </nav>
      <ActProblems state={state} labels={labels} />
      <h1>{t('needs:interest.in-offer')}</h1>
      <DemonstrationTag origin={offer.origin} />
      <p>
        <OfferWindowTag offer={offer} />
      </p>
      <p>{t('needs:interest.why')}</p>
      {known.map(({ ref, title }) => (
        <p key={ref} className="note">
          {t('acts:refused.interest_known')}{' '}
          <LinkTo to={`/needs/${ref}`}>
            <Words of={title} />
          </LinkTo>
        </p>
      ))}
      {whyNobody ? (
        <WhyNobody why={whyNobody} />
      ) : offer.window !== 'open' ? (
        <p className="note">{t('acts:refused.window_closed')}</p>
      ) : needs.length === 0 ? (
        <NeedFirst mine={mine} />
      ) : (
        <ActForm state={state} constraints={constraints} send={t('needs:interest.send')}>
          <ActSelect
            name="request"
            label={labels.request}
            options={needs.map(({ ref, title }) => ({ value: ref, label: title.text, lang: title.lang }))}
          />
          <ActArea name="message" label={labels.message} hint={t('needs:interest.message-hint')} rows={4} />
        </ActForm>
      )}
    </Page>
  )
}

/** Interest is told about a need: where none is open, the way to state one. */
function NeedFirst({ mine }: Pick<ReturnType<typeof useLoaderData<typeof loader>>, 'mine'>) {
  const { t } = useLanguage()
  return (
    <>
      <p className="note">{t('needs:interest.need-first')}</p>
      <ul className="rows">
        {mine.map(({ ref, name }) => (
          <li key={ref}>
            <Words of={name} />
            {': '}
            <LinkTo to={`/my/${ref}/needs/new`}>{t('people:begin.needs')}</LinkTo>
          </li>
        ))}
      </ul>
    </>
  )
}
