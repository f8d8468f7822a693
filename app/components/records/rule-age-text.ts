import type { LanguageKit } from '#app/i18n/language-kit.ts'

/** The ages between which a person may be; "young" without a number has neither. */
export function ageText(
  { min, max }: { min: number | null; max: number | null },
  { t, format }: Pick<LanguageKit, 't' | 'format'>,
): string {
  const number = (value: number | null) => (value === null ? '' : format.number(value))
  if (min !== null && max !== null) return t('offers:age.between', { min: number(min), max: number(max) })
  if (min !== null) return t('offers:age.from', { min: number(min) })
  return max === null ? t('offers:age.young') : t('offers:age.to', { max: number(max) })
}
