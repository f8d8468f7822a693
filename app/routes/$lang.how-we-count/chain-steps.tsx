import { Stair } from '#app/components/ui/icon.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'

// As private.open_assignments_at_most() and private.verification_threshold() of the database say it.
const mostOpenTasks = 5
const otherCountryFrom = 100_000

const steps = ['promised', 'reported', 'confirmed', 'verified'] as const

/** The four steps from a promise to what arrived, and who may take each. */
export function ChainSteps() {
  const { t, format } = useLanguage()
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
      <h3 id="draw">{t('how:draw')}</h3>
      <p>{t('how:draw.what', { most: format.number(mostOpenTasks), threshold: format.number(otherCountryFrom) })}</p>
      <p>{t('how:draw.how')}</p>
    </>
  )
}
