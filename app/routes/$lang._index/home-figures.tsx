import { FourFigures, type Step, steps } from '#app/components/figures/four-figures.tsx'
import { Swatch } from '#app/components/figures/swatch.tsx'
import { Wall } from '#app/components/figures/wall.tsx'
import type { Counts } from '#app/domain/commitments/counts-of.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

const countOf: Record<Step, keyof Counts> = {
  promised: 'registered',
  reported: 'reported',
  confirmed: 'confirmed',
  verified: 'verified',
}

/** The finding first: how many promises, how many proven; then one square each. */
export function HomeFigures({ counts }: { counts: Counts }) {
  const { language, t, format } = useLanguage()
  const figures = Object.fromEntries(
    steps.map(step => {
      const count = counts[countOf[step]]
      const query = step === 'promised' ? '' : `?step=${step}`
      const value = format.number(count)
      return [
        step,
        {
          value,
          href: `/${language.code}/commitments${query}`,
          note: t(`home:note.${step}`),
          label: `${value} ${t(`common:step.${step}`)}`,
        },
      ]
    }),
  ) as Parameters<typeof FourFigures>[0]['figures']
  const cells = {
    verified: counts.verified,
    confirmed: Math.max(0, counts.confirmed - counts.verified),
    reported: Math.max(0, counts.reported - Math.max(counts.confirmed, counts.verified)),
    promised: counts.registered - Math.max(counts.reported, counts.confirmed, counts.verified),
  }
  return (
    <div>
      <h1>
        {t('home:promises', { count: counts.registered, n: format.number(counts.registered) })} <br />
        {t('home:proven', { count: counts.verified, n: format.number(counts.verified) })}
      </h1>
      <Wall
        cells={cells}
        label={t('home:wall', {
          total: format.number(counts.registered),
          promised: format.number(cells.promised),
          reported: format.number(cells.reported),
          confirmed: format.number(cells.confirmed),
          verified: format.number(cells.verified),
        })}
      />
      <FourFigures figures={figures} swatch={step => <Swatch step={step} />} />
    </div>
  )
}
