import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { countryName } from '#app/components/records/country-name.tsx'
import { PlaceList } from '#app/components/records/place-list.tsx'
import { ReportLink } from '#app/components/records/report-link.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { kitOf, titled } from '#app/i18n/page-title.ts'
import { today } from '#app/platform/clock.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readCountry } from '#app/services/read-country.server.ts'
import { CountryClasses } from './country-classes.tsx'
import { CountryFigures } from './country-figures.tsx'
import { OfferedTo } from './offered-to.tsx'
import { PromisedTo } from './promised-to.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  data ? titled(countryName(data.country, kitOf(params.lang).language.code).text) : []

export async function loader({ params, context }: LoaderFunctionArgs) {
  const at = today(context)
  const found = await readCountry(anonymousDb(context), params.iso2 ?? '', at)
  if (found === null) throw new Response(null, { status: 404 })
  return { ...found, at }
}

export default function CountryPage() {
  const { language, t, format } = useLanguage()
  const { country, promises, offers, organisations, needs, at } = useLoaderData<typeof loader>()
  const name = <Words of={countryName(country, language.code)} />
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to="/countries">{t('common:nav.countries')}</LinkTo>
      </nav>
      <h1>{name}</h1>
      <p className="lead">
        {country.regions.length > 0 ? <PlaceList regions={country.regions} countries={[]} /> : t('countries:no-region')}
      </p>
      <CountryFigures iso2={country.iso2} promises={promises} offers={offers} organisations={organisations} />
      <p className="acts">
        <LinkTo to={`/fits?country=${country.iso2}`} className="btn">
          <Text k="countries:what-fits" v={{ country: name }} />
        </LinkTo>
      </p>
      <h2 id="promised">
        <Text k="countries:promised" v={{ country: name }} />
      </h2>
      <PromisedTo iso2={country.iso2} promises={promises} />
      <h2 id="offered">
        <Text k="countries:offered" v={{ country: name }} />
      </h2>
      <OfferedTo iso2={country.iso2} offers={offers} />
      {needs > 0 ? (
        <p>
          <LinkTo to={`/needs?country=${country.iso2}`}>
            {t('needs:of-country', { count: needs, n: format.number(needs) })}
          </LinkTo>
        </p>
      ) : null}
      <h2 id="classes">{t('countries:classes')}</h2>
      <CountryClasses country={country} at={at} />
      <div className="acts">
        <ReportLink about={`country:${country.iso2}`} />
      </div>
      <Twins formats={['json']} of="record" />
    </Page>
  )
}
