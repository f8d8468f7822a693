import type { ReactNode } from 'react'
import { directionOf } from '#app/i18n/direction.ts'
import { Field } from './field.tsx'

/** `lang` where a label is in another language than the page; `group` where a long list has parts. */
export type Option = { value: string; label: string; lang?: string; group?: string }

type Props = {
  id: string
  name: string
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  options: readonly Option[]
  value: string
}

/** A choice of one from a list; the first option is usually "any". */
export function SelectField({ options, value, name, ...field }: Props) {
  return (
    <Field {...field}>
      {described => (
        <select {...described} name={name} defaultValue={value}>
          {options.map(option => (
            <option
              key={option.value}
              value={option.value}
              lang={option.lang}
              dir={option.lang && directionOf(option.lang)}
              data-user={option.lang && ''}
            >
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
