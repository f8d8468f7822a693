import type { Offer } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Words } from '../ui/words.tsx'
import { OfferAmount } from './offer-amount.tsx'

/** How much there is of an offer: places first, else money, else what is given in kind, in the words of the source. */
export function OfferSize({ offer: { capacity, amount, amountWords, inKind } }: { offer: Offer }) {
  const { t, format } = useLanguage()
  if (capacity)
    return (
      <>
        {format.number(capacity.value)} <Words of={capacity.unit} />
      </>
    )
  if (amount) return <OfferAmount amount={amount} words={amountWords} />
  return inKind ? <Words of={inKind} /> : t('common:not-stated')
}
