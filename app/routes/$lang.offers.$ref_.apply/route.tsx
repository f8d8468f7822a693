import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { WhyNobody } from '#app/components/applications/why-nobody.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { OfferWindowTag } from '#app/components/records/offer-window-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle, kitOf } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { today } from '#app/platform/clock.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { applyQuerySchema } from '#app/schemas/apply-query.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, refusedFor, returnForm } from '#app/services/acts/form-state.server.ts'
import { readToApply } from '#app/services/applications/read-application.server.ts'
import { applicationDraft, submitApplication } from '#app/services/applications/submit-application.server.ts'
import { ApplyForm } from './apply-form.tsx'
import { ChooseApplicant } from './choose-applicant.tsx'
import { DoesItFit } from './does-it-fit.tsx'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'applications:apply', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const { as } = readQuery(applyQuerySchema, request.url)
  const found = await readToApply(db, params.ref ?? '', as, today(context))
  if (found === null) throw new Response(null, { status: 404 })
  const draft = found.chosen === null ? null : applicationDraft(found.offer.ref, found.chosen.ref)
  return { ...found, state: await formState(context, db, { draft }) }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const { as } = readQuery(applyQuerySchema, args.request.url)
  const found = await readToApply(db, args.params.ref ?? '', as, today(args.context))
  if (found === null || found.chosen === null) throw new Response(null, { status: 404 })
  // The rules decide here; SQL holds what must hold whoever calls.
  if (found.fit?.verdict.verdict === 'not_eligible')
    return returnForm(args.context, refusedFor(form, 'not_eligible'), form)
  const { offer, chosen: organisation } = found
  const consentWords = kitOf(lang).t('applications:consent')
  const outcome = await submitApplication(db, form, { offer, organisation, lang, consentWords })
  return outcome.ok
    ? redirect(`/${lang}/applications/${outcome.receipt.ref}?done=sent`, 303)
    : returnForm(args.context, outcome, form)
}

export default function ApplyPage() {
  const { t } = useLanguage()
  const { offer, mine, whyNobody, chosen, fit, needs, appliedAs, state } = useLoaderData<typeof loader>()
  const labels = {
    nominees: t('applications:nominees'),
    consent: t('applications:consent-name'),
    count: t('applications:count'),
    asked: t('applications:asked'),
    motivation: t('applications:motivation'),
    request: t('applications:request'),
  }
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/offers/${offer.ref}`}>
          <Words of={offer.title} />
        </LinkTo>
      </nav>
      <ActProblems state={state} labels={labels} />
      <h1>{t('applications:apply')}</h1>
      <DemonstrationTag origin={offer.origin} />
      <p>
        <OfferWindowTag offer={offer} />
      </p>
      {whyNobody ? (
        <WhyNobody why={whyNobody} />
      ) : chosen === null ? (
        <ChooseApplicant mine={mine} offerRef={offer.ref} />
      ) : (
        <>
          <p className="lead">
            <Text k="applications:for" v={{ organisation: <Words of={chosen.name} /> }} />
          </p>
          {fit ? <DoesItFit fit={fit} /> : null}
          {appliedAs ? (
            <p className="note">
              {t('applications:already')} <LinkTo to={`/applications/${appliedAs}`}>{t('applications:see-it')}</LinkTo>
            </p>
          ) : offer.window !== 'open' ? (
            <p className="note">{t('acts:refused.window_closed')}</p>
          ) : fit?.verdict.verdict === 'not_eligible' ? null : (
            <ApplyForm state={state} labels={labels} offer={offer} needs={needs} />
          )}
        </>
      )}
    </Page>
  )
}
