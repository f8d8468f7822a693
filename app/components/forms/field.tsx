import type { ReactNode } from 'react'

type Props = {
  id: string
  label: ReactNode
  hint?: ReactNode
  /** What is wrong, in the reader's language; the text typed stays. */
  error?: ReactNode
  children: (described: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }) => ReactNode
}

/** Label, hint, error and control, tied together for readers' ears. */
export function Field({ id, label, hint, error, children }: Props) {
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(' ') || undefined
  return (
    <div className={error ? 'field oops' : 'field'}>
      <label htmlFor={id}>{label}</label>
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
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
    </div>
  )
}
