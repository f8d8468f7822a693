import { ActArea, ActSelect, ActText } from '#app/components/acts/act-fields.tsx'
import { ActForm } from '#app/components/acts/act-form.tsx'
import { useCountryOptions } from '#app/components/records/country-options.ts'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import type { Country } from '#app/domain/countries/country.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { offeredLanguages } from '#app/i18n/languages.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { organisationKinds, organisationSchema } from '#app/schemas/organisation-form.ts'

const constraints = htmlConstraints(organisationSchema)

export function useRegisterLabels() {
  const { t } = useLanguage()
  return {
    name: t('people:register.name'),
    lang: t('people:register.lang'),
    kind: t('people:register.kind'),
    country: t('people:register.country'),
    homepage: t('people:register.homepage'),
    statement: t('people:register.statement'),
  }
}

type Props = {
  state: ActFormState
  labels: ReturnType<typeof useRegisterLabels>
  countries: readonly Pick<Country, 'iso2' | 'names'>[]
}

/** What is asked of an organisation that is on no list. */
export function RegisterForm({ state, labels, countries }: Props) {
  const { t } = useLanguage()
  const countryOptions = useCountryOptions(countries)
  const kinds = organisationKinds.map(kind => ({ value: kind, label: t(`organisations:kind.${kind}`) }))
  const search = <LinkTo to="/organisations">{t('people:register.search')}</LinkTo>
  return (
    <>
      <p>
        <Text k="people:register.look-first" v={{ search }} />
      </p>
      <ActForm state={state} constraints={constraints} send={t('people:register.send')} keepsDraft>
        <ActText name="name" label={labels.name} hint={t('people:register.name-hint')} autoComplete="organization" />
        <ActSelect
          name="lang"
          label={labels.lang}
          options={offeredLanguages.map(({ code, name }) => ({ value: code, label: name, lang: code }))}
        />
        <ActSelect name="kind" label={labels.kind} options={[{ value: '', label: t('acts:choose') }, ...kinds]} />
        <ActSelect
          name="country"
          label={labels.country}
          options={[{ value: '', label: t('acts:choose') }, ...countryOptions]}
        />
        <ActText
          name="homepage"
          label={labels.homepage}
          hint={t('people:register.homepage-hint')}
          type="url"
          dir="ltr"
        />
        <ActArea name="statement" label={labels.statement} hint={t('people:register.statement-hint')} />
      </ActForm>
    </>
  )
}
