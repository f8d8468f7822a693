import { z } from 'zod'
import { type IsoDate, isIsoDate } from '#app/domain/calendar/iso-date.ts'

const digits = '[0-9]{1,15}(\\.[0-9]{1,6})?'

/** A quantity as it is typed: digits, with a point before at most six decimals. Nothing is guessed at. */
export const quantity = z
  .string()
  .trim()
  .min(1)
  .max(22)
  .regex(new RegExp(`^${digits}$`))
  .transform(Number)

/** The same where it may be left out; null where it was. */
export const optionalQuantity = z
  .string()
  .trim()
  .max(22)
  .regex(new RegExp(`^(${digits})?$`))
  .transform(text => (text === '' ? null : Number(text)))

/** A calendar day that exists. */
export const day = z
  .string()
  .trim()
  .min(1)
  .refine(isIsoDate)
  .transform(text => text as IsoDate)

export const optionalDay = z
  .string()
  .trim()
  .refine(text => text === '' || isIsoDate(text))
  .transform(text => (text === '' ? null : (text as IsoDate)))
