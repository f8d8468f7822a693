import { ActButton } from '#app/components/acts/act-button.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { SourceText } from '#app/domain/commitments/commitment.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Keyed = { id: string; version: number; actKey: string }

type Props = {
  invitations: readonly (Keyed & {
    organisation: { name: SourceText }
    role: 'owner' | 'editor' | 'reviewer' | 'viewer'
    expiresAt: string
  })[]
  requests: readonly (Keyed & { organisation: { name: SourceText }; kind: 'claim' | 'join'; createdAt: string })[]
}

/** What one is invited to, and what one has asked for and waits for. */
export function InvitationList({ invitations, requests }: Props) {
  const { t, format } = useLanguage()
  return (
    <>
      {invitations.map(({ id, version, actKey, organisation, role, expiresAt }) => (
        <div className="panel" key={id}>
          <p>
            <Text
              k="people:invited"
              v={{ organisation: <Words of={organisation.name} />, role: t(`people:role.${role}`) }}
            />{' '}
            <span className="dim">{t('people:invited-until', { at: format.moment(expiresAt) })}</span>
          </p>
          <ActButton actKey={actKey} fields={{ intent: 'accept', id, version }}>
            {t('people:accept')}
          </ActButton>
        </div>
      ))}
      {requests.map(({ id, version, actKey, organisation, kind, createdAt }) => (
        <div className="panel" key={id}>
          <p>
            <Text k={`people:asked.${kind}`} v={{ organisation: <Words of={organisation.name} /> }} />{' '}
            <span className="dim">{t('people:asked-at', { at: format.moment(createdAt) })}</span>
          </p>
          <ActButton actKey={actKey} fields={{ intent: 'withdraw', id, version }} isQuiet>
            {t('people:withdraw')}
          </ActButton>
        </div>
      ))}
    </>
  )
}
