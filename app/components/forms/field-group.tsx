import type { ReactNode } from 'react'

type Props = { id: string; label: ReactNode; hint?: ReactNode; error?: string; children: ReactNode }

/** Several controls that answer one question, with its words and what is wrong with the answer. */
export function FieldGroup({ id, label, hint, error, children }: Props) {
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(' ') || undefined
  return (
    <fieldset className={error ? 'field oops' : 'field'} aria-describedby={described}>
      <legend>{label}</legend>
      {hint ? (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      {error ? (
        <span className="err" id={`${id}-error`}>
          {error}
        </span>
      ) : null}
      {children}
    </fieldset>
  )
}
