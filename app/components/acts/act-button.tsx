import type { ReactNode } from 'react'

type Props = {
  actKey: string
  /** What the act is about: hidden fields. */
  fields: Record<string, string | number>
  children: ReactNode
  isQuiet?: boolean
  action?: string
}

/** An act of one press, which needs nothing to be filled in. */
export function ActButton({ actKey, fields, children, isQuiet, action }: Props) {
  return (
    <form method="post" action={action} encType="multipart/form-data">
      <input type="hidden" name="act_key" value={actKey} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={isQuiet ? 'btn quiet' : 'btn'}>
        {children}
      </button>
    </form>
  )
}
