import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import type { SourceText } from '#app/domain/commitments/commitment.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { ActArea, ActRadios, ActSelect } from '../acts/act-fields.tsx'
import { ActForm } from '../acts/act-form.tsx'
import { Words } from '../ui/words.tsx'

type Asker = { name: string | null; mail: string }

type Props = {
  request: {
    id: string
    version: number
    actKey: string
    statement: SourceText
    createdAt: string
    asker: Asker | null
  }
  state: ActFormState
  /** Who joins is given a role; who claims becomes the owner. */
  givesRole: boolean
}

const roles = ['editor', 'reviewer', 'viewer', 'owner'] as const

/** Who asks, what they say of themselves, and the decision with its reason. */
export function DecideRequest({ request, state, givesRole }: Props) {
  const { t, format } = useLanguage()
  // The form that came back is the one whose id it carries; the others are as new.
  const isReturned = state.returned !== null && state.typed.id === request.id
  const own: ActFormState = isReturned
    ? state
    : { actKey: request.actKey, typed: {}, returned: null, draftSavedAt: null }
  return (
    <>
      {request.asker ? (
        <p>
          <b>
            <bdi data-user lang="und">
              {request.asker.name ?? t('people:no-name')}
            </bdi>
          </b>{' '}
          ·{' '}
          <bdi data-user lang="und" dir="ltr">
            {request.asker.mail}
          </bdi>
        </p>
      ) : null}
      <blockquote>
        <Words of={request.statement} />
      </blockquote>
      <p className="small dim">{t('people:asked-at', { at: format.moment(request.createdAt) })}</p>
      <ActForm
        state={own}
        constraints={{ reason: { required: true, maxLength: 2000 } }}
        version={request.version}
        send={t('people:decide')}
      >
        <input type="hidden" name="intent" value="decide" />
        <input type="hidden" name="id" value={request.id} />
        <ActRadios
          name="outcome"
          label={t('people:outcome')}
          options={[
            { value: 'approved', label: t('people:outcome.approved') },
            { value: 'refused', label: t('people:outcome.refused') },
          ]}
        />
        {givesRole ? (
          <ActSelect
            name="role"
            label={t('people:invite.role')}
            options={roles.map(role => ({ value: role, label: t(`people:role.${role}`) }))}
          />
        ) : null}
        <ActArea name="reason" label={t('people:reason')} hint={t('people:reason-hint')} rows={3} />
      </ActForm>
    </>
  )
}
