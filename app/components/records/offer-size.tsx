import type { Offer } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Words } from '../ui/words.tsx'
import { Counted } from './counted.tsx'
import { OfferAmount } from './offer-amount.tsx'

/** How much there is of an offer: places and money, else what is given in kind, in the words of the source. */
export function OfferSize({ offer: { capacity, amount, amountWords, inKind } }: { offer: Offer }) {
  const { t } = useLanguage()
  if (capacity === null && amount === null) return inKind ? <Words of={inKind} /> : t('common:not-stated')
  return (
    <>
      {capacity ? (
        <div>
          <Counted {...capacity} />
        </div>
      ) : null}
      {amount ? <OfferAmount amount={amount} words={amountWords} /> : null}
    </>
  )
}
