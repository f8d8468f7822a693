import type { SourceText } from '#app/domain/commitments/commitment.ts'
import { directionOf } from '#app/i18n/direction.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Words } from '../ui/words.tsx'

/** A number with its unit in somebody's own words: both in the order of the unit's language. */
export function Counted({ value, unit }: { value: number; unit: SourceText }) {
  const { format } = useLanguage()
  return (
    <bdi dir={directionOf(unit.lang)}>
      {format.number(value)} <Words of={unit} />
    </bdi>
  )
}
