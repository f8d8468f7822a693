import { SelectField } from '#app/components/forms/select-field.tsx'
import { TextField } from '#app/components/forms/text-field.tsx'
import { CountryField } from '#app/components/records/country-field.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import type { Country } from '#app/domain/countries/country.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { languageNotStated, type OfferQuery, offerForms, offerKinds, offerWindows } from '#app/schemas/offer-filter.ts'

type Props = {
  query: OfferQuery
  countries: readonly Country[]
  choices: { topics: string[]; languages: string[] }
  isFiltered: boolean
}

/** A plain GET form: its address keeps the filter. */
export function OfferFilterForm({ query, countries, choices, isFiltered }: Props) {
  const { language, t, format } = useLanguage()
  const any = { value: '', label: t('common:any') }
  const byLabel = (a: { label: string }, b: { label: string }) => format.compare(a.label, b.label)
  return (
    <form className="panel" role="search" action={`/${language.code}/offers`} aria-label={t('offers:filter')}>
      <div className="half">
        <TextField
          id="q"
          name="q"
          type="search"
          label={t('common:search')}
          maxLength={200}
          defaultValue={query.q ?? ''}
        />
        <CountryField label={t('offers:offered-to')} countries={countries} value={query.country} />
      </div>
      <details open={Boolean(query.kind ?? query.form ?? query.topic ?? query.window ?? query.language)}>
        <summary>{t('offers:more-filters')}</summary>
        <div className="half">
          <SelectField
            id="kind"
            name="kind"
            label={t('offers:help')}
            value={query.kind ?? ''}
            options={[any, ...offerKinds.map(kind => ({ value: kind, label: t.code('values', `kind.${kind}`) }))]}
          />
          <SelectField
            id="form"
            name="form"
            label={t('offers:form')}
            value={query.form ?? ''}
            options={[any, ...offerForms.map(form => ({ value: form, label: t(`offers:form.${form}`) }))]}
          />
          <SelectField
            id="topic"
            name="topic"
            label={t('offers:topic')}
            value={query.topic ?? ''}
            options={[
              any,
              ...choices.topics.map(code => ({ value: code, label: t.code('topics', code) })).sort(byLabel),
            ]}
          />
          <SelectField
            id="window"
            name="window"
            label={t('offers:window')}
            value={query.window ?? ''}
            options={[any, ...offerWindows.map(window => ({ value: window, label: t(`offers:window.${window}`) }))]}
          />
          <SelectField
            id="language"
            name="language"
            label={t('offers:language')}
            value={query.language ?? ''}
            options={[
              any,
              ...choices.languages.map(code => ({ value: code, label: format.languageName(code) })).sort(byLabel),
              { value: languageNotStated, label: t('common:not-stated') },
            ]}
          />
        </div>
      </details>
      {query.provider ? <input type="hidden" name="provider" value={query.provider} /> : null}
      <p className="acts">
        <button type="submit" className="btn">
          {t('common:show')}
        </button>{' '}
        <LinkTo to="/fits">{t('offers:find-fits')}</LinkTo>{' '}
        {isFiltered ? <LinkTo to="/offers">{t('common:clear-filter')}</LinkTo> : null}
      </p>
    </form>
  )
}
