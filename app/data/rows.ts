import { z } from 'zod'
import { type IsoDate, isIsoDate } from '#app/domain/calendar/iso-date.ts'

/** The shapes that several rows share. Views give composite values as JSON in the shape of the domain. */
export const isoDate = z.custom<IsoDate>(value => typeof value === 'string' && isIsoDate(value), 'a calendar day')

export const sourceText = z.object({ text: z.string(), lang: z.string() })

export const origin = z.enum(['imported', 'platform', 'demonstration'])

export const money = z
  .object({ minor: z.number().int(), currency: z.string(), per: z.enum(['year', 'month']).nullable() })
  .transform(({ minor, currency, per }) => (per === null ? { minor, currency } : { minor, currency, per }))

export const source = z.object({
  url: z.string(),
  publisher: z.string(),
  kind: z.enum(['official', 'provider', 'press', 'secondary']),
})

export const organisationLink = z.object({ ref: z.string(), name: sourceText })

export const deliveryState = z.enum([
  'planned',
  'reported',
  'partly_confirmed',
  'confirmed',
  'disputed',
  'verified',
  'rejected',
  'corrected',
])
