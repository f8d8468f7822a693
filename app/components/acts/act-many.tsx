import type { ReactNode } from 'react'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { FieldGroup } from '../forms/field-group.tsx'
import type { Option } from '../forms/select-field.tsx'
import { useActField } from './act-fields.tsx'

type Props = { name: string; label: string; hint?: ReactNode; options: readonly Option[] }

/**
 * Any number of choices of a long list, as boxes that are folded away until something is ticked; they are sent as one
 * text with commas. Groups of them open one by one. A link to the field lands at the first thing that opens.
 */
export function ActMany({ name, label, hint, options }: Props) {
  const { t } = useLanguage()
  const { error, typed } = useActField(name)
  const chosen = new Set(typed.split(','))
  const groups = [...new Set(options.map(({ group }) => group))]
  return (
    <FieldGroup id={name} {...{ label, hint, error }}>
      {groups.map((group, n) => {
        const members = options.filter(option => option.group === group)
        return (
          <details key={group ?? ''} open={members.some(({ value }) => chosen.has(value))}>
            <summary id={n === 0 ? name : undefined}>{group ?? t('acts:choose')}</summary>
            <div className="ticks">
              {members.map(option => (
                <label key={option.value}>
                  <input type="checkbox" name={name} value={option.value} defaultChecked={chosen.has(option.value)} />
                  {option.label}
                </label>
              ))}
            </div>
          </details>
        )
      })}
    </FieldGroup>
  )
}
