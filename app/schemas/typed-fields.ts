import { z } from 'zod'
import type { FieldError } from '#app/domain/acts/field-error.ts'
import { type IsoDate, isIsoDate } from '#app/domain/calendar/iso-date.ts'
import { typedNumber } from '#app/domain/numbers/typed-number.ts'
import { writtenLine } from './written.ts'

/** A number as people type it; what cannot be read is invalid. */
const number = z.string().trim().max(40)

type Range = { min: number; max: number; isWhole?: true }

const readNumber =
  ({ min, max, isWhole }: Range) =>
  (text: string, context: z.RefinementCtx) => {
    const value = typedNumber(text)
    if (value !== null && value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value
    const isRead = value !== null && (!isWhole || Number.isInteger(value))
    const message = isRead ? 'number_out_of_range' : isWhole ? 'no_whole_number' : 'no_number'
    context.addIssue({ code: 'custom', message } satisfies { code: 'custom'; message: FieldError })
    return z.NEVER
  }

/** The least that the database keeps of a quantity. */
const leastQuantity = 0.000001

/** `min` or more, and at most a million million; without a `min` anything above nought. */
export const quantityField = (min = leastQuantity) => number.min(1).transform(readNumber({ min, max: 1e12 }))

export const countField = (max: number) => number.min(1).transform(readNumber({ min: 1, max, isWhole: true }))

/** Null where it is left out. */
export const optionalQuantityField = number.transform((text, context) =>
  text === '' ? null : readNumber({ min: 0, max: 1e12 })(text, context),
)

/** The same for what comes in whole units: seats, slots, machines. */
export const optionalCountField = (max: number) =>
  number.transform((text, context) => (text === '' ? null : readNumber({ min: 1, max, isWhole: true })(text, context)))

/** A day as a browser's calendar sends it, or as it is typed without one: 2026-11-25. */
export const dayField = z
  .string()
  .trim()
  .min(1)
  .max(10)
  .refine((text): text is IsoDate => isIsoDate(text), 'no_day' satisfies FieldError)

export const optionalDayField = z
  .string()
  .trim()
  .max(10)
  .refine(text => text === '' || isIsoDate(text), 'no_day' satisfies FieldError)
  .transform(text => (text || null) as IsoDate | null)

/** Boxes that were ticked, as one text with commas; only those of the list. */
export const choicesField = (values: readonly string[]) =>
  z
    .string()
    .max(4000)
    .transform(text => [...new Set(text.split(','))].filter(value => values.includes(value)))

/** Codes with commas, to be checked against the data by the command. */
export const codesField = z
  .string()
  .max(4000)
  .transform(text => [...new Set(text.split(','))].filter(code => /^[A-Za-z0-9_-]{1,40}$/.test(code)))

/** A code that must be there, checked against the data by the command. */
export const codeField = writtenLine(60).min(1)

export const optionalChoice = <const Value extends string>(values: readonly Value[]) =>
  z
    .string()
    .refine(text => text === '' || values.some(value => value === text))
    .transform(text => values.find(value => value === text) ?? null)

/** A box that has to be ticked. */
export const consentField = z.literal('yes', 'not_ticked' satisfies FieldError)
