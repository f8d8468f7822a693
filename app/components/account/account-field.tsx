import { fieldOf, type ShownRefusal } from '#app/domain/accounts/problem.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { AccountField as FieldName } from '#app/schemas/account-forms.ts'
import type { HtmlConstraints } from '#app/schemas/html-constraints.ts'
import { TextField } from '../forms/text-field.tsx'

type Props = {
  refused: ShownRefusal | null
  constraints: HtmlConstraints
  label: string
  hint?: string
  /** What is there before somebody types. */
  value?: string
  readOnly?: boolean
}

type Kind = Pick<Parameters<typeof TextField>[0], 'type' | 'autoComplete' | 'dir' | 'inputMode' | 'className'>

/** How each field is filled in: what browsers and password managers offer, and which keys a phone shows. */
const kinds: Record<Exclude<FieldName, 'lang'>, Kind> = {
  name: { autoComplete: 'name' },
  mail: { type: 'email', autoComplete: 'username', dir: 'ltr' },
  password: { type: 'password', autoComplete: 'new-password', dir: 'ltr' },
  given: { type: 'password', autoComplete: 'current-password', dir: 'ltr' },
  code: { inputMode: 'numeric', autoComplete: 'one-time-code', dir: 'ltr', className: 'short' },
}

/** A field of an account's form, with its mistake where it has one. Secrets are never filled in again. */
export function AccountField({
  name,
  refused,
  constraints,
  value,
  ...rest
}: Props & { name: keyof typeof kinds } & Partial<Kind>) {
  const { t } = useLanguage()
  const problem = refused?.problems.find(code => fieldOf(code) === name)
  return (
    <TextField
      id={name}
      name={name}
      error={problem && t(`account:error.${problem}`)}
      defaultValue={refused?.typed[name] ?? value}
      {...constraints}
      {...kinds[name]}
      {...rest}
    />
  )
}
