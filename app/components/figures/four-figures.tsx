import type { ReactNode } from 'react'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Stair } from '../ui/icon.tsx'

export const steps = ['promised', 'reported', 'confirmed', 'verified'] as const

export type Step = (typeof steps)[number]

export type Figure = {
  /** The figure as a reader sees it, or words where there is none. */
  value: ReactNode
  /** Where its records are. */
  href: string
  note: ReactNode
  /** What the figure is, for readers' ears: "56 promised". */
  label: string
}

/** The four quantities side by side, each a link to the records it was summed from. */
export function FourFigures({
  figures,
  swatch,
}: {
  figures: Record<Step, Figure>
  swatch?: (step: Step) => ReactNode
}) {
  const { t } = useLanguage()
  return (
    <dl className="four">
      {steps.map((step, index) => (
        <div key={step}>
          <dt>
            {swatch?.(step)}
            <Stair step={(index + 1) as 1 | 2 | 3 | 4} />
            {t(`common:step.${step}`)}
          </dt>
          <dd className="fig">
            <a href={figures[step].href} aria-label={figures[step].label}>
              {figures[step].value}
            </a>
          </dd>
          <dd className="small dim">{figures[step].note}</dd>
        </div>
      ))}
    </dl>
  )
}
