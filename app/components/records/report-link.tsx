import { useLanguage } from '#app/i18n/language-kit.ts'
import { LinkTo } from '../ui/link-to.tsx'

/** "Report an error", open to anybody. `about` names the record: `commitment:C01`. */
export function ReportLink({ about }: { about: string }) {
  const { t } = useLanguage()
  return (
    <LinkTo to={`/report-an-error?about=${encodeURIComponent(about)}`} className="btn quiet">
      {t('common:report-this')}
    </LinkTo>
  )
}
