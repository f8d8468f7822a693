import type { ActFieldError } from '#app/domain/acts/returned-form.ts'
import type { LanguageKit } from '#app/i18n/language-kit.ts'
import { errorReportSchema } from '#app/schemas/error-report.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'

/** The fields of the form, in their order on the page. */
export const fields = ['text', 'correction', 'contact'] as const satisfies (keyof typeof errorReportSchema.shape)[]

export const constraints = htmlConstraints(errorReportSchema)

/** What is wrong with a field and how to mend it; null where nothing is. */
export function errorText(
  field: (typeof fields)[number],
  error: ActFieldError | undefined,
  { t, format }: Pick<LanguageKit, 't' | 'format'>,
): string | null {
  if (error === undefined) return null
  if (error === 'missing' || error === 'too_short') return t('report:error.missing')
  return t(`report:error.too_long.${field}`, { n: format.number(constraints[field].maxLength ?? 0) })
}
