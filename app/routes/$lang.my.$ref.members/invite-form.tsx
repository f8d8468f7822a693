import { ActButton } from '#app/components/acts/act-button.tsx'
import { ActSelect, ActText } from '#app/components/acts/act-fields.tsx'
import { ActForm } from '#app/components/acts/act-form.tsx'
import { Text } from '#app/components/ui/text.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { inviteSchema } from '#app/schemas/people-forms.ts'

const constraints = htmlConstraints(inviteSchema)

const roles = ['editor', 'reviewer', 'viewer', 'owner'] as const

type Props = {
  state: ActFormState
  labels: { mail: string; role: string }
  invitations: readonly {
    id: string
    mail: string
    role: (typeof roles)[number]
    version: number
    expiresAt: string
    actKey: string
  }[]
}

/** Invites by mail, and shows what was sent and is not answered. */
export function InviteForm({ state, labels, invitations }: Props) {
  const { t, format } = useLanguage()
  return (
    <>
      <h2>{t('people:invite.title')}</h2>
      {invitations.map(({ id, mail, role, version, expiresAt, actKey }) => (
        <div key={id} className="row">
          <p>
            <Text
              k="people:invite.sent"
              v={{
                mail: (
                  <bdi data-user lang="und" dir="ltr">
                    {mail}
                  </bdi>
                ),
                role: t(`people:role.${role}`),
                at: format.moment(expiresAt),
              }}
            />
          </p>
          <ActButton actKey={actKey} fields={{ intent: 'uninvite', id, version }} isQuiet>
            {t('people:withdraw')}
          </ActButton>
        </div>
      ))}
      <ActForm state={state} constraints={constraints} send={t('people:invite.send')}>
        <input type="hidden" name="intent" value="invite" />
        <ActText name="mail" label={labels.mail} hint={t('people:invite.mail-hint')} type="email" dir="ltr" />
        <ActSelect
          name="role"
          label={labels.role}
          hint={t('people:invite.role-hint')}
          options={roles.map(role => ({ value: role, label: t(`people:role.${role}`) }))}
        />
      </ActForm>
    </>
  )
}
