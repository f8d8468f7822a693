import { PartLine } from '#app/components/needs/part-line.tsx'
import { CountryLink } from '#app/components/records/country-name.tsx'
import type { Country } from '#app/domain/countries/country.ts'
import type { SupportRequest } from '#app/domain/needs/support-request.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = { need: SupportRequest; country: Pick<Country, 'iso2' | 'names'> | null }

/** How much of what is asked for and covered, and all that is stated of how and when. */
export function RequestFacts({ need, country }: Props) {
  const { t, format } = useLanguage()
  const rows = [
    { key: 'kind', label: t('needs:form.kind'), value: t.code('values', `kind.${need.kind}`) },
    { key: 'topic', label: t('needs:form.topic'), value: need.topic ? t.code('topics', need.topic) : null },
    { key: 'country', label: t('common:country'), value: country ? <CountryLink country={country} /> : null },
    {
      key: 'languages',
      label: t('needs:languages'),
      value: need.languages.length > 0 ? format.list(need.languages.map(format.languageName)) : null,
    },
    { key: 'mode', label: t('needs:form.mode'), value: need.mode ? t(`offers:mode.${need.mode}`) : null },
    { key: 'by', label: t('needs:needed-by'), value: need.neededBy ? format.day(need.neededBy) : null },
    { key: 'stated', label: t('needs:stated-at'), value: format.moment(need.createdAt) },
  ]
  return (
    <>
      <h2>{t('needs:asked')}</h2>
      <ul className="rows">
        {need.parts.map((part, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two parts may be in one measure; nothing moves them
          <li key={n}>
            <PartLine part={part} />
            {part.dueOn ? <span className="hint">{t('needs:part-due', { day: format.day(part.dueOn) })}</span> : null}
          </li>
        ))}
      </ul>
      <dl className="pairs">
        {rows.map(({ key, label, value }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>{value ?? <span className="dim">{t('common:not-stated')}</span>}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
