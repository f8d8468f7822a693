import { SelectField } from '#app/components/forms/select-field.tsx'
import { TextField } from '#app/components/forms/text-field.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { CountryQuery } from '#app/schemas/country-filter.ts'

/** A plain GET form: its address keeps the filter. */
export function CountryFilterForm({ query, places }: { query: CountryQuery; places: readonly string[] }) {
  const { language, t, format } = useLanguage()
  const isFiltered = query.q !== null || query.place !== null
  return (
    <form className="panel" role="search" action={`/${language.code}/countries`} aria-label={t('countries:filter')}>
      <div className="half">
        <TextField
          id="q"
          name="q"
          type="search"
          label={t('common:search')}
          hint={t('countries:search-hint')}
          maxLength={200}
          defaultValue={query.q ?? ''}
        />
        <SelectField
          id="place"
          name="place"
          label={t('countries:place')}
          hint={t('countries:place-hint')}
          value={query.place ?? ''}
          options={[
            { value: '', label: t('common:any') },
            ...places
              .map(code => ({ value: code, label: t.code('places', code) }))
              .sort((a, b) => format.compare(a.label, b.label)),
          ]}
        />
      </div>
      <p className="acts">
        <button type="submit" className="btn">
          {t('common:show')}
        </button>{' '}
        {isFiltered ? <LinkTo to="/countries">{t('common:clear-filter')}</LinkTo> : null}
      </p>
    </form>
  )
}
