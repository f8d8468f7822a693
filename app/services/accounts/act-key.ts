import { actKeySchema } from '#app/schemas/error-report.ts'

/** The key of a form that was handed out; null where the form is none of ours. */
export function readActKey(form: FormData): string | null {
  const read = actKeySchema.safeParse(form.get('act_key'))
  return read.success ? read.data : null
}
