import { useLanguage } from '#app/i18n/language-kit.ts'

/** Stands for the size until the page is whole and the server knows it; the decimal mark is the language's own. */
export const weightPlaceholder = /0([.,])00000/

export function PageWeight() {
  const { t, format } = useLanguage()
  const decimalMark = format.number(0.5).charAt(1)
  return <>{t('common:page-weight', { size: `0${decimalMark}00000` })}</>
}
