import { LinkTo } from '#app/components/ui/link-to.tsx'
import type { Offer } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { Reached, Reaching } from '#app/services/read-country.server.ts'

type Props = {
  iso2: string
  promises: readonly Reached[]
  offers: readonly Reaching<Offer>[]
  organisations: number
}

/** Four counts, each leading to the records behind it. */
export function CountryFigures({ iso2, promises, offers, organisations }: Props) {
  const { t, format } = useLanguage()
  const inWindow = (window: Offer['window']) => offers.filter(({ item }) => item.window === window).length
  const figures = [
    {
      key: 'promised',
      value: promises.reduce((sum, { commitments }) => sum + commitments.length, 0),
      to: `/commitments?country=${iso2}`,
    },
    { key: 'open', value: inWindow('open'), to: `/offers?country=${iso2}&window=open` },
    { key: 'unknown', value: inWindow('unknown'), to: `/offers?country=${iso2}&window=unknown` },
    { key: 'organisations', value: organisations, to: `/organisations?country=${iso2}` },
  ] as const
  return (
    <dl className="four">
      {figures.map(({ key, value, to }) => (
        <div key={key}>
          <dt>{t(`countries:figure.${key}`)}</dt>
          <dd className="fig">
            <LinkTo to={to} aria-label={`${format.number(value)} ${t(`countries:figure.${key}`)}`}>
              {format.number(value)}
            </LinkTo>
          </dd>
          <dd className="small dim">{t(`countries:figure-note.${key}`)}</dd>
        </div>
      ))}
    </dl>
  )
}
