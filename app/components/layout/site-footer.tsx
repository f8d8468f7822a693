import { useLanguage } from '#app/i18n/language-kit.ts'
import { LinkTo } from '../ui/link-to.tsx'
import { PageWeight } from './page-weight.tsx'

export function SiteFooter() {
  const { t } = useLanguage()
  return (
    <footer className="foot wrap">
      <nav aria-label={t('common:footer')}>
        <ul className="nav">
          <li>
            <LinkTo to="/how-we-count">{t('common:nav.how')}</LinkTo>
          </li>
          <li>
            <LinkTo to="/about-the-data">{t('common:nav.data')}</LinkTo>
          </li>
          <li>
            <LinkTo to="/report-an-error">{t('common:nav.report')}</LinkTo>
          </li>
        </ul>
      </nav>
      <p className="small dim">
        {t('common:open-data')} <PageWeight />
      </p>
    </footer>
  )
}
