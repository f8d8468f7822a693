import type { Params, RuleResult } from './rule.ts'

/** Conditions that have a sentence of their own; any other has the general one, beside the words of the source. */
export const knownConditions: readonly string[] = [
  'accredited-stem',
  'consortium-member',
  'degree',
  'early-career',
  'faculty-time-and-infrastructure',
  'grade',
  'grantee',
  'joint-team',
  'language-ai-work',
  'management-capacity',
  'public-university',
  'regional-presence',
  'seniority',
  'stage',
  'underrepresented-group',
]

/** Every code that `sentenceOf` can give. */
export const sentenceCodes: readonly string[] = [
  'place-in.country',
  'place-in.place',
  'place-in.world',
  'place-out.country',
  'place-out.countries',
  'place-out.places',
  'place-out.both',
  'place-unknown',
  'place-undefined',
  'body-in',
  'body-out',
  'body-unknown',
  'people-in',
  'people-in.anybody',
  'people-out',
  'people-maybe',
  'people-unknown',
  'language-in',
  'language-out',
  'language-unknown',
  'age-unknown',
  'age-unknown.between',
  'age-unknown.from',
  'age-unknown.to',
  'nomination-needed',
  'nomination-needed.days',
  'condition-unknown',
  ...knownConditions.map(condition => `condition-unknown.${condition}`),
  'terms-unknown',
]

/** A text by its key in the namespace `rules`, and the codes that go into it. */
export type Sentence = { code: string; params: Params }

/** The sentence that tells one result: its reason code, with a variant after a dot where the wording differs. */
export function sentenceOf({ reason, params }: RuleResult): Sentence {
  const variant = variantOf({ reason, params })
  return { code: variant === null ? reason : `${reason}.${variant}`, params: withCount(params) }
}

function variantOf({ reason, params }: Pick<RuleResult, 'reason' | 'params'>): string | null {
  switch (reason) {
    case 'place-in':
      return params.via === 'country' || params.via === 'world' ? params.via : 'place'
    case 'place-out':
      return placeOutVariant(params)
    case 'people-in':
      return params.group === 'anybody' ? 'anybody' : null
    case 'age-unknown':
      return ageVariant(params)
    case 'nomination-needed':
      return 'days' in params ? 'days' : null
    case 'condition-unknown':
      return knownConditions.includes(String(params.condition)) ? String(params.condition) : null
    default:
      return null
  }
}

function placeOutVariant({ countries, places }: Params): string {
  const [named, listed] = [(countries as string[]).length, (places as string[]).length]
  if (listed > 0) return named > 0 ? 'both' : 'places'
  return named === 1 ? 'country' : 'countries'
}

function ageVariant({ min, max }: Params): string | null {
  if (min !== undefined && max !== undefined) return 'between'
  if (min !== undefined) return 'from'
  return max === undefined ? null : 'to'
}

/** The number that chooses the plural form. */
function withCount(params: Params): Params {
  return typeof params.days === 'number' ? { ...params, count: params.days } : params
}
