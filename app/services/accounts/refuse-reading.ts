import { problemOf, type Refused, refuse } from '#app/domain/accounts/problem.ts'
import type { ActFieldError } from '#app/domain/acts/returned-form.ts'

/** A form whose fields do not fit their schema, as the page shows it again. */
export function refuseReading({
  typed,
  errors,
}: {
  typed: Record<string, string>
  errors: Partial<Record<string, ActFieldError>>
}): Refused {
  const wrong = Object.entries(errors).map(([field, error]) => problemOf(field, error ?? 'invalid'))
  return refuse(typed, ...wrong)
}
