import type { ReactNode } from 'react'
import type { Origin } from '#app/domain/commitments/commitment.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Tag } from '../ui/tag.tsx'

/** Marks whatever is invented, on every page that shows it. */
export function DemonstrationTag({ origin }: { origin: Origin }) {
  const { t } = useLanguage()
  return origin === 'demonstration' ? <DemonstrationNote>{t('acts:demonstration-why')}</DemonstrationNote> : null
}

/** The mark with a sentence of its own. */
export function DemonstrationNote({ children }: { children: ReactNode }) {
  const { t } = useLanguage()
  return (
    <p className="note">
      <Tag tone="warn" shape="ask">
        {t('acts:demonstration')}
      </Tag>{' '}
      {children}
    </p>
  )
}
