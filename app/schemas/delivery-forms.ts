import { z } from 'zod'
import { lookedField, looks } from '#app/domain/deliveries/delivery-record.ts'
import { codeField, dayField, optionalDayField, optionalQuantityField, quantityField } from './typed-fields.ts'
import { optionalLine, optionalText, written } from './written.ts'

const evidenceUrl = optionalLine(500)

/** The form with which the accountable organisation reports what was delivered. */
export const reportSchema = z.object({
  measure: codeField,
  quantity: quantityField(),
  asOf: dayField,
  periodFrom: optionalDayField,
  periodTo: optionalDayField,
  place: z
    .string()
    .regex(/^([A-Z]{2})?$/)
    .transform(iso2 => iso2 || null),
  receiver: optionalLine(200),
  note: optionalText(4000),
  evidenceUrl,
})

export const confirmSchema = z.object({
  outcome: z.enum(['wholly', 'partly', 'not']),
  quantity: optionalQuantityField,
  note: optionalText(4000),
})

export const correctSchema = z.object({
  quantity: quantityField(),
  asOf: dayField,
  note: written(4000).min(3),
  evidenceUrl,
})

/** The finding of a verifier, with one answer for each piece of evidence: whether they looked at it. */
export const verifySchemaFor = (pieces: number) =>
  z.object({
    ...(Object.fromEntries(Array.from({ length: pieces }, (_, n) => [lookedField(n), z.enum(looks)])) as LookedFields),
    interest: z.enum(['none', 'declared']),
    outcome: z.enum(['wholly', 'partly', 'not']),
    quantity: optionalQuantityField,
    reason: written(4000).min(3),
  })
type LookedFields = Record<`looked${number}`, z.ZodEnum<{ [Look in (typeof looks)[number]]: Look }>>

export const handBackSchema = z.object({ handBackReason: written(2000).min(3) })

export const replySchema = z.object({ reply: written(4000).min(3) })

export const settleSchema = z.object({
  outcome: z.enum(['settled', 'upheld']),
  quantity: optionalQuantityField,
  ruling: written(4000).min(3),
})
