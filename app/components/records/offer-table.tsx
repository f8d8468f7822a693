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

/** Offers with provider, whether they can be taken, kind, who they are for, and how much. */
export function OfferTable({ offers, countries, caption }: Props) {
  const { t } = useLanguage()
  return (
    <DataTable
      caption={caption}
      rows={offers}
      rowKey={({ ref }) => ref}
      head={{
        label: t('offers:offer'),
        cell: offer => (
          <>
            <LinkTo to={`/offers/${offer.ref}`}>
              <Words of={offer.title} />
            </LinkTo>
            <span className="hint">
              <Words of={offer.provider.name} />
            </span>
            <OfferWindowTag offer={offer} />
          </>
        ),
      }}
      columns={[
        { key: 'form', label: t('offers:form'), cell: ({ form }) => t(`offers:form.${form}`) },
        { key: 'for', label: t('offers:for'), cell: offer => <OfferFor offer={offer} countries={countries} /> },
        { key: 'size', label: t('offers:gives'), cell: offer => <OfferSize offer={offer} /> },
      ]}
    />
  )
}
