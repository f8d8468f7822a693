import { useLocation } from '@remix-run/react'
import { Fragment, type ReactNode } from 'react'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { isIsoDate } from '#app/domain/calendar/iso-date.ts'
import { directionOf } from '#app/i18n/direction.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { Option } from '../forms/select-field.tsx'
import type { ActLabels } from './act-problems.tsx'

export type Answers = {
  /** What is sent: each field with its label, in the order of the form. */
  labels: ActLabels
  /** The choices of fields that offer some: an answer is shown in their words. */
  options?: Partial<Record<string, readonly Option[]>>
  /** Answers that say more than what was typed: who is meant, which files came along. */
  shown?: Partial<Record<string, ReactNode>>
  /** What sending means. */
  note?: ReactNode
  /** What tells this act from others of the page: hidden fields. */
  fields?: Readonly<Record<string, string>>
}

type Props = Answers & {
  state: ActFormState
  version?: number
  /** The words on the button that sends it. */
  send: string
}

/**
 * Everything that was typed once more, before it is sent for good: one button sends it, one beside each answer leads
 * back to its field. They post, so that nothing is lost where no script runs and a file waits under the act key.
 */
export function CheckAnswers({ state, labels, options = {}, shown = {}, fields = {}, version, send, note }: Props) {
  const { t } = useLanguage()
  const { typed, actKey } = state
  const { pathname, search } = useLocation()
  return (
    <>
      <h2 id="check" tabIndex={-1}>
        {t('acts:check')}
      </h2>
      <dl className="pairs checked">
        {Object.entries(labels).map(([name, label]) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{shown[name] ?? <Answer text={typed[name] ?? ''} options={options[name]} />}</dd>
            <dd className="change">
              <button
                type="submit"
                form="checked"
                className="link"
                name="intent"
                value="change"
                formAction={`${pathname}${search}#${name}`}
              >
                {t('acts:change')} <span className="vh">{label}</span>
              </button>
            </dd>
          </div>
        ))}
      </dl>
      {note ? <p className="note">{note}</p> : null}
      <form method="post" action={pathname + search} encType="multipart/form-data" className="acts" id="checked">
        <input type="hidden" name="act_key" value={actKey} />
        {version === undefined ? null : <input type="hidden" name="version" value={version} />}
        {Object.entries({ ...typed, ...fields }).map(([name, text]) => (
          <input key={name} type="hidden" name={name} value={text} />
        ))}
        <button type="submit" className="btn">
          {send}
        </button>
        <button type="submit" className="btn quiet" name="intent" value="change">
          {t('acts:change-answers')}
        </button>
      </form>
    </>
  )
}

function Answer({ text, options }: { text: string; options: readonly Option[] | undefined }) {
  const { t, format } = useLanguage()
  if (text.trim() === '') {
    const none = options?.find(({ value, label }) => value === '' && label !== t('acts:choose'))?.label
    return <span className="dim">{none ?? t('common:not-stated')}</span>
  }
  if (options === undefined) return isIsoDate(text) ? format.day(text) : <Typed text={text} />
  const chosen = options.filter(({ value }) => text.split(',').includes(value))
  const [only] = chosen
  if (chosen.length === 1 && only?.lang) {
    return (
      <bdi data-user lang={only.lang} dir={directionOf(only.lang)}>
        {only.label}
      </bdi>
    )
  }
  return format.list(chosen.map(({ label }) => label))
}

function Typed({ text }: { text: string }) {
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
