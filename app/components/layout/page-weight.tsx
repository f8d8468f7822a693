import { useLanguage } from '#app/i18n/language-kit.ts'

/** Replaced by the server once the page is whole; digits only, since no language of ours writes it otherwise. */
export const weightPlaceholder = '0.00000'

export function PageWeight() {
  const { t } = useLanguage()
  return <>{t('common:page-weight', { size: weightPlaceholder })}</>
}
