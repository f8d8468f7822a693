import { useLanguage } from '#app/i18n/language-kit.ts'
import { LinkTo } from '../ui/link-to.tsx'

/** Above every page: something that was written before signing in is not sent yet. */
export function WaitingForm({ actKey }: { actKey: string }) {
  const { t } = useLanguage()
  return (
    <aside className="wrap" aria-label={t('kept:title')}>
      <p className="saved">
        <LinkTo to={`/continue/${actKey}`}>{t('kept:waiting')}</LinkTo>
      </p>
    </aside>
  )
}
