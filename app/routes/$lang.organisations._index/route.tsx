import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationShown, DemonstrationSwitch } from '#app/components/records/demonstration-switch.tsx'
import { OrganisationTable } from '#app/components/records/organisation-table.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Pager } from '#app/components/ui/pager.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { organisationFilterSchema } from '#app/schemas/organisation-filter.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { findOrganisationsPage, mostTwinRows } from '#app/services/search-organisations.server.ts'
import { OrganisationFilterForm } from './organisation-filter-form.tsx'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'organisations:title')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = readQuery(organisationFilterSchema, request.url)
  const page = await findOrganisationsPage(anonymousDb(context), query)
  return { ...page, query, mostTwinRows }
}

export default function Organisations() {
  const { t, format } = useLanguage()
  const { rows, total, nextKey, countries, query, demonstration, ...most } = useLoaderData<typeof loader>()
  const isFiltered = query.q !== null || query.country !== null || query.kind !== null
  return (
    <Page>
      <h1>
        {t(
          demonstration.isShown
            ? 'common:demonstration.heading'
            : isFiltered
              ? 'organisations:heading-filtered'
              : 'organisations:heading',
          { count: total, n: format.number(total) },
        )}
      </h1>
      {demonstration.isShown ? (
        <DemonstrationShown />
      ) : (
        <>
          <p className="lead">{t('organisations:lead')}</p>
          <OrganisationFilterForm query={query} countries={countries} isFiltered={isFiltered} />
        </>
      )}
      {rows.length === 0 ? (
        <section>
          <h2 id="list">{t('organisations:none')}</h2>
          <p>{t('organisations:none-hint')}</p>
          <ul className="rows tight">
            <li>
              <LinkTo to="/fits">{t('organisations:none-fits')}</LinkTo>
            </li>
            <li>
              <LinkTo to="/report-an-error">{t('organisations:none-report')}</LinkTo>
            </li>
          </ul>
        </section>
      ) : (
        <section>
          <h2 id="list">{query.q ? t('organisations:best-first') : t('organisations:by-name')}</h2>
          <OrganisationTable organisations={rows} countries={countries} />
        </section>
      )}
      <Pager nextKey={nextKey} isFirst={query.after === null} />
      {demonstration.isShown ? null : <Twins formats={['csv', 'json']} />}
      <DemonstrationSwitch {...demonstration} />
      {total > most.mostTwinRows ? (
        <p className="small dim">{t('organisations:twin-limit', { n: format.number(most.mostTwinRows) })}</p>
      ) : null}
    </Page>
  )
}
