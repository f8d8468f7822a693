import type { SourceText } from '#app/domain/commitments/commitment.ts'
import { directionOf } from '#app/i18n/direction.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** Somebody's own text in the language it was written in; it never disturbs the direction around it. */
export function Words({ of }: { of: SourceText }) {
  const { language } = useLanguage()
  const isForeign = of.lang !== language.code
  return (
    <bdi data-user lang={isForeign ? of.lang : undefined} dir={isForeign ? directionOf(of.lang) : undefined}>
      {of.text}
    </bdi>
  )
}
