import { fieldOf, type ShownRefusal } from '#app/domain/accounts/problem.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Icon } from '../ui/icon.tsx'

/** What stands in the way, first on the page and in focus, with a link to each field; or how long to wait. */
export function ProblemSummary({ refused }: { refused: ShownRefusal | null }) {
  const { t, format } = useLanguage()
  if (refused === null) return null
  const { problems, waitMinutes } = refused
  const n = format.number(waitMinutes > 0 ? waitMinutes : problems.length)
  return (
    // biome-ignore lint/a11y/noAutofocus: the page came back because of this, also where no script can move the focus
    <div className="summary" role="alert" tabIndex={-1} autoFocus aria-labelledby="summary-title">
      <h2 className="flat" id="summary-title">
        <Icon name="over" />{' '}
        {waitMinutes > 0 ? t('account:too-many') : t('report:to-fix', { count: problems.length, n })}
      </h2>
      {waitMinutes > 0 ? (
        <p>{t('account:wait', { count: waitMinutes, n })}</p>
      ) : (
        <ul>
          {problems.map(problem => (
            <li key={problem}>
              {['link', 'form'].includes(fieldOf(problem)) ? (
                t(`account:error.${problem}`)
              ) : (
                <a href={`#${fieldOf(problem)}`}>{t(`account:error.${problem}`)}</a>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
