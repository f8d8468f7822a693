import { ActArea } from '#app/components/acts/act-fields.tsx'
import { ActForm } from '#app/components/acts/act-form.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { takeBackSchema } from '#app/schemas/application-form.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'

const constraints = htmlConstraints(takeBackSchema)

type Props = { award: { version: number }; state: ActFormState; labels: { reason: string } }

/** The provider takes an award back, with a reason that the institution reads. */
export function TakeBackForm({ award, state, labels }: Props) {
  const { t } = useLanguage()
  return (
    <details open={state.returned !== null}>
      <summary>{t('applications:take-back')}</summary>
      <ActForm state={state} constraints={constraints} version={award.version} send={t('applications:take-back')}>
        <input type="hidden" name="intent" value="take_back" />
        <ActArea name="reason" label={labels.reason} hint={t('applications:take-back-hint')} rows={3} />
      </ActForm>
    </details>
  )
}
