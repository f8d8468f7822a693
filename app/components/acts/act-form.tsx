import { createContext, type ReactNode, useContext } from 'react'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { HtmlConstraints } from '#app/schemas/html-constraints.ts'
import { useNonce } from '../layout/nonce.ts'

type ActForm = { state: ActFormState; constraints: Partial<Record<string, HtmlConstraints>> }

const ActFormContext = createContext<ActForm | null>(null)

/** The form around a field of an act. */
export function useActForm(): ActForm {
  const form = useContext(ActFormContext)
  if (form === null) throw new Error('a field of an act stands outside its form')
  return form
}

type Props = ActForm & {
  /** The version of the record that this page shows; left out where the act makes a new one. */
  version?: number
  /** Where it is sent; the page's own address where left out. */
  action?: string
  /** The words on the button. */
  send: string
  /**
   * The form is shown once more before it is sent: its page draws `CheckAnswers` then. What is wrong is said by us, all of
   * it at once and in the reader's language, where a browser would say one thing in its own.
   */
  checksFirst?: true
  /** A form that takes long can be kept and gone on with. */
  keepsDraft?: true
  /** Beside the button: a way back, say. */
  beside?: ReactNode
  children: ReactNode
}

/**
 * The form of one act: its key, the version that was read, its fields, its button. It is sent as it was typed, in any
 * script, at a byte a byte.
 */
export function ActForm({
  state,
  constraints,
  version,
  action,
  send,
  checksFirst,
  keepsDraft,
  beside,
  children,
}: Props) {
  const { t, format } = useLanguage()
  const nonce = useNonce()
  return (
    <ActFormContext.Provider value={{ state, constraints }}>
      <form
        method="post"
        action={action}
        encType="multipart/form-data"
        className="panel"
        {...(keepsDraft
          ? {
              'data-draft': state.writer ?? '',
              'data-offline': t('kept:draft.offline'),
              'data-signed-out': t('kept:draft.signed-out'),
              'data-back': t('kept:draft.back'),
              ...(state.returned ? { 'data-returned': '' } : {}),
            }
          : {})}
      >
        <input type="hidden" name="act_key" value={state.actKey} />
        {version === undefined ? null : <input type="hidden" name="version" value={version} />}
        {state.draftSavedAt ? (
          <p className="hint">{t('acts:draft-from', { at: format.moment(state.draftSavedAt) })}</p>
        ) : null}
        {children}
        <p className="acts">
          <button
            type="submit"
            className="btn"
            {...(checksFirst ? { name: 'intent', value: 'check', formAction: '#check', formNoValidate: true } : {})}
          >
            {send}
          </button>
          {keepsDraft ? (
            <button type="submit" className="btn quiet" name="intent" value="save_draft" formNoValidate>
              {t('acts:save-draft')}
            </button>
          ) : null}
          {beside}
        </p>
        {keepsDraft ? (
          <>
            <p className="hint" role="status" />
            {state.draftSavedAt ? <BeginAnew /> : null}
            <script nonce={nonce} src="/draft.js" defer />
          </>
        ) : null}
      </form>
    </ActFormContext.Provider>
  )
}

/** After all other buttons, so that no key presses it; asks first. */
function BeginAnew() {
  const { t } = useLanguage()
  return (
    <details>
      <summary>{t('acts:begin-anew')}</summary>
      <p>{t('acts:begin-anew-why')}</p>
      <button type="submit" className="btn quiet" name="intent" value="begin_anew" formNoValidate>
        {t('acts:begin-anew')}
      </button>
    </details>
  )
}
