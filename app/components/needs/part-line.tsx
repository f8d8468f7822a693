import { leftOf, type RequestPart } from '#app/domain/needs/support-request.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Text } from '../ui/text.tsx'

/** One part of a need in a line: the measure, from what to what, and how much nobody has awarded yet. */
export function PartLine({ part }: { part: RequestPart }) {
  const { t, format } = useLanguage()
  const { measure, baseline, target, covered } = part
  return (
    <>
      <Text
        k="needs:part"
        v={{
          measure: t.code('measures', measure),
          baseline: format.number(baseline),
          target: <b>{format.number(target)}</b>,
        }}
      />{' '}
      <span className="hint">
        {covered > 0
          ? t('needs:part-covered', { covered: format.number(covered), left: format.number(leftOf(part)) })
          : t('needs:part-none')}
      </span>
    </>
  )
}
