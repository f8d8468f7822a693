import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeliveryTable } from '#app/components/deliveries/delivery-table.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { readMyDeliveries } from '#app/services/deliveries/read-my-deliveries.server.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'deliveries:mine.title')

export { accountHeaders as headers }

export const loader = (args: LoaderFunctionArgs) => readMyDeliveries(args)

/** What an organisation reported, and what was reported as delivered to it. */
export default function MyDeliveries() {
  const { t } = useLanguage()
  const { organisation, toUs, byUs, canReport } = useLoaderData<typeof loader>()
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/my/${organisation.ref}`}>
          <Words of={organisation.name} />
        </LinkTo>
      </nav>
      <h1>{t('deliveries:mine.title')}</h1>
      <DemonstrationTag origin={organisation.origin} />
      {canReport ? (
        <p className="acts">
          <LinkTo to={`/my/${organisation.ref}/deliveries/new`} className="btn">
            {t('deliveries:report.title')}
          </LinkTo>
        </p>
      ) : null}
      <h2>{t('deliveries:mine.to-us')}</h2>
      {toUs.length === 0 ? (
        <p>{t('deliveries:mine.none-to-us')}</p>
      ) : (
        <DeliveryTable deliveries={toUs} side="receiver" />
      )}
      <h2>{t('deliveries:mine.by-us')}</h2>
      {byUs.length === 0 ? (
        <p>{t('deliveries:mine.none-by-us')}</p>
      ) : (
        <DeliveryTable deliveries={byUs} side="reporter" />
      )}
    </Page>
  )
}
