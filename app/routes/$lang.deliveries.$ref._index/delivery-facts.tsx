import { CountryLink } from '#app/components/records/country-name.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { Country } from '#app/domain/countries/country.ts'
import type { DeliveryRecord } from '#app/domain/deliveries/delivery-record.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = { delivery: DeliveryRecord; place: Pick<Country, 'iso2' | 'names'> | null }

/** The quantities side by side, never summed, and of what they speak. */
export function DeliveryFacts({ delivery, place }: Props) {
  const { t, format } = useLanguage()
  const { reported, confirmed, verified, settled, measure, asOf, period, receiver, commitment } = delivery
  const rows = [
    { key: 'unit', value: t.code('measures', measure) },
    { key: 'reported', value: format.number(reported) },
    { key: 'confirmed', value: format.number(confirmed) },
    { key: 'settled', value: settled === null ? null : format.number(settled) },
    { key: 'verified', value: format.number(verified) },
    { key: 'as-of', value: format.day(asOf) },
    {
      key: 'period',
      value: period && t('deliveries:from-to', { from: format.day(period.from), to: format.day(period.to) }),
    },
    { key: 'place', value: place && <CountryLink country={place} /> },
    {
      key: 'receiver',
      value: receiver ? (
        <LinkTo to={`/organisations/${receiver.ref}`}>
          <Words of={receiver.name} />
        </LinkTo>
      ) : (
        t('deliveries:nobody')
      ),
    },
    {
      key: 'accountable',
      value: (
        <LinkTo to={`/organisations/${commitment.accountable.ref}`}>
          <Words of={commitment.accountable.name} />
        </LinkTo>
      ),
    },
  ] as const
  return (
    <dl className="pairs">
      {rows.map(({ key, value }) =>
        value === null ? null : (
          <div key={key}>
            <dt>{t(`deliveries:row.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
