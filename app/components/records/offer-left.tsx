import { toMinor } from '#app/domain/money/money.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Text } from '../ui/text.tsx'
import { Counted } from './counted.tsx'

/** What of an offer is not awarded yet, in its unit or its money; nothing of an imported one. */
export function OfferLeft({ offer: { amount, capacity, here } }: { offer: Offer }) {
  const { format } = useLanguage()
  if (here === null) return null
  const left =
    amount !== null && capacity === null ? (
      format.money({ minor: toMinor(here.left, amount.currency) ?? 0, currency: amount.currency })
    ) : capacity === null ? (
      format.number(here.left)
    ) : (
      <Counted value={here.left} unit={capacity.unit} />
    )
  return <Text k="offers:left" v={{ n: left }} />
}
