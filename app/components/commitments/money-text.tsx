import type { Money } from '#app/domain/commitments/commitment.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** Money in its own currency, with the period where it is a rate. */
export function MoneyText({ of }: { of: Money }) {
  const { t, format } = useLanguage()
  return <>{of.per ? t(`commitments:per.${of.per}`, { amount: format.money(of) }) : format.money(of)}</>
}
