import type { ComponentProps } from 'react'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { ActForm } from './act-form.tsx'
import { type Answers, CheckAnswers } from './check-answers.tsx'

type Props = Omit<ComponentProps<typeof ActForm>, 'checksFirst' | 'keepsDraft'> & Answers

/** The form of an act that cannot be taken back: it is filled in, shown once more with every answer, and only then sent. */
export function CheckedForm({ labels, options, shown, note, fields = {}, children, ...form }: Props) {
  const { t } = useLanguage()
  const { state, version, send } = form
  if (state.returned?.isChecked)
    return <CheckAnswers {...{ state, version, send, labels, options, shown, note, fields }} />
  return (
    <ActForm {...form} send={t('acts:check-first')} checksFirst keepsDraft>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </ActForm>
  )
}
