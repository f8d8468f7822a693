import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { RequestTable } from '#app/components/needs/request-table.tsx'
import { DemonstrationShown, DemonstrationSwitch } from '#app/components/records/demonstration-switch.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Pager } from '#app/components/ui/pager.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { requestFilterSchema } from '#app/schemas/support-request-filter.ts'
import { listRequests } from '#app/services/needs/list-requests.server.ts'
import { RequestFilterForm } from './request-filter-form.tsx'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'needs:title')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = readQuery(requestFilterSchema, request.url)
  return { ...(await listRequests(anonymousDb(context), query)), query }
}

export default function Needs() {
  const { t, format } = useLanguage()
  const { rows, total, start, nextKey, organisation, countries, topics, query, demonstration } =
    useLoaderData<typeof loader>()
  const isFiltered = Object.entries(query).some(
    ([name, value]) => !['after', 'demonstration'].includes(name) && value !== null,
  )
  return (
    <Page>
      <h1>
        {demonstration.isShown
          ? t('common:demonstration.heading', { count: total, n: format.number(total) })
          : total === 0 && !isFiltered
            ? t('needs:nothing-yet')
            : t(isFiltered ? 'needs:heading-filtered' : 'needs:heading', { count: total, n: format.number(total) })}
      </h1>
      {demonstration.isShown ? <DemonstrationShown /> : <p className="lead">{t('needs:lead')}</p>}
      <p className="small dim">{t('needs:only-real')}</p>
      {organisation ? (
        <p>
          <Text k="needs:only-of" v={{ who: <Words of={organisation} /> }} />
        </p>
      ) : null}
      {demonstration.isShown ? null : (
        <>
          <p className="acts">
            <LinkTo to="/my" className="btn">
              {t('people:begin.needs')}
            </LinkTo>{' '}
            <LinkTo to="/fits">{t('common:nav.fits')}</LinkTo>
          </p>
          <RequestFilterForm query={query} countries={countries} topics={topics} isFiltered={isFiltered} />
        </>
      )}
      {total > 0 ? (
        <section>
          <h2 id="list">{t('needs:list')}</h2>
          <RequestTable requests={rows} countries={countries} />
        </section>
      ) : isFiltered ? (
        <section>
          <h2 id="list">{t('common:none-found')}</h2>
          <p>
            <LinkTo to="/needs">{t('common:clear-filter')}</LinkTo>
          </p>
        </section>
      ) : null}
      <Pager nextKey={nextKey} isFirst={start === 0} />
      {demonstration.isShown ? null : <Twins formats={['csv', 'json']} />}
      <DemonstrationSwitch {...demonstration} />
    </Page>
  )
}
