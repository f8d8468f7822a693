import { OfferLeft } from '#app/components/records/offer-left.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { Offer } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** How an offer of the platform is taken: until which instant, how much is left, for which commitment, and the way in. */
export function ApplyHere({ offer }: { offer: Offer }) {
  const { t, format } = useLanguage()
  const { ref, here, window, provider } = offer
  if (here === null) return null
  const commitment = (
    <LinkTo to={`/commitments/${here.commitment.ref}`}>
      <Words of={here.commitment.title} />
    </LinkTo>
  )
  return (
    <>
      {here.endedReason ? (
        <p className="note">
          <Text k="offers:ended" v={{ reason: <Words of={here.endedReason} /> }} />
        </p>
      ) : null}
      <p>
        <Text k="offers:for-commitment" v={{ commitment }} />
      </p>
      <p className="small dim">
        {offer.applyBy === null ? null : (
          <Text
            k={here.endedOn === null ? 'offers:last-day' : 'offers:ended-before'}
            v={{
              date: format.day(offer.applyBy),
              zone: format.timeZone(here.timeZone),
              ...(here.endedOn === null ? {} : { ended: format.day(here.endedOn) }),
            }}
          />
        )}{' '}
        <OfferLeft offer={offer} />
      </p>
      <p className="acts">
        {window === 'open' ? (
          <LinkTo to={`/offers/${ref}/apply`} className="btn">
            {t('offers:apply-here')}
          </LinkTo>
        ) : null}
        {window === 'open' ? (
          <LinkTo to={`/offers/${ref}/interest`} className="btn quiet">
            {t('needs:interest.in-offer')}
          </LinkTo>
        ) : null}
        <LinkTo to={`/offers/${ref}/applications`}>
          <Text k="offers:for-provider" v={{ provider: <Words of={provider.name} /> }} />
        </LinkTo>
      </p>
    </>
  )
}
