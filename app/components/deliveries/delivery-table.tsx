import { DataTable } from '#app/components/ui/data-table.tsx'
import { Stair } from '#app/components/ui/icon.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { type DeliveryRecord, deliveryStep } from '#app/domain/deliveries/delivery-record.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** Deliveries as one of the two sides reads them: of which promise, the other side, how much at each step, and how far. */
export function DeliveryTable({
  deliveries,
  side,
}: {
  deliveries: readonly DeliveryRecord[]
  side: 'reporter' | 'receiver'
}) {
  const { t, format } = useLanguage()
  return (
    <DataTable
      rows={deliveries}
      rowKey={({ ref }) => ref}
      head={{
        label: t('deliveries:delivery'),
        cell: ({ ref, commitment, reporter, receiver }) => {
          const other = side === 'reporter' ? receiver : reporter
          return (
            <>
              <LinkTo to={`/deliveries/${ref}`}>
                <Words of={commitment.title} />
              </LinkTo>
              <span className="hint">{other ? <Words of={other.name} /> : t('deliveries:nobody')}</span>
            </>
          )
        },
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
        {
          key: 'confirmed',
          label: t('common:step.confirmed'),
          layout: 'number',
          cell: ({ confirmed }) => format.number(confirmed),
        },
        {
          key: 'verified',
          label: t('common:step.verified'),
          layout: 'number',
          cell: ({ verified }) => format.number(verified),
        },
        {
          key: 'state',
          label: t('deliveries:state'),
          layout: 'full',
          cell: delivery => (
            <span className="nob">
              <Stair step={deliveryStep(delivery)} /> {t(`deliveries:state.${delivery.state}`)}
            </span>
          ),
        },
      ]}
    />
  )
}
