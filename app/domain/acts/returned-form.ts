import type { FieldError } from './field-error.ts'
import type { RefusalCode } from './refusal.ts'

/** What is wrong with a field, as a schema says it: by itself, or in the words in which a command would refuse it. */
export type ActFieldError = FieldError | RefusalCode

/** A form that was not taken, or was kept as a draft: everything that was typed, and why. */
export type ReturnedForm = {
  ok: false
  typed: Record<string, string>
  errors: Record<string, ActFieldError>
  /** How many characters a field needs that is too short. */
  least: Record<string, number>
  reason: RefusalCode | null
  /** When the act key was used before. */
  at: string | null
  /** The state of the record by now, where it stands in the way. */
  state: string | null
  isDraftSaved: boolean
  /** The file that was sent with it and was not taken, and why. */
  file?: { name: string; reason: string }
  /** Everything can be sent as it is: the page shows it once more before that. */
  isChecked: boolean
}

/** A form of which everything that was typed comes back, with nothing wrong but what the caller says. */
export const returnedWith = (
  typed: ReturnedForm['typed'],
  why: Partial<Omit<ReturnedForm, 'ok' | 'typed'>> = {},
): ReturnedForm => ({
  ok: false,
  typed,
  errors: {},
  least: {},
  reason: null,
  at: null,
  state: null,
  isDraftSaved: false,
  isChecked: false,
  ...why,
})

/** Whether a form came back because something is wrong with it: neither a draft nor a last look. */
export const wasRefused = (form: ReturnedForm | null | undefined): boolean =>
  Boolean(form && !form.isDraftSaved && !form.isChecked)

/** A form as its page shows it: new, begun, or returned. */
export type ActFormState = {
  actKey: string
  typed: Record<string, string>
  returned: ReturnedForm | null
  /** When the draft that is shown was saved; null where what is shown is no draft. */
  draftSavedAt: string | null
  /** Tells writers at one browser apart, and says nothing about them. */
  writer?: string | undefined
}
