import { SelectField } from '#app/components/forms/select-field.tsx'
import { TextField } from '#app/components/forms/text-field.tsx'
import { CountryField } from '#app/components/records/country-field.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import type { Country } from '#app/domain/countries/country.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { offerKinds } from '#app/schemas/offer-filter.ts'
import { type RequestQuery, requestStates } from '#app/schemas/support-request-filter.ts'

type Props = {
  query: RequestQuery
  countries: readonly Pick<Country, 'iso2' | 'names'>[]
  topics: readonly string[]
  isFiltered: boolean
}

/** A plain GET form: its address keeps the filter. */
export function RequestFilterForm({ query, countries, topics, isFiltered }: Props) {
  const { language, t, format } = useLanguage()
  const any = { value: '', label: t('common:any') }
  const topicChoices = topics
    .map(code => ({ value: code, label: t.code('topics', code) }))
    .sort((a, b) => format.compare(a.label, b.label))
  return (
    <form className="panel" role="search" action={`/${language.code}/needs`} aria-label={t('needs:filter')}>
      <div className="half">
        <TextField
          id="q"
          name="q"
          type="search"
          label={t('common:search')}
          maxLength={200}
          defaultValue={query.q ?? ''}
        />
        <CountryField label={t('common:country')} countries={countries} value={query.country} />
        <SelectField
          id="kind"
          name="kind"
          label={t('needs:form.kind')}
          value={query.kind ?? ''}
          options={[any, ...offerKinds.map(kind => ({ value: kind, label: t.code('values', `kind.${kind}`) }))]}
        />
        <SelectField
          id="topic"
          name="topic"
          label={t('needs:form.topic')}
          value={query.topic ?? ''}
          options={[any, ...topicChoices]}
        />
        <SelectField
          id="state"
          name="state"
          label={t('needs:stands')}
          value={query.state ?? ''}
          options={[any, ...requestStates.map(state => ({ value: state, label: t(`needs:state.${state}`) }))]}
        />
      </div>
      {query.organisation ? <input type="hidden" name="organisation" value={query.organisation} /> : null}
      <p className="acts">
        <button type="submit" className="btn">
          {t('common:show')}
        </button>{' '}
        {isFiltered ? <LinkTo to="/needs">{t('common:clear-filter')}</LinkTo> : null}
      </p>
    </form>
  )
}
