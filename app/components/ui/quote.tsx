import type { SourceText } from '#app/domain/commitments/commitment.ts'
import { directionOf } from '#app/i18n/direction.ts'

/** Somebody's own words in quotation marks, which belong to their language and stand at the ends it gives them. */
export function Quote({ of }: { of: SourceText }) {
  return (
    <q className="hint" data-user lang={of.lang} dir={directionOf(of.lang)}>
      {of.text}
    </q>
  )
}
