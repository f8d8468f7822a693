import { Fragment, type ReactNode } from 'react'
import type { Country } from '#app/domain/countries/country.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { LinkTo } from '../ui/link-to.tsx'
import { CountryLink } from './country-name.tsx'

type Props = { regions: readonly string[]; countries: readonly Pick<Country, 'iso2' | 'names'>[] }

/** Regions and groups, then countries, each leading to who is in it. Together they are a union. */
export function PlaceList({ regions, countries }: Props) {
  const { t } = useLanguage()
  const items: { key: string; item: ReactNode }[] = [
    ...regions.map(code => ({
      key: code,
      item: <LinkTo to={code === 'world' ? '/countries' : `/countries?place=${code}`}>{t.code('places', code)}</LinkTo>,
    })),
    ...countries.map(country => ({ key: country.iso2, item: <CountryLink country={country} /> })),
  ]
  return (
    <>
      {items.map(({ key, item }, index) => (
        <Fragment key={key}>
          {index > 0 ? ' · ' : ''}
          {item}
        </Fragment>
      ))}
    </>
  )
}
