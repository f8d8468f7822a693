import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Tag } from '#app/components/ui/tag.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { SourceText } from '#app/domain/commitments/commitment.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = {
  organisations: readonly {
    ref: string
    name: SourceText
    role: 'owner' | 'editor' | 'reviewer' | 'viewer'
    state: 'listed' | 'claimed' | 'verified'
  }[]
}

/** For whom one acts, as what, and whether the platform has verified it. */
export function MyOrganisations({ organisations }: Props) {
  const { t } = useLanguage()
  if (organisations.length === 0) return <p className="note">{t('people:my.none')}</p>
  return (
    <ul className="rows">
      {organisations.map(({ ref, name, role, state }) => (
        <li key={ref}>
          <h2 className="flat">
            <LinkTo to={`/my/${ref}`}>
              <Words of={name} />
            </LinkTo>
          </h2>
          <p>
            <Tag tone={state === 'verified' ? 'good' : 'none'} shape={state === 'verified' ? 'ok' : 'clock'}>
              {t(`organisations:state.${state}`)}
            </Tag>{' '}
            {t(`people:role.${role}`)}
          </p>
        </li>
      ))}
    </ul>
  )
}
