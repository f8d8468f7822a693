import type { Application } from '#app/domain/applications/application.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { LinkTo } from '../ui/link-to.tsx'
import { Words } from '../ui/words.tsx'
import { GroupedCode } from './spoken-code.tsx'
import { ApplicationTag } from './state-tags.tsx'

/** Applications with the other side's name: for a provider who applied, for an institution for what. */
export function ApplicationList({
  applications,
  shows,
}: {
  applications: readonly Application[]
  shows: 'organisation' | 'offer'
}) {
  const { t, format } = useLanguage()
  return (
    <ul className="rows">
      {applications.map(application => (
        <li key={application.ref}>
          <LinkTo to={`/applications/${application.ref}`}>
            <Words of={shows === 'organisation' ? application.organisation.name : application.offer.title} />
          </LinkTo>{' '}
          <ApplicationTag state={application.state} />
          <span className="hint">
            <GroupedCode code={application.ref} />
            {' · '}
            {t('applications:sent-on', { at: format.moment(application.submittedAt) })}
          </span>
        </li>
      ))}
    </ul>
  )
}
