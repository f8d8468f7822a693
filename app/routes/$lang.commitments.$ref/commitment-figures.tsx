import { FourFigures } from '#app/components/figures/four-figures.tsx'
import { StepBar } from '#app/components/figures/step-bar.tsx'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { isCounted } from '#app/domain/commitments/is-counted.ts'
import { promisedTotal } from '#app/domain/commitments/promised-total.ts'
import { quantities } from '#app/domain/commitments/quantities.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** The four quantities in the promised measure, each leading to the records below. */
export function CommitmentFigures({ commitment }: { commitment: Commitment }) {
  const { t, format } = useLanguage()
  const sum = quantities(commitment)
  const counting = commitment.deliveries.filter(delivery => isCounted(delivery, commitment))
  const counted = counting[0]
  const others = commitment.deliveries.filter(delivery => !isCounted(delivery, commitment))
  const rejected = others.filter(({ state }) => state === 'rejected').length
  const total = commitment.target === null ? null : promisedTotal(commitment.target)
  const measure = commitment.target ? t.code('measures', commitment.target.measure) : null
  const figure = (step: 'promised' | 'reported' | 'confirmed' | 'verified', note: string) => {
    const value = sum === null && step === 'promised' ? t('commitments:no-number') : format.number(sum?.[step] ?? 0)
    return { value, href: '#record', note, label: `${value} ${t(`common:step.${step}`)}` }
  }
  const reportedNote = counted
    ? counted.origin !== 'imported'
      ? t('commitments:reported-here', { count: counting.length, n: format.number(counting.length) })
      : counted.asOf
        ? t('commitments:as-of', { date: format.day(counted.asOf) })
        : t('common:date-unknown')
    : rejected > 0 && others.every(({ state }) => state === 'rejected' || state === 'corrected')
      ? t('commitments:rejected-only', { count: rejected, n: format.number(rejected) })
      : others.length > 0
        ? t('commitments:other-only')
        : t('commitments:no-report')
  return (
    <>
      {sum === null ? null : <StepBar of={{ ...sum, promised: total ?? sum.promised }} size="big" />}
      <FourFigures
        figures={{
          promised: figure('promised', measure === null ? t('commitments:no-target') : promisedNote()),
          reported: figure('reported', reportedNote),
          confirmed: figure(
            'confirmed',
            (sum?.confirmed ?? 0) > 0 ? t('commitments:receivers-confirmed') : t('commitments:nobody-confirmed'),
          ),
          verified: figure(
            'verified',
            (sum?.verified ?? 0) > 0 ? t('commitments:somebody-verified') : t('commitments:nobody-verified'),
          ),
        }}
      />
    </>
  )

  function promisedNote(): string {
    const { qualifier, nature, period } = commitment.target ?? { qualifier: 'exactly', nature: 'stock', period: null }
    const remarks = [
      `${measure}.`,
      qualifier === 'exactly' ? null : t(`commitments:qualifier.${qualifier}`),
      nature === 'rate' && period === null ? t('home:measure-rate') : null,
      period !== null && total !== null
        ? t('commitments:rate-total', {
            from: format.day(period.from),
            to: format.day(period.to),
            total: format.number(total),
          })
        : null,
    ]
    return remarks.filter(remark => remark !== null).join(' ')
  }
}
