import { ApplicantKindField } from '#app/components/fits/applicant-kind-field.tsx'
import { HiddenNeed } from '#app/components/fits/hidden-need.tsx'
import { KindField } from '#app/components/fits/need-fields.tsx'
import { SelectField } from '#app/components/forms/select-field.tsx'
import { TextField } from '#app/components/forms/text-field.tsx'
import { WhoHint } from '#app/components/forms/who-hint.tsx'
import { countryName } from '#app/components/records/country-name.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import type { Country } from '#app/domain/countries/country.ts'
import type { Meant } from '#app/domain/organisations/who-is-meant.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { type NeedQuery, needFields } from '#app/schemas/need.ts'
import { PickWho } from './pick-who.tsx'

const constraints = htmlConstraints(needFields)

type Props = {
  meant: Extract<Meant, { is: 'several' | 'nobody' }> | null
  countries: readonly Country[]
  query: NeedQuery
}

/** Who asks: by name, or by country and kind of organisation. What was typed stays. */
export function AskWho({ meant, countries, query }: Props) {
  const { language, t, format } = useLanguage()
  const action = `/${language.code}/fits`
  const carried = ['topic', 'people', 'mode', 'languages'] as const
  return (
    <>
      <h1>{meant === null ? t('fits:title') : t(`fits:meant.${meant.is}`)}</h1>
      {meant === null ? (
        <p className="lead">{t('fits:lead')}</p>
      ) : (
        <PickWho meant={meant} countries={countries} query={query} />
      )}
      <div className="half">
        <form className="panel" action={action} role="search" aria-labelledby="by-name">
          <h2 className="flat" id="by-name">
            {t('fits:by-name')}
          </h2>
          <TextField
            id="who"
            name="who"
            label={t('home:find-who')}
            hint={<WhoHint />}
            autoComplete="organization"
            defaultValue={query.who ?? ''}
            {...constraints.who}
          />
          <KindField value={query.kind} />
          <HiddenNeed query={query} names={carried} />
          <button type="submit" className="btn">
            {t('home:find-go')}
          </button>
          <p className="small dim">{t('home:find-note')}</p>
        </form>
        <form className="panel" action={action} aria-labelledby="by-country">
          <h2 className="flat" id="by-country">
            {t('fits:by-country')}
          </h2>
          <p className="small dim">{t('fits:by-country-why')}</p>
          <SelectField
            id="country"
            name="country"
            label={t('common:country')}
            value={query.country ?? ''}
            options={[
              { value: '', label: t('fits:not-said') },
              ...countries
                .map(country => ({ value: country.iso2, label: countryName(country, language.code).text }))
                .sort((a, b) => format.compare(a.label, b.label)),
            ]}
          />
          <ApplicantKindField value={query.as} />
          <HiddenNeed query={query} names={['kind', ...carried]} />
          <button type="submit" className="btn quiet">
            {t('home:find-go')}
          </button>
        </form>
      </div>
      <p className="acts">
        <LinkTo to="/offers">{t('fits:all-offers')}</LinkTo>
      </p>
    </>
  )
}
