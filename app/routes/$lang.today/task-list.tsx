import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { type Task, taskPath } from '#app/domain/today/task.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** What waits, the most pressing first: what to do, about what, for whom, since when; each one step away. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  const { t, format } = useLanguage()
  return (
    <ol className="rows">
      {tasks.map(task => (
        <li key={`${task.kind} ${task.ref}`}>
          <LinkTo to={taskPath(task)}>
            <b>{t(`today:task.${task.kind}`)}</b>
          </LinkTo>
          <span className="hint">
            <Words of={task.title} />
            {task.organisation ? (
              <>
                {' · '}
                <Words of={task.organisation.name} />
              </>
            ) : null}
          </span>
          <span className="small dim">
            {task.due
              ? t('today:due', { at: format.moment(task.due) })
              : t('today:since', { at: format.moment(task.since) })}
          </span>
        </li>
      ))}
    </ol>
  )
}
