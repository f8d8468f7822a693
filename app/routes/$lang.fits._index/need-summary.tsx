import type { Need } from '#app/domain/ranking/need.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** What was asked for, as far as it was said. */
export function NeedSummary({ need, languages }: { need: Need; languages: readonly string[] }) {
  const { t, format } = useLanguage()
  const parts = [
    need.kind === null ? null : t.code('values', `kind.${need.kind}`),
    need.topic === null ? null : t.code('topics', need.topic),
    need.people === null ? null : t('fits:for-people', { count: need.people, n: format.number(need.people) }),
    need.mode === null ? null : t(`offers:mode.${need.mode}`),
    ...languages.map(format.languageName),
  ].filter(part => part !== null)
  return <>{parts.length === 0 ? t('fits:no-need') : t('fits:need', { parts: parts.join(' · ') })}</>
}
