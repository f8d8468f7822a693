import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { InterestRows } from '#app/components/needs/interest-rows.tsx'
import { RequestTag } from '#app/components/needs/state-tags.tsx'
import { WhatFitsSoFar } from '#app/components/needs/what-fits-so-far.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { ReportLink } from '#app/components/records/report-link.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { isOpenRequest } from '#app/domain/needs/support-request.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { titled } from '#app/i18n/page-title.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { requestDoneSchema } from '#app/schemas/support-request-filter.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { readRequest } from '#app/services/needs/read-request.server.ts'
import { expressInterest } from '#app/services/needs/send-interest.server.ts'
import { InterestForm } from './interest-form.tsx'
import { RequestFacts } from './request-facts.tsx'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? titled(data.need.title.text) : [])

/** Whoever takes part sees more than others. */
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' })

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const found = await readRequest(context, request, params.ref ?? '')
  if (found === null) throw new Response(null, { status: 404 })
  const state = found.acts === null ? null : await formState(context, sessionDb(context, request))
  return { ...found, state, done: readQuery(requestDoneSchema, request.url).done }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const found = await readRequest(args.context, args.request, args.params.ref ?? '')
  if (found === null || found.acts === null) throw new Response(null, { status: 404 })
  const outcome = await expressInterest(db, form, { request: found.need.ref, from: found.acts.side, lang })
  return outcome.ok
    ? redirect(`/${lang}/needs/${found.need.ref}?done=expressed`, 303)
    : returnForm(args.context, outcome, form)
}

export default function NeedPage() {
  const { t } = useLanguage()
  const { need, acts, state, countries, done } = useLoaderData<typeof loader>()
  const { ref, title, description, organisation, origin } = need
  const country = countries.find(({ iso2 }) => iso2 === organisation.country) ?? null
  const labels = { offer: t('needs:interest.offer'), message: t('needs:interest.message') }
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to="/needs">{t('needs:title')}</LinkTo>
      </nav>
      {state ? <ActProblems state={state} labels={labels} /> : null}
      {done ? <Done>{t(`needs:done.${done}`)}</Done> : null}
      <h1>
        <Words of={title} />
      </h1>
      <DemonstrationTag origin={origin} />
      <p className="lead">
        <Text
          k="needs:stated-by"
          v={{
            who: (
              <LinkTo to={`/organisations/${organisation.ref}`}>
                <Words of={organisation.name} />
              </LinkTo>
            ),
          }}
        />
      </p>
      <p>
        <RequestTag state={need.state} />
      </p>
      <p>
        <Words of={description} />
      </p>
      {acts?.canEdit ? (
        <p className="acts">
          <LinkTo to={`/needs/${ref}/change`} className="btn quiet">
            {t('needs:change')}
          </LinkTo>{' '}
          <LinkTo to={`/needs/${ref}/withdraw`} className="btn quiet">
            {t('needs:withdraw')}
          </LinkTo>
        </p>
      ) : null}
      <RequestFacts need={need} country={country} />
      {acts && acts.interests.length > 0 ? (
        <section>
          <h2>{t('needs:interest.title')}</h2>
          <InterestRows interests={acts.interests} />
        </section>
      ) : null}
      {acts?.side === 'institution' && isOpenRequest(need) ? (
        <WhatFitsSoFar fits={acts.fits} total={acts.total} country={acts.country} countries={countries} />
      ) : null}
      {acts && state && acts.offers.length > 0 ? (
        <InterestForm state={state} labels={labels} side={acts.side} offers={acts.offers} />
      ) : null}
      {acts === null && isOpenRequest(need) ? <p className="note">{t('needs:sign-in-to-offer')}</p> : null}
      <div className="acts">
        <ReportLink about={`need:${ref}`} />
      </div>
      {origin === 'demonstration' ? null : <Twins formats={['json']} of="record" />}
    </Page>
  )
}
