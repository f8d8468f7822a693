import { ActButton } from '#app/components/acts/act-button.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Role = 'owner' | 'editor' | 'reviewer' | 'viewer'

type Props = {
  members: readonly {
    id: string
    name: string | null
    mail: string | null
    role: Role
    since: string
    isReader: boolean
    actKey: string
  }[]
  isOwner: boolean
}

const roles = ['owner', 'editor', 'reviewer', 'viewer'] as const

/** Who acts for the organisation; its owners change roles, anybody leaves. */
export function MemberList({ members, isOwner }: Props) {
  const { t, format } = useLanguage()
  return (
    <ul className="rows">
      {members.map(({ id, name, mail, role, since, isReader, actKey }) => (
        <li key={id}>
          <b>
            <bdi data-user lang="und">
              {name ?? t('people:no-name')}
            </bdi>
          </b>{' '}
          {t(`people:role.${role}`)}
          {isReader ? ` · ${t('people:you')}` : ''}
          <span className="hint">
            {mail ? (
              <bdi data-user lang="und" dir="ltr">
                {mail}
              </bdi>
            ) : null}
            {mail ? ' · ' : null}
            {t('people:since', { date: format.moment(since) })}
          </span>
          {isOwner ? (
            <form method="post" encType="multipart/form-data" className="acts">
              <input type="hidden" name="act_key" value={actKey} />
              <input type="hidden" name="member" value={id} />
              <label className="vh" htmlFor={`role-${id}`}>
                <Text
                  k="people:role-of"
                  v={{
                    name: (
                      <bdi data-user lang="und">
                        {name ?? t('people:no-name')}
                      </bdi>
                    ),
                  }}
                />
              </label>
              <select id={`role-${id}`} name="role" defaultValue={role}>
                {roles.map(option => (
                  <option key={option} value={option}>
                    {t(`people:role.${option}`)}
                  </option>
                ))}
                <option value="none">{t('people:role.none')}</option>
              </select>
              <button type="submit" className="btn quiet">
                {t('people:change')}
              </button>
            </form>
          ) : null}
          {isReader && !isOwner ? (
            <ActButton actKey={actKey} fields={{ intent: 'leave', member: id, role: 'none' }} isQuiet>
              {t('people:leave')}
            </ActButton>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
