import { z } from 'zod'
import { day, optionalDay, optionalQuantity, quantity } from './quantity.ts'
import { optionalLine, optionalText, written, writtenLine } from './written.ts'

const evidenceUrl = optionalLine(500)

/** The form with which the accountable organisation reports what was delivered. */
export const reportSchema = z.object({
  measure: writtenLine(60).min(1),
  quantity,
  asOf: day,
  periodFrom: optionalDay,
  periodTo: optionalDay,
  place: z
    .string()
    .regex(/^([A-Z]{2})?$/)
    .transform(iso2 => iso2 || null),
  receiver: optionalLine(300),
  note: optionalText(4000),
  evidenceUrl,
})

export const confirmSchema = z.object({
  outcome: z.enum(['wholly', 'partly', 'not']),
  quantity: optionalQuantity,
  note: optionalText(4000),
})

export const correctSchema = z.object({ quantity, asOf: day, note: written(4000).min(3), evidenceUrl })

export const verifySchema = z.object({
  interest: z.enum(['none', 'declared']),
  outcome: z.enum(['verified', 'rejected']),
  quantity: optionalQuantity,
  reason: written(4000).min(3),
})

export const handBackSchema = z.object({ handBackReason: written(2000).min(3) })

export const replySchema = z.object({ reply: written(4000).min(3) })

export const settleSchema = z.object({
  outcome: z.enum(['settled', 'upheld']),
  quantity: optionalQuantity,
  ruling: written(4000).min(3),
})
