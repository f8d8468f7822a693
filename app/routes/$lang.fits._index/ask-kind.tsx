import { ApplicantKindField } from '#app/components/fits/applicant-kind-field.tsx'
import { HiddenNeed } from '#app/components/fits/hidden-need.tsx'
import { CountryWords, type NamedCountry } from '#app/components/fits/sentence-values.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import type { Organisation } from '#app/domain/organisations/organisation.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { type NeedQuery, needAddress } from '#app/schemas/need.ts'
import { InstitutionRows } from './pick-who.tsx'

type Props = {
  country: NamedCountry
  institutions: readonly Organisation[]
  countries: readonly NamedCountry[]
  query: NeedQuery
}

/** The country is known: most rules still depend on what kind of organisation asks. */
export function AskKind({ country, institutions, countries, query }: Props) {
  const { language, t } = useLanguage()
  return (
    <>
      <h1>
        <Text k="fits:ask-kind" v={{ country: <CountryWords country={country} /> }} />
      </h1>
      <p className="lead">{t('fits:ask-kind-why')}</p>
      <div className="half">
        <form className="panel" action={`/${language.code}/fits`}>
          <ApplicantKindField value={query.as} />
          <HiddenNeed query={query} names={['country', 'kind', 'topic', 'people', 'mode', 'languages']} />
          <button type="submit" className="btn">
            {t('home:find-go')}
          </button>
        </form>
        {institutions.length > 0 ? (
          <section>
            <h2 className="flat">{t('fits:or-institution')}</h2>
            <ul className="rows">
              <InstitutionRows institutions={institutions} countries={countries} query={query} />
            </ul>
          </section>
        ) : null}
      </div>
      <p className="acts">
        <LinkTo to={needAddress(query, { country: null, who: null })}>{t('fits:somebody-else')}</LinkTo>
      </p>
    </>
  )
}
