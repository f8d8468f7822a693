import { Stair } from '#app/components/ui/icon.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'

const steps = ['promised', 'reported', 'confirmed', 'verified'] as const

/** The four steps from a promise to what arrived, and who may take each. */
export function ChainSteps() {
  const { t } = useLanguage()
  return (
    <>
      <dl className="four">
        {steps.map((step, index) => (
          <div key={step} className="k">
            <dt>
              <Stair step={(index + 1) as 1 | 2 | 3 | 4} /> {t(`common:step.${step}`)}
            </dt>
            <dd className="small">{t(`how:step.${step}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{t('how:chain-note')}</p>
    </>
  )
}
