import { AmountLine } from '#app/components/today/amount-line.tsx'
import { WaitingLine } from '#app/components/today/waiting-line.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { isForOther, type Task, taskPath } from '#app/domain/today/task.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** What waits, the most pressing first: what to do, about what, how much, by whom, since and until when; each one step away. */
export function TaskList({ tasks, at }: { tasks: readonly Task[]; at: IsoDate }) {
  const { t } = useLanguage()
  return (
    <ol className="rows">
      {tasks.map(task => (
        <li key={`${task.kind} ${task.ref} ${task.since}`}>
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
          <AmountLine amount={task.amount} by={task.who} isFor={isForOther(task.kind)} />
          <WaitingLine since={task.since} due={task.due} at={at} />
        </li>
      ))}
    </ol>
  )
}
