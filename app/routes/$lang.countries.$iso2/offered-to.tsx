import { OfferWindowTag } from '#app/components/records/offer-window-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { Reach } from '#app/domain/countries/reach-of.ts'
import type { Offer, OfferWindow } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { Reaching } from '#app/services/read-country.server.ts'

type Props = { iso2: string; offers: readonly Reaching<Offer>[] }

/** Most rows per window on this page; all are in the list of offers. */
const mostRows = 12

/** Offers that reach the country: what is open, later and not known each apart, and the closed ones as a count. */
export function OfferedTo({ iso2, offers }: Props) {
  const { t, format } = useLanguage()
  const inWindow = (window: OfferWindow) => offers.filter(({ item }) => item.window === window)
  const closed = inWindow('closed').length
  return (
    <>
      {(['open', 'forecast', 'unknown'] as const).map(window => {
        const group = inWindow(window)
        if (group.length === 0) return window === 'open' ? <p key={window}>{t('countries:nothing-open')}</p> : null
        return (
          <section key={window}>
            <h3>{t(`offers:group.${window}`)}</h3>
            <ul className="rows tight">
              {group.slice(0, mostRows).map(({ item, reach }) => (
                <Row key={item.ref} offer={item} reach={reach} />
              ))}
            </ul>
            {group.length > mostRows ? (
              <p>
                <LinkTo to={`/offers?country=${iso2}&window=${window}`}>
                  {t(`offers:count.${window}`, { count: group.length, n: format.number(group.length) })}
                </LinkTo>
              </p>
            ) : null}
          </section>
        )
      })}
      {closed > 0 ? (
        <p className="acts">
          <LinkTo to={`/offers?country=${iso2}&window=closed`}>
            {t('countries:closed', { count: closed, n: format.number(closed) })}
          </LinkTo>
        </p>
      ) : null}
      <p className="small dim">{t('countries:offers-note')}</p>
    </>
  )
}

function Row({ offer, reach }: { offer: Offer; reach: Reach }) {
  const { t } = useLanguage()
  return (
    <li>
      <LinkTo to={`/offers/${offer.ref}`}>
        <Words of={offer.title} />
      </LinkTo>{' '}
      <OfferWindowTag offer={offer} />
      <span className="hint">
        <Words of={offer.provider.name} /> ·{' '}
        {reach.by === 'country'
          ? t('countries:why-named')
          : t('countries:why-place', { place: t.code('places', reach.place) })}
      </span>
    </li>
  )
}
