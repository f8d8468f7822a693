import type { Verdict } from '#app/domain/eligibility/rule.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { HostOf } from '../records/host-of.tsx'
import { LinkTo, OutLink } from '../ui/link-to.tsx'
import { Text } from '../ui/text.tsx'
import { OfOffer } from './offer-name.tsx'

/** The way to the provider, who alone takes applications, and to the terms on record here. */
export function FitActions({ offer, verdict }: { offer: Offer; verdict: Verdict['verdict'] }) {
  const { t } = useLanguage()
  const mayApply = offer.window === 'open' && verdict !== 'not_eligible'
  return (
    <>
      <OutLink href={offer.applyUrl} className={mayApply ? 'btn' : 'btn quiet'}>
        {t(mayApply ? 'offers:apply' : 'offers:see-source')}
        <OfOffer offer={offer} />
      </OutLink>{' '}
      <span className="small dim">
        <Text k="offers:at-host" v={{ host: <HostOf url={offer.applyUrl} /> }} />
      </span>{' '}
      <LinkTo to={`/offers/${offer.ref}`}>
        {t('fits:terms')}
        <OfOffer offer={offer} />
      </LinkTo>
    </>
  )
}
