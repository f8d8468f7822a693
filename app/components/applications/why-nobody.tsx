import type { WhyNobody as Why } from '#app/domain/applications/who-may-take.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { LinkTo } from '../ui/link-to.tsx'

/** Why none of the reader's organisations may take an offer, and where to go on. */
export function WhyNobody({ why }: { why: Why }) {
  const { t } = useLanguage()
  return (
    <p className="note">
      {t(`applications:why-nobody.${why}`)}{' '}
      {why === 'demonstration_offer' ? (
        <LinkTo to="/offers">{t('applications:to-offers')}</LinkTo>
      ) : (
        <LinkTo to="/my">{t('people:my.title')}</LinkTo>
      )}
    </p>
  )
}
