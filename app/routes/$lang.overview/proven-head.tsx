import { FourFigures, type Step, steps } from '#app/components/figures/four-figures.tsx'
import { MeasureTable } from '#app/components/records/measure-table.tsx'
import type { Counts } from '#app/domain/commitments/counts-of.ts'
import type { MeasureTotal } from '#app/domain/commitments/measure-totals.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

const countOf: Record<Step, keyof Counts> = {
  promised: 'registered',
  reported: 'reported',
  confirmed: 'confirmed',
  verified: 'verified',
}

type Props = { counts: Counts; totals: readonly MeasureTotal[]; isDemonstration: boolean }

/** How many promises have come how far in this world, and how much of each measure; each figure leads to its records. */
export function ProvenHead({ counts, totals, isDemonstration }: Props) {
  const { language, t, format } = useLanguage()
  const figures = Object.fromEntries(
    steps.map(step => {
      const value = format.number(counts[countOf[step]])
      const query = new URLSearchParams({
        ...(step === 'promised' ? {} : { step }),
        ...(isDemonstration ? { demonstration: 'shown' } : {}),
      }).toString()
      return [
        step,
        {
          value,
          href: `/${language.code}/commitments${query === '' ? '' : `?${query}`}`,
          note: t(`home:note.${step}`),
          label: `${value} ${t(`common:step.${step}`)}`,
        },
      ]
    }),
  ) as Parameters<typeof FourFigures>[0]['figures']
  return (
    <>
      <FourFigures figures={figures} />
      {totals.length === 0 ? null : (
        <details>
          <summary>{t('home:measures')}</summary>
          <MeasureTable totals={totals} isDemonstration={isDemonstration} />
        </details>
      )}
    </>
  )
}
