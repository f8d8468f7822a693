import type { ReactNode } from 'react'
import type { Offer } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { OutLink } from '../ui/link-to.tsx'
import { Text } from '../ui/text.tsx'
import { HostOf } from './host-of.tsx'

type Props = {
  offer: Offer
  /** Whether the reader may apply at all: the window is open and no rule is in the way. */
  mayApply: boolean
  /** What tells this link from others like it, for whoever does not see the page. */
  children?: ReactNode
}

/** The way out to an offer's source, called what it is: a place to apply only where it is a page of the provider's. */
export function SourceButton({ offer: { applyUrl, source }, mayApply, children }: Props) {
  const { t } = useLanguage()
  if (applyUrl === null || source === null) return null
  const isOwnPage = source.kind === 'provider' || source.kind === 'official'
  return (
    <>
      <OutLink href={applyUrl} className={mayApply && isOwnPage ? 'btn' : 'btn quiet'}>
        {isOwnPage
          ? t(mayApply ? 'offers:apply' : 'offers:see-source')
          : t(source.kind === 'press' ? 'offers:read.press' : 'offers:read.secondary')}
        {children}
      </OutLink>{' '}
      <span className="small dim">
        <Text k="offers:at-host" v={{ host: <HostOf url={applyUrl} /> }} />
      </span>
    </>
  )
}

/** Said beside a way out that leads to no place to apply. */
export function NoPlaceToApply({ offer: { source } }: Pick<Props, 'offer'>) {
  const { t } = useLanguage()
  if (source?.kind !== 'press' && source?.kind !== 'secondary') return null
  return <>{t('offers:no-place-to-apply')}</>
}
