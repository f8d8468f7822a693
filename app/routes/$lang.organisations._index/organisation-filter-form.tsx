import { SelectField } from '#app/components/forms/select-field.tsx'
import { TextField } from '#app/components/forms/text-field.tsx'
import { CountryField } from '#app/components/records/country-field.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import type { Country } from '#app/domain/countries/country.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { type OrganisationQuery, organisationKinds } from '#app/schemas/organisation-filter.ts'

/** A plain GET form: its address keeps the filter. */
export function OrganisationFilterForm({
  query,
  countries,
  isFiltered,
}: {
  query: OrganisationQuery
  countries: readonly Country[]
  isFiltered: boolean
}) {
  const { language, t } = useLanguage()
  return (
    <form
      className="panel"
      role="search"
      action={`/${language.code}/organisations`}
      aria-label={t('organisations:filter')}
    >
      <TextField
        id="q"
        name="q"
        type="search"
        label={t('organisations:name')}
        hint={t('organisations:name-hint')}
        maxLength={200}
        defaultValue={query.q ?? ''}
      />
      <div className="half">
        <CountryField label={t('common:country')} countries={countries} value={query.country} />
        <SelectField
          id="kind"
          name="kind"
          label={t('common:kind')}
          value={query.kind ?? ''}
          options={[
            { value: '', label: t('common:any') },
            ...organisationKinds.map(kind => ({ value: kind, label: t(`organisations:kind.${kind}`) })),
          ]}
        />
      </div>
      <p className="acts">
        <button type="submit" className="btn">
          {t('common:show')}
        </button>{' '}
        {isFiltered ? <LinkTo to="/organisations">{t('common:clear-filter')}</LinkTo> : null}
      </p>
    </form>
  )
}
