import { Field } from '#app/components/forms/field.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import type { Interest } from '#app/domain/needs/interest.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { answerInterestSchema } from '#app/schemas/support-request-form.ts'

const { reason } = htmlConstraints(answerInterestSchema)

/** Accept, or refuse with a reason; what was typed comes back with the one it was typed for. */
export function AnswerForm({ interest, state, actKey }: { interest: Interest; state: ActFormState; actKey: string }) {
  const { t } = useLanguage()
  const isReturned = state.returned !== null && state.typed.id === interest.id
  const isMissing = isReturned && state.returned?.reason === 'reason_missing'
  const id = isReturned ? 'reason' : `reason-${interest.id}`
  return (
    <form method="post" encType="multipart/form-data" className="panel">
      <input type="hidden" name="act_key" value={isReturned ? state.actKey : actKey} />
      <input type="hidden" name="version" value={interest.version} />
      <input type="hidden" name="id" value={interest.id} />
      <Field
        id={id}
        label={t('needs:interest.reason')}
        hint={t('needs:interest.reason-hint')}
        error={isMissing ? t('acts:refused.reason_missing') : undefined}
      >
        {described => (
          <textarea
            {...described}
            data-user
            lang="und"
            dir="auto"
            name="reason"
            rows={2}
            maxLength={reason.maxLength}
            defaultValue={isReturned ? state.typed.reason : ''}
          />
        )}
      </Field>
      <p className="acts">
        <button type="submit" className="btn" name="answer" value="accepted">
          {t('needs:interest.accept')}
        </button>
        <button type="submit" className="btn quiet" name="answer" value="refused">
          {t('needs:interest.refuse')}
        </button>
      </p>
    </form>
  )
}
