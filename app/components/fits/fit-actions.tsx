import type { Verdict } from '#app/domain/eligibility/rule.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { SourceButton } from '../records/source-button.tsx'
import { LinkTo } from '../ui/link-to.tsx'
import { OfOffer } from './offer-name.tsx'

/** The way to where the offer is applied for, and to the terms on record here. */
export function FitActions({ offer, verdict }: { offer: Offer; verdict: Verdict['verdict'] }) {
  const { t } = useLanguage()
  const mayApply = offer.window === 'open' && verdict !== 'not_eligible'
  const terms = (
    <LinkTo to={`/offers/${offer.ref}`} className={offer.applyUrl === null ? 'btn' : undefined}>
      {t('fits:terms')}
      <OfOffer offer={offer} />
    </LinkTo>
  )
  // An offer of the platform is applied for on its own page.
  if (offer.applyUrl === null) return terms
  return (
    <>
      <SourceButton offer={offer} mayApply={mayApply}>
        <OfOffer offer={offer} />
      </SourceButton>{' '}
      {terms}
    </>
  )
}
