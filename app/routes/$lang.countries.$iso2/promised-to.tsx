import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { countsOf } from '#app/domain/commitments/counts-of.ts'
import type { Reach } from '#app/domain/countries/reach-of.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { Reached } from '#app/services/read-country.server.ts'

/** Most rows per reason on this page; all are in the list of commitments. */
const mostRows = { country: 12, place: 5 }

/** Commitments that reach the country, by the reason why they do. */
export function PromisedTo({ iso2, promises }: { iso2: string; promises: readonly Reached[] }) {
  const { t, format } = useLanguage()
  const counts = countsOf(promises.flatMap(({ commitments }) => commitments))
  const total = counts.registered
  if (total === 0) return <p>{t('countries:nothing-promised')}</p>
  return (
    <>
      <p>
        {t('countries:counts', {
          reported: format.number(counts.reported),
          confirmed: format.number(counts.confirmed),
          verified: format.number(counts.verified),
        })}
      </p>
      {promises.some(({ reach }) => reach.by === 'country') ? null : <p>{t('countries:nothing-named')}</p>}
      <p className="small dim">{t('countries:reach-note')}</p>
      {promises.map(({ reach, commitments }) => (
        <section key={reach.by === 'country' ? 'named' : reach.place}>
          <h3>
            <Reason reach={reach} count={commitments.length} />
          </h3>
          <ul className="rows tight">
            {commitments.slice(0, mostRows[reach.by]).map(commitment => (
              <Row key={commitment.ref} commitment={commitment} reach={reach} />
            ))}
          </ul>
          <WholeGroup iso2={iso2} reach={reach} count={commitments.length} />
        </section>
      ))}
      <p className="acts">
        <LinkTo to={`/commitments?country=${iso2}`}>
          {t('countries:all-promises', { count: total, n: format.number(total) })}
        </LinkTo>
      </p>
    </>
  )
}

/** Where all of a long group are, of which only the first rows stand here. */
function WholeGroup({ iso2, reach, count }: { iso2: string; reach: Reach; count: number }) {
  const { t, format } = useLanguage()
  if (count <= mostRows[reach.by]) return null
  const filter = reach.by === 'place' ? `place=${reach.place}` : `country=${iso2}`
  return (
    <p>
      <LinkTo to={`/commitments?${filter}`}>{t('countries:more', { count, n: format.number(count) })}</LinkTo>
    </p>
  )
}

function Reason({ reach, count }: { reach: Reach; count: number }) {
  const { t, format } = useLanguage()
  const way = reach.by === 'country' ? t('countries:by-name') : t.code('places', reach.place)
  return <>{t('countries:promised-by', { way, count, n: format.number(count) })}</>
}

function Row({ commitment, reach }: { commitment: Commitment; reach: Reach }) {
  const { t, format } = useLanguage()
  const { ref, title, accountable, target, countriesFromGroup } = commitment
  return (
    <li>
      <LinkTo to={`/commitments/${ref}`}>
        <Words of={title} />
      </LinkTo>
      <span className="hint">
        <Words of={accountable.name} />
        {target
          ? ` · ${t('countries:target', { measure: t.code('measures', target.measure), n: format.number(target.value) })}`
          : ''}
        {reach.by === 'country' && countriesFromGroup
          ? ` · ${t('countries:as-member', { group: t.code('places', countriesFromGroup) })}`
          : ''}
      </span>
    </li>
  )
}
