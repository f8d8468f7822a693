import { CheckAnswers } from '#app/components/acts/check-answers.tsx'
import type { Option } from '#app/components/forms/select-field.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { CommitmentLabels } from './commitment-labels.ts'
import { type CommitmentChoices, useCommitmentOptions } from './use-options.ts'

type Props = { state: ActFormState; labels: CommitmentLabels; choices: CommitmentChoices }

/** The promise as it will stand on record, with choices in words. */
export function CheckCommitment({ state, labels, choices }: Props) {
  const { t, format } = useLanguage()
  const options: Partial<Record<string, Option[]>> = useCommitmentOptions(choices)
  const inWords = (name: string): string | undefined => {
    const known = options[name]
    const chosen = (state.typed[name] ?? '').split(',').filter(Boolean)
    if (known === undefined || chosen.length === 0) return undefined
    return format.list(chosen.map(code => known.find(({ value }) => value === code)?.label ?? code))
  }
  return (
    <CheckAnswers
      state={state}
      answers={Object.entries(labels).map(([name, label]) => ({ name, label, value: inWords(name) }))}
      send={t('commitments:new.send')}
      note={t('commitments:new.send-note')}
    />
  )
}
