import type { Offer } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Tag } from '../ui/tag.tsx'

type Props = { offer: Pick<Offer, 'window' | 'applyBy' | 'opensOn' | 'here'> }

/** Whether an offer can be taken, as word, shape and colour. */
export function OfferWindowTag({ offer: { window, applyBy, opensOn, here } }: Props) {
  const { t, format } = useLanguage()
  const closedOn = here?.endedOn ?? applyBy
  switch (window) {
    case 'open':
      return (
        <Tag tone="good" shape="ok">
          {applyBy === null ? t('offers:rolling') : t('offers:open-until', { date: format.day(applyBy) })}
        </Tag>
      )
    case 'forecast':
      return (
        <Tag tone="none" shape="clock">
          {opensOn === null ? t('offers:window.forecast') : t('offers:opens-on', { date: format.day(opensOn) })}
        </Tag>
      )
    case 'unknown':
      return (
        <Tag tone="warn" shape="ask">
          {t('offers:window.unknown')}
        </Tag>
      )
    case 'closed':
      return (
        <Tag tone="none" shape="no">
          {closedOn === null ? t('offers:window.closed') : t('offers:closed-on', { date: format.day(closedOn) })}
        </Tag>
      )
  }
}
