import { Fragment, type ReactNode } from 'react'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = {
  state: ActFormState
  /** What is sent, in the order of the form: the field, its label, and its value in words; typed text where left out. */
  answers: readonly { name: string; label: string; value?: ReactNode }[]
  version?: number
  /** The words on the button that sends it. */
  send: string
  /** What sending means. */
  note?: ReactNode
}

/** Everything that was typed once more, before it is sent for good; one button sends it, the other leads back. */
export function CheckAnswers({ state, answers, version, send, note }: Props) {
  const { t } = useLanguage()
  const { typed, actKey } = state
  return (
    <>
      <h2>{t('acts:check')}</h2>
      <dl className="pairs">
        {answers.map(({ name, label, value }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{value ?? <Typed text={typed[name] ?? ''} />}</dd>
          </div>
        ))}
      </dl>
      {note ? <p className="note">{note}</p> : null}
      <form method="post" encType="multipart/form-data" className="acts">
        <input type="hidden" name="act_key" value={actKey} />
        {version === undefined ? null : <input type="hidden" name="version" value={version} />}
        {Object.entries(typed).map(([name, text]) => (
          <input key={name} type="hidden" name={name} value={text} />
        ))}
        <button type="submit" className="btn">
          {send}
        </button>
        <button type="submit" className="btn quiet" name="intent" value="save_draft">
          {t('acts:change-answers')}
        </button>
      </form>
    </>
  )
}

function Typed({ text }: { text: string }) {
  const { t } = useLanguage()
  if (text === '') return <span className="dim">{t('common:not-stated')}</span>
  return (
    <bdi data-user lang="und" dir="auto">
      {text.split('\n').map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and nothing moves them
        <Fragment key={index}>
          {index > 0 ? <br /> : null}
          {line}
        </Fragment>
      ))}
    </bdi>
  )
}
