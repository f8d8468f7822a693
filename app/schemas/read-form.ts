import type { z } from 'zod'
import { isFieldError } from '#app/domain/acts/field-error.ts'
import { isRefusalCode } from '#app/domain/acts/refusal.ts'
import type { ActFieldError, ReturnedForm } from '#app/domain/acts/returned-form.ts'

/** What was typed, by field, exactly as it came: a form that comes back shows it again. */
export type Typed<Shape extends z.ZodRawShape> = { [Name in keyof Shape]: string }

export type FormReading<Shape extends z.ZodRawShape> =
  | { ok: true; typed: Typed<Shape>; value: z.output<z.ZodObject<Shape>> }
  | {
      ok: false
      typed: Typed<Shape>
      errors: Partial<Record<keyof Shape, ActFieldError>>
      /** How many characters a field needs that is too short. */
      least: Partial<Record<keyof Shape, number>>
    }

/** What came for a field as one text: all values of one that was sent several times, with commas; no files. */
export function typedText(form: FormData, name: string): string {
  return form
    .getAll(name)
    .filter(value => typeof value === 'string')
    .join(',')
}

/**
 * Reads the fields that a schema names, and no others; a file or a missing field counts as an empty text. A field that
 * was sent several times, as boxes that were ticked are, is one text with commas.
 */
export function readForm<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, form: FormData): FormReading<Shape> {
  const typed = Object.fromEntries(Object.keys(schema.shape).map(name => [name, typedText(form, name)])) as Typed<Shape>
  const parsed = schema.safeParse(typed)
  if (parsed.success) return { ok: true, typed, value: parsed.data }
  const errors: Partial<Record<keyof Shape, ActFieldError>> = {}
  const least: Partial<Record<keyof Shape, number>> = {}
  for (const issue of parsed.error.issues) {
    const name = issue.path[0] as keyof Shape
    errors[name] ??= errorOf(issue.code, typed[name], issue.message)
    if (issue.code === 'too_small' && errors[name] === 'too_short') least[name] ??= Number(issue.minimum)
  }
  return { ok: false, typed, errors, least }
}

/** What is wrong with the fields that were read; nothing where all of them can be taken. */
export const faultsOf = <Shape extends z.ZodRawShape>(
  reading: FormReading<Shape>,
): Pick<ReturnedForm, 'errors' | 'least'> =>
  reading.ok ? { errors: {}, least: {} } : (reading as Pick<ReturnedForm, 'errors' | 'least'>)

/** The fields that can be read, each by itself: rules can speak of them while others are still wrong. */
export function readFields<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  typed: Typed<Shape>,
): Partial<z.output<z.ZodObject<Shape>>> {
  const read = Object.entries(schema.shape).flatMap(([name, field]) => {
    const { success, data } = (field as z.ZodType).safeParse(typed[name])
    return success ? [[name, data]] : []
  })
  return Object.fromEntries(read)
}

function errorOf(code: z.core.$ZodIssue['code'], typed: string, message: string): ActFieldError {
  const isEmpty = typed.trim() === ''
  // A schema that knows better what is wrong says so in a word of ours.
  if (isRefusalCode(message) || (isFieldError(message) && (!isEmpty || message === 'not_ticked'))) return message
  // Whatever else is wrong with an empty field, the reader has only to answer it: a list where nothing is chosen, say.
  if (isEmpty) return 'missing'
  if (code === 'too_small') return 'too_short'
  return code === 'too_big' ? 'too_long' : 'invalid'
}
