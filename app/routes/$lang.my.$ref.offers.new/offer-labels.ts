import { useLanguage } from '#app/i18n/language-kit.ts'

const fields = [
  'commitment',
  'form',
  'title',
  'description',
  'subject',
  'topics',
  'measure',
  'capacity',
  'capacityUnit',
  'amount',
  'currency',
  'opensOn',
  'applyBy',
  'timeZone',
  'startsOn',
  'endsOn',
  'languages',
  'mode',
  'cost',
  'countries',
  'places',
  'bodies',
  'answerDays',
] as const

export type OfferLabels = Record<(typeof fields)[number], string>

/** The labels of the form, which its summary of problems and its last look use as well. */
export function useOfferLabels(): OfferLabels {
  const { t } = useLanguage()
  return Object.fromEntries(fields.map(field => [field, t(`offers:new.${field}`)])) as OfferLabels
}
