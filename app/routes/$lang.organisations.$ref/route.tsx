import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { RequestTable } from '#app/components/needs/request-table.tsx'
import { CommitmentTable } from '#app/components/records/commitment-table.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { OfferTable } from '#app/components/records/offer-table.tsx'
import { ReportLink } from '#app/components/records/report-link.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { titled } from '#app/i18n/page-title.ts'
import { today } from '#app/platform/clock.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readOrganisation } from '#app/services/read-organisation.server.ts'
import { OrganisationChecks } from './organisation-checks.tsx'
import { OrganisationFacts } from './organisation-facts.tsx'

/** Most rows of a list on this page; the rest is in the list it leads to. */
const mostRows = 12

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? titled(data.organisation.name.text) : [])

export async function loader({ params, context }: LoaderFunctionArgs) {
  const at = today(context)
  const found = await readOrganisation(anonymousDb(context), params.ref ?? '', at)
  if (found === null) throw new Response(null, { status: 404 })
  return { ...found, at }
}

export default function OrganisationPage() {
  const { t, format } = useLanguage()
  const { organisation, country, countries, commitments, offers, needs, canAskWhatFits, at } =
    useLoaderData<typeof loader>()
  const { ref, name, state } = organisation
  const isInvented = organisation.origin === 'demonstration'
  const list = (path: string, filter: string) => `${path}?${filter}${isInvented ? '&demonstration=shown' : ''}`
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={isInvented ? '/organisations?demonstration=shown' : '/organisations'}>
          {t('common:nav.organisations')}
        </LinkTo>
      </nav>
      <h1>
        <Words of={name} />
      </h1>
      <DemonstrationTag origin={organisation.origin} />
      <p className="lead">{t(`organisations:state-why.${state}`)}</p>
      {canAskWhatFits ? (
        <p className="acts">
          <LinkTo to={`/fits?org=${ref}`} className="btn">
            <Text k="organisations:what-fits" v={{ name: <Words of={name} /> }} />
          </LinkTo>
        </p>
      ) : null}
      <h2>{t('organisations:known')}</h2>
      <OrganisationFacts organisation={organisation} country={country} />
      <OrganisationChecks organisation={organisation} />
      {commitments.length + offers.length + needs.length === 0 ? (
        <p className="note">{t('organisations:nothing')}</p>
      ) : null}
      {commitments.length > 0 ? (
        <>
          <h2 id="commitments">
            {t('organisations:commitments', { count: commitments.length, n: format.number(commitments.length) })}
          </h2>
          <CommitmentTable commitments={commitments.slice(0, mostRows)} at={at} />
        </>
      ) : null}
      {commitments.length > mostRows ? (
        <p>
          <LinkTo to={list('/commitments', `committer=${ref}`)}>{t('organisations:all-commitments')}</LinkTo>
        </p>
      ) : null}
      {needs.length > 0 ? (
        <>
          <h2 id="needs">{t('needs:of-organisation', { count: needs.length, n: format.number(needs.length) })}</h2>
          <RequestTable requests={needs.slice(0, mostRows)} countries={countries} />
        </>
      ) : null}
      {needs.length > mostRows ? (
        <p>
          <LinkTo to={list('/needs', `organisation=${ref}`)}>{t('needs:all-of')}</LinkTo>
        </p>
      ) : null}
      {offers.length > 0 ? (
        <>
          <h2 id="offers">{t('organisations:offers', { count: offers.length, n: format.number(offers.length) })}</h2>
          <OfferTable offers={offers.slice(0, mostRows)} countries={countries} />
        </>
      ) : null}
      {offers.length > mostRows ? (
        <p>
          <LinkTo to={list('/offers', `provider=${ref}`)}>{t('organisations:all-offers')}</LinkTo>
        </p>
      ) : null}
      <div className="acts">
        {isInvented && state !== 'listed' ? null : (
          <LinkTo to={`/organisations/${ref}/claim`} className="btn quiet">
            {t(state === 'listed' ? 'people:claim-it' : 'people:join-it')}
          </LinkTo>
        )}
        <ReportLink about={`organisation:${ref}`} />
      </div>
      <Twins formats={['json']} of="record" />
    </Page>
  )
}
