import type { Offer } from '#app/domain/offers/offer.ts'
import { Text } from '../ui/text.tsx'
import { Words } from '../ui/words.tsx'

/** The name of an offer for readers' ears, behind a link that would otherwise sound like all the others. */
export function OfOffer({ offer }: { offer: Pick<Offer, 'title'> }) {
  return (
    <span className="vh">
      <Text k="fits:of-offer" v={{ offer: <Words of={offer.title} /> }} />
    </span>
  )
}
