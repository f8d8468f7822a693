import type { SourceText } from '#app/domain/commitments/commitment.ts'
import type { Amount } from '#app/domain/today/task.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Text } from '../ui/text.tsx'
import { Words } from '../ui/words.tsx'

type Props = { amount: Amount | null; by: { name: SourceText } | null; isFor?: boolean }

/** How much of what, and by whom or for whom; nothing where neither is known. */
export function AmountLine({ amount, by, isFor = false }: Props) {
  const { t, format } = useLanguage()
  if (amount === null && by === null) return null
  return (
    <span className="hint">
      {amount === null
        ? null
        : t('today:amount', { measure: t.code('measures', amount.measure), n: format.number(amount.quantity) })}
      {amount !== null && by !== null ? ' · ' : null}
      {by === null ? null : <Text k={isFor ? 'today:for' : 'today:by'} v={{ who: <Words of={by.name} /> }} />}
    </span>
  )
}
