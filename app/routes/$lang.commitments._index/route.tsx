import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { CommitmentTable } from '#app/components/records/commitment-table.tsx'
import { DemonstrationShown, DemonstrationSwitch } from '#app/components/records/demonstration-switch.tsx'
import { Pager } from '#app/components/ui/pager.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { today } from '#app/platform/clock.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { commitmentFilterSchema, isFiltered } from '#app/schemas/commitment-filter.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { listCommitments } from '#app/services/list-commitments.server.ts'
import { CommitmentFilterForm } from './commitment-filter-form.tsx'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'commitments:title')

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const query = readQuery(commitmentFilterSchema, request.url)
  const at = today(context)
  const { choices, ...list } = await listCommitments(anonymousDb(context), query, at)
  const countries = choices.countries.map(({ iso2, names }) => ({
    iso2,
    name: names[params.lang ?? ''] ?? names.en ?? iso2,
  }))
  return { ...list, query, at, choices: { ...choices, countries } }
}

export default function Commitments() {
  const { t, format } = useLanguage()
  const { rows, total, start, nextKey, query, at, choices, demonstration } = useLoaderData<typeof loader>()
  return (
    <Page>
      <h1>
        {t(
          demonstration.isShown
            ? 'common:demonstration.heading'
            : isFiltered(query)
              ? 'commitments:heading-filtered'
              : 'commitments:heading',
          { count: total, n: format.number(total) },
        )}
      </h1>
      {demonstration.isShown ? (
        <DemonstrationShown />
      ) : (
        <>
          <p className="lead">{t('commitments:lead')}</p>
          <CommitmentFilterForm query={query} choices={choices} />
        </>
      )}
      <h2 id="list">
        {total === 0
          ? t('common:none-found')
          : t('commitments:range', {
              from: format.number(start + 1),
              to: format.number(start + rows.length),
              total: format.number(total),
            })}
      </h2>
      {total === 0 ? null : <CommitmentTable commitments={rows} at={at} />}
      <Pager nextKey={nextKey} isFirst={start === 0} />
      {demonstration.isShown ? null : <Twins formats={['csv', 'json']} />}
      <DemonstrationSwitch {...demonstration} />
    </Page>
  )
}
