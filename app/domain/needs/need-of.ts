import type { Need } from '../ranking/need.ts'
import { leftOf, type RequestPart, type SupportRequest } from './support-request.ts'

/** Measures of which one is one person, so that a part says for how many people help is wanted. */
const countsPeople: ReadonlySet<string> = new Set([
  'people_trained',
  'training_places',
  'officials_trained',
  'students_trained',
  'lecturers_trained',
  'trainers_trained',
  'scholarships',
  'fellowships',
])

type Asked = Pick<SupportRequest, 'kind' | 'topic' | 'mode'> & {
  parts: readonly Omit<RequestPart, 'dueOn'>[]
}

/**
 * What ranking asks of a need: people are what is still left of the first part that counts them, rounded up; null where
 * no part does, or nothing is left. Blended help may be held either way, so it asks for neither.
 * Source: docs/ranking-scales.md.
 */
export function needOf({ kind, topic, mode, parts }: Asked): Need {
  const people = parts.filter(({ measure }) => countsPeople.has(measure)).map(part => Math.ceil(leftOf(part)))
  return {
    kind,
    topic,
    people: people.find(left => left > 0) ?? null,
    language: null,
    mode: mode === 'blended' ? null : mode,
  }
}
