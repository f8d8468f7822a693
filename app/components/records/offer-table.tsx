import type { Country } from '#app/domain/countries/country.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { DataTable } from '../ui/data-table.tsx'
import { LinkTo } from '../ui/link-to.tsx'
import { Words } from '../ui/words.tsx'
import { OfferFor } from './offer-for.tsx'
import { OfferSize } from './offer-size.tsx'
import { OfferWindowTag } from './offer-window-tag.tsx'

type Props = {
  offers: readonly Offer[]
  countries: readonly Pick<Country, 'iso2' | 'names'>[]
  caption?: string
}

/** Offers with provider, kind, who they are for, how much, and whether they can be taken. */
export function OfferTable({ offers, countries, caption }: Props) {
  const { t } = useLanguage()
  return (
    <DataTable
      caption={caption}
      rows={offers}
      rowKey={({ ref }) => ref}
      head={{
        label: t('offers:offer'),
        cell: ({ ref, title, provider }) => (
          <>
            <LinkTo to={`/offers/${ref}`}>
              <Words of={title} />
            </LinkTo>
            <span className="hint">
              <Words of={provider.name} />
            </span>
          </>
        ),
      }}
      columns={[
        { key: 'form', label: t('common:kind'), cell: ({ form }) => t(`offers:form.${form}`) },
        { key: 'for', label: t('offers:for'), cell: offer => <OfferFor offer={offer} countries={countries} /> },
        { key: 'size', label: t('offers:gives'), cell: offer => <OfferSize offer={offer} /> },
        { key: 'window', label: t('offers:window'), layout: 'full', cell: offer => <OfferWindowTag offer={offer} /> },
      ]}
    />
  )
}
