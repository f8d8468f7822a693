import type { InputHTMLAttributes, ReactNode } from 'react'
import { isRefusalCode, speaksOf } from '#app/domain/acts/refusal.ts'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { type LanguageKit, useLanguage } from '#app/i18n/language-kit.ts'
import { Field } from '../forms/field.tsx'
import { FieldGroup } from '../forms/field-group.tsx'
import { type Option, SelectField } from '../forms/select-field.tsx'
import { TextField } from '../forms/text-field.tsx'
import { useActForm } from './act-form.tsx'

type Props = { name: string; label: string; hint?: ReactNode }

/** What is wrong with a field, in words; undefined where nothing is. */
export function problemOf({ returned }: ActFormState, name: string, { t, format }: LanguageKit): string | undefined {
  if (returned === null) return undefined
  const error = returned.errors[name]
  if (error === 'too_short') return t('acts:field.too_short', { n: format.number(returned.least[name] ?? 1) })
  if (error) return isRefusalCode(error) ? t(`acts:refused.${error}`) : t(`acts:field.${error}`)
  const { reason } = returned
  return reason !== null && speaksOf(reason, name) ? t(`acts:refused.${reason}`) : undefined
}

export function useActField(name: string) {
  const { state, constraints } = useActForm()
  const kit = useLanguage()
  return { error: problemOf(state, name, kit), typed: state.typed[name] ?? '', constraints: constraints[name] ?? {} }
}

/** One line of text, a number, a date. */
export function ActText({
  name,
  label,
  hint,
  ...more
}: Props &
  Pick<InputHTMLAttributes<HTMLInputElement>, 'type' | 'autoComplete' | 'dir' | 'className' | 'inputMode' | 'list'>) {
  const { error, typed, constraints } = useActField(name)
  return (
    <TextField
      id={name}
      name={name}
      label={label}
      hint={hint}
      error={error}
      defaultValue={typed}
      {...constraints}
      {...more}
    />
  )
}

/** A longer text in the writer's own words, in any language. */
export function ActArea({ name, label, hint, rows = 5 }: Props & { rows?: number }) {
  const { error, typed, constraints } = useActField(name)
  return (
    <Field id={name} label={label} hint={hint} error={error}>
      {described => (
        <textarea
          {...described}
          data-user
          lang="und"
          name={name}
          rows={rows}
          dir="auto"
          defaultValue={typed}
          required={constraints.required}
          maxLength={constraints.maxLength}
        />
      )}
    </Field>
  )
}

/** A choice of one from a list. */
export function ActSelect({ name, label, hint, options }: Props & { options: readonly Option[] }) {
  const { error, typed } = useActField(name)
  return <SelectField id={name} name={name} label={label} hint={hint} error={error} options={options} value={typed} />
}

/** A choice of one, all choices in sight. The first one carries the field's id, so that a link to it lands there. */
export function ActRadios({
  name,
  label,
  hint,
  options,
}: Props & { options: readonly { value: string; label: ReactNode; hint?: ReactNode }[] }) {
  return <Choices kind="radio" {...{ name, label, hint, options }} />
}

/** Any number of choices; they are sent as one text with commas. */
export function ActChecks({
  name,
  label,
  hint,
  options,
}: Props & { options: readonly { value: string; label: ReactNode }[] }) {
  return <Choices kind="checkbox" {...{ name, label, hint, options }} />
}

function Choices({
  kind,
  name,
  label,
  hint,
  options,
}: Props & { kind: 'radio' | 'checkbox'; options: readonly { value: string; label: ReactNode; hint?: ReactNode }[] }) {
  const { error, typed } = useActField(name)
  const chosen = kind === 'radio' ? [typed] : typed.split(',')
  return (
    <FieldGroup id={name} {...{ label, hint, error }}>
      {options.map((option, n) => (
        <label key={option.value} className="pick">
          <input
            type={kind}
            id={n === 0 ? name : undefined}
            name={name}
            value={option.value}
            defaultChecked={chosen.includes(option.value)}
          />
          <span>
            {option.label}
            {option.hint ? <span className="hint">{option.hint}</span> : null}
          </span>
        </label>
      ))}
    </FieldGroup>
  )
}

/** One box to tick: consent, a declaration. Ticked it sends `yes`. */
export function ActTick({ name, label, hint }: Props) {
  const { error, typed } = useActField(name)
  const described =
    [hint ? `${name}-hint` : null, error ? `${name}-error` : null].filter(Boolean).join(' ') || undefined
  return (
    <div className={error ? 'field oops' : 'field'}>
      {error ? (
        <span className="err" id={`${name}-error`}>
          {error}
        </span>
      ) : null}
      <label className="pick">
        <input
          type="checkbox"
          id={name}
          name={name}
          value="yes"
          defaultChecked={typed === 'yes'}
          aria-describedby={described}
          aria-invalid={error ? true : undefined}
        />
        <span>
          {label}
          {hint ? (
            <span className="hint" id={`${name}-hint`}>
              {hint}
            </span>
          ) : null}
        </span>
      </label>
    </div>
  )
}
