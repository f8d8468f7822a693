import { speaksOf } from '#app/domain/acts/refusal.ts'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Icon } from '../ui/icon.tsx'
import { problemOf } from './act-fields.tsx'

/** A field as the summary names it, in the order of the form. */
export type ActLabels = Readonly<Record<string, string>>

/**
 * Why a form came back, first on the page and in focus, with a link to each field; or that it was kept as a draft.
 * Nothing that was typed is lost.
 */
export function ActProblems({ state, labels }: { state: ActFormState; labels: ActLabels }) {
  const kit = useLanguage()
  const { t, format } = kit
  const { returned } = state
  if (returned === null || returned.isChecked) return null
  if (returned.isDraftSaved) {
    return (
      <p className="saved" role="status">
        <Icon name="ok" />
        <span>{t('acts:draft-saved')}</span>
      </p>
    )
  }
  const wrong = Object.entries(labels).filter(([name]) => problemOf(state, name, kit) !== undefined)
  const { reason } = returned
  const isOfField = reason !== null && wrong.some(([name]) => speaksOf(reason, name))
  return (
    // biome-ignore lint/a11y/noAutofocus: the page came back because of this, also where no script can move the focus
    <div className="summary" role="alert" tabIndex={-1} autoFocus aria-labelledby="summary-title">
      <h2 className="flat" id="summary-title">
        <Icon name="over" />{' '}
        {wrong.length > 0
          ? t('report:to-fix', { count: wrong.length, n: format.number(wrong.length) })
          : t('acts:not-sent')}
      </h2>
      {wrong.length > 0 ? (
        <ul>
          {wrong.map(([name, label]) => (
            <li key={name}>
              <a href={`#${name}`}>{t('acts:problem', { field: label, problem: problemOf(state, name, kit) ?? '' })}</a>
            </li>
          ))}
        </ul>
      ) : null}
      {reason !== null && !isOfField ? (
        <p>
          {reason === 'act_key_reused' && returned.at !== null
            ? t('acts:refused.act_key_reused', { at: format.moment(returned.at) })
            : t(`acts:refused.${reason}`)}
        </p>
      ) : null}
    </div>
  )
}
