import type { InputHTMLAttributes, ReactNode } from 'react'
import { Field } from './field.tsx'

type Props = {
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
} & Pick<
  InputHTMLAttributes<HTMLInputElement>,
  | 'name'
  | 'type'
  | 'maxLength'
  | 'minLength'
  | 'required'
  | 'pattern'
  | 'inputMode'
  | 'autoComplete'
  | 'defaultValue'
  | 'min'
  | 'max'
  | 'className'
  | 'dir'
  | 'list'
  | 'readOnly'
>

export function TextField({ id, label, hint, error, ...input }: Props) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {described => <input {...described} {...input} dir={input.dir ?? 'auto'} />}
    </Field>
  )
}
