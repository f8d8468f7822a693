import { ActButton } from '#app/components/acts/act-button.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import type { Application } from '#app/domain/applications/application.ts'
import { applicationTransitions } from '#app/domain/transitions/application.ts'
import { canAct } from '#app/domain/transitions/transition.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** Taking an application back, behind a word that it is final. */
export function WithdrawForm({ application, state }: { application: Application; state: ActFormState }) {
  const { t } = useLanguage()
  const known = application.state as Parameters<typeof canAct>[1]
  if (
    !canAct(
      applicationTransitions as readonly { from: string; to: string; by: string }[],
      known,
      'withdraw_application',
    )
  )
    return null
  return (
    <details>
      <summary>{t('applications:withdraw')}</summary>
      <p>{t('applications:withdraw-note')}</p>
      <ActButton actKey={state.actKey} fields={{ intent: 'withdraw', version: application.version }} isQuiet>
        {t('applications:withdraw')}
      </ActButton>
    </details>
  )
}
