import type { Money, SourceText } from '#app/domain/commitments/commitment.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Words } from '../ui/words.tsx'

/** Money in its own currency, with its period and what else the source says about it. */
export function OfferAmount({ amount, words }: { amount: Money; words: SourceText | null }) {
  const { t, format } = useLanguage()
  const money = format.money(amount)
  return (
    <>
      <span className="nob">{amount.per ? t(`offers:per.${amount.per}`, { amount: money }) : money}</span>
      {words ? (
        <span className="hint">
          <Words of={words} />
        </span>
      ) : null}
    </>
  )
}
