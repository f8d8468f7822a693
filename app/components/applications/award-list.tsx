import type { Award } from '#app/domain/applications/award.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { LinkTo } from '../ui/link-to.tsx'
import { Words } from '../ui/words.tsx'
import { AwardSize } from './award-size.tsx'
import { AwardTag } from './state-tags.tsx'

/** What an organisation was awarded, and what it has awarded to others. */
export function AwardList({ awards, ownRef }: { awards: readonly Award[]; ownRef: string }) {
  const { t } = useLanguage()
  return (
    <ul className="rows">
      {awards.map(award => (
        <li key={award.ref}>
          <LinkTo to={`/awards/${award.ref}`}>
            <Words of={award.offer.title} />
          </LinkTo>{' '}
          <AwardTag state={award.state} />
          <span className="hint">
            <AwardSize award={award} /> ·{' '}
            {t(award.provider.ref === ownRef ? 'applications:given-to' : 'applications:given-by')}{' '}
            <Words of={award.provider.ref === ownRef ? award.organisation.name : award.provider.name} />
          </span>
        </li>
      ))}
    </ul>
  )
}
