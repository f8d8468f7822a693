import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { readMyVerifications } from '#app/services/deliveries/read-my-deliveries.server.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'deliveries:verifications.title')

export { accountHeaders as headers }

export async function loader(args: LoaderFunctionArgs) {
  return { assignments: await readMyVerifications(args) }
}

/** What the reader was drawn to verify. */
export default function Verifications() {
  const { t, format } = useLanguage()
  const { assignments } = useLoaderData<typeof loader>()
  const [query] = useSearchParams()
  return (
    <Page>
      {query.get('done') === 'handed_back' ? <Done>{t('deliveries:done.handed_back')}</Done> : null}
      <h1>{t('deliveries:verifications.title')}</h1>
      <p className="lead">
        {t('deliveries:verifications.lead')} <LinkTo to="/how-we-count#draw">{t('deliveries:how-drawn')}</LinkTo>
      </p>
      {assignments.length === 0 ? (
        <p className="note">{t('deliveries:verifications.none')}</p>
      ) : (
        <DataTable
          rows={assignments}
          rowKey={({ ref, drawnAt }) => `${ref} ${drawnAt}`}
          head={{
            label: t('deliveries:delivery'),
            cell: ({ ref, state, title, reporter }) => (
              <>
                <LinkTo to={state === 'open' ? `/deliveries/${ref}/verify` : `/deliveries/${ref}`}>
                  <Words of={title} />
                </LinkTo>
                <span className="hint">
                  <Text k="deliveries:by" v={{ who: <Words of={reporter} /> }} />
                </span>
              </>
            ),
          }}
          columns={[
            {
              key: 'reported',
              label: t('common:step.reported'),
              layout: 'number',
              cell: ({ reported, measure }) => (
                <>
                  {format.number(reported)} <span className="hint">{t.code('measures', measure)}</span>
                </>
              ),
            },
            { key: 'drawn', label: t('deliveries:drawn-on'), cell: ({ drawnAt }) => format.moment(drawnAt) },
            { key: 'state', label: t('deliveries:task'), cell: ({ state }) => t(`deliveries:assignment.${state}`) },
          ]}
        />
      )}
    </Page>
  )
}
