import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readAuditDays } from '#app/services/read-audit-days.server.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'about:audit.title')

const daysOnPage = 30

export async function loader({ context }: LoaderFunctionArgs) {
  const { days } = await readAuditDays(anonymousDb(context))
  return { days: days.slice(0, daysOnPage), total: days.length }
}

const what = ['acts', 'seal', 'keep', 'words', 'demonstration'] as const

export default function Audit() {
  const { t, format } = useLanguage()
  const { days, total } = useLoaderData<typeof loader>()
  return (
    <Page>
      <h1>{t('about:audit.heading')}</h1>
      <p className="lead">{t('about:audit.lead')}</p>
      <ul className="rows">
        {what.map(part => (
          <li key={part}>{t(`about:audit.what.${part}`)}</li>
        ))}
      </ul>
      <h2 id="days">{t('about:audit.days', { count: total, n: format.number(total) })}</h2>
      {days.length === 0 ? (
        <p>{t('about:audit.none')}</p>
      ) : (
        <DataTable
          caption={t('about:audit.caption')}
          rows={days}
          rowKey={({ day }) => day}
          head={{ label: t('about:audit.day'), cell: ({ day }) => format.day(day) }}
          columns={[
            { key: 'seals', label: t('about:audit.seals'), layout: 'number', cell: row => format.number(row.seals) },
            { key: 'heads', label: t('about:audit.ends'), layout: 'number', cell: row => format.number(row.heads) },
            { key: 'last', label: t('about:audit.last'), layout: 'number', cell: row => format.number(row.position) },
            {
              key: 'hash',
              label: t('about:audit.hash'),
              layout: 'full',
              cell: ({ hash }) => (
                <code>
                  <bdi lang="en" dir="ltr" data-user>
                    {hash}
                  </bdi>
                </code>
              ),
            },
          ]}
        />
      )}
      {total > days.length ? <p>{t('about:audit.older')}</p> : null}
      <Twins formats={['json']} />
      <h2 id="check">{t('about:audit.check')}</h2>
      <p>
        <Text
          k="about:audit.check-how"
          v={{ command: latin('npm run audit:verify'), file: latin('--published audit.json') }}
        />
      </p>
      <p>
        <LinkTo to="/about-the-data">{t('common:nav.data')}</LinkTo>
      </p>
    </Page>
  )
}

function latin(text: string) {
  return (
    <code>
      <bdi lang="en" dir="ltr" data-user>
        {text}
      </bdi>
    </code>
  )
}
