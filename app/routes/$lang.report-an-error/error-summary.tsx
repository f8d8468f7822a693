import { Icon } from '#app/components/ui/icon.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { FormState } from './form-state.server.ts'
import { errorText, fields } from './report-texts.ts'

/** What stands in the way, first on the page and in focus, with a link to each field. Nothing that was typed is lost. */
export function ErrorSummary({ returned }: { returned: NonNullable<FormState['returned']> }) {
  const kit = useLanguage()
  const { t, format } = kit
  const wrong = returned.outcome === 'errors' ? fields.filter(field => returned.errors[field]) : []
  return (
    // biome-ignore lint/a11y/noAutofocus: the page came back because of this, also where no script can move the focus
    <div className="summary" role="alert" tabIndex={-1} autoFocus aria-labelledby="summary-title">
      <h2 className="flat" id="summary-title">
        <Icon name="over" />{' '}
        {returned.outcome === 'errors'
          ? t('report:to-fix', { count: wrong.length, n: format.number(wrong.length) })
          : t(`report:returned.${returned.outcome}.title`)}
      </h2>
      {returned.outcome === 'errors' ? (
        <ul>
          {wrong.map(field => (
            <li key={field}>
              <a href={`#${field}`}>{errorText(field, returned.errors[field], kit)}</a>
            </li>
          ))}
        </ul>
      ) : null}
      {returned.outcome === 'already_received' ? (
        <p>{t('report:returned.already_received.text', { at: format.moment(returned.at) })}</p>
      ) : null}
      {returned.outcome === 'too_many' || returned.outcome === 'not_taken' || returned.outcome === 'away' ? (
        <p>{t(`report:returned.${returned.outcome}.text`)}</p>
      ) : null}
    </div>
  )
}
