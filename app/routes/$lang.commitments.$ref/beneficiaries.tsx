import { LinkTo } from '#app/components/ui/link-to.tsx'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = { commitment: Commitment; countries: { iso2: string; name: string }[] }

/** More countries than this are folded away under the group or the number of them. */
const mostInTheOpen = 4

/** The places a promise names; countries that the editors filled in for a group stand under its name. */
export function Beneficiaries({ commitment: { regions, countriesFromGroup }, countries }: Props) {
  const { t, format } = useLanguage()
  const list = (
    <ul className="rows tight">
      {countries.map(({ iso2, name }) => (
        <li key={iso2}>
          <LinkTo to={`/countries/${iso2}`}>{name}</LinkTo>
        </li>
      ))}
    </ul>
  )
  return (
    <>
      {regions.length > 0 ? <span>{format.list(regions.map(code => t.code('places', code)))}</span> : null}
      {countries.length === 0 ? null : countries.length <= mostInTheOpen && countriesFromGroup === null ? (
        list
      ) : (
        <details>
          <summary>
            {countriesFromGroup
              ? t('commitments:group-members', {
                  group: t.code('places', countriesFromGroup),
                  count: countries.length,
                  n: format.number(countries.length),
                })
              : t('commitments:countries', { count: countries.length, n: format.number(countries.length) })}
          </summary>
          {list}
        </details>
      )}
    </>
  )
}
