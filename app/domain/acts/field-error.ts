/** What can be wrong with a field; the words for it are chosen by the page. */
export const fieldErrors = [
  'missing',
  'too_short',
  'too_long',
  'invalid',
  'no_number',
  'no_whole_number',
  'number_out_of_range',
  'no_day',
  'not_ticked',
  'only_money',
  'only_counted',
] as const

export type FieldError = (typeof fieldErrors)[number]

export const isFieldError = (text: string): text is FieldError => fieldErrors.some(known => known === text)
