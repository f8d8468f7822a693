import { useLanguage } from '#app/i18n/language-kit.ts'

const fields = [
  'title',
  'lang',
  'kind',
  'subject',
  'topics',
  'target',
  'measure',
  'qualifier',
  'targetWords',
  'targetFrom',
  'targetTo',
  'amount',
  'currency',
  'amountPer',
  'announcedOn',
  'dueOn',
  'dueWords',
  'milestones',
  'regions',
  'countries',
  'point',
  'pointReason',
  'sourceUrl',
  'sourcePublisher',
  'nextReportDueOn',
] as const

export type CommitmentLabels = Record<(typeof fields)[number], string>

/** The labels of the form, which its summary of problems and its last look use as well. */
export function useCommitmentLabels(): CommitmentLabels {
  const { t } = useLanguage()
  return Object.fromEntries(fields.map(field => [field, t(`commitments:new.${field}`)])) as CommitmentLabels
}
