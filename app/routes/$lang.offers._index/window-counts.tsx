import { useLocation } from '@remix-run/react'
import { Fragment } from 'react'
import type { OfferWindow } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = { windows: readonly { window: OfferWindow; count: number }[]; chosen: OfferWindow | null }

/** How many offers each window holds under the rest of the filter, each leading to them. */
export function WindowCounts({ windows, chosen }: Props) {
  const { t, format } = useLanguage()
  const { pathname, search } = useLocation()
  const to = (window: OfferWindow) => {
    const query = new URLSearchParams(search)
    query.delete('after')
    query.set('window', window)
    return `${pathname}?${query}`
  }
  return (
    <p>
      {windows
        .filter(({ count }) => count > 0)
        .map(({ window, count }, index) => (
          <Fragment key={window}>
            {index > 0 ? ' · ' : ''}
            <a href={to(window)} aria-current={window === chosen || undefined}>
              {t(`offers:count.${window}`, { count, n: format.number(count) })}
            </a>
          </Fragment>
        ))}
    </p>
  )
}
