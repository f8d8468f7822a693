import type { Award } from '#app/domain/applications/award.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Words } from '../ui/words.tsx'

/** How much was awarded: units in the provider's word for them, or money. */
export function AwardSize({ award: { quantity, amount, offer } }: { award: Award }) {
  const { format } = useLanguage()
  if (amount) return <>{format.money(amount)}</>
  return (
    <>
      {format.number(quantity ?? 0)} {offer.unit ? <Words of={offer.unit} /> : null}
    </>
  )
}
