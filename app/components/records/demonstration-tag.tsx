import type { Origin } from '#app/domain/commitments/commitment.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Tag } from '../ui/tag.tsx'

/** Marks whatever is invented, on every page that shows it. */
export function DemonstrationTag({ origin }: { origin: Origin }) {
  const { t } = useLanguage()
  if (origin !== 'demonstration') return null
  return (
    <p className="note">
      <Tag tone="warn" shape="ask">
        {t('acts:demonstration')}
      </Tag>{' '}
      {t('acts:demonstration-why')}
    </p>
  )
}
