import { z } from 'zod'
import { consentField, countField, optionalCountField, optionalQuantityField } from './typed-fields.ts'
import { written, writtenLine } from './written.ts'

/** Most that one application asks for. */
export const mostUnits = 20

export type TypedNominee = { name: string; mail: string | null }

/** One person a line, a mail address after a comma where there is one. Null where a line names nobody. */
export function readNominees(text: string): TypedNominee[] | null {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  const nominees = lines.map(line => {
    const [, name = '', mail = null] = /^(.*?)(?:[,،;]\s*(\S+@\S+\.\S+))?$/.exec(line) ?? []
    return { name: name.trim(), mail }
  })
  return nominees.length >= 1 &&
    nominees.length <= mostUnits &&
    nominees.every(({ name }) => name.length >= 2 && name.length <= 150)
    ? nominees
    : null
}

const common = { motivation: written(6000).min(10), request: writtenLine(20).transform(ref => ref || null) }

/** Seats: each for somebody who agrees. */
export const seatsSchema = z.object({
  ...common,
  nominees: written(4000)
    .min(1)
    .transform((text, context) => {
      const nominees = readNominees(text)
      if (nominees !== null) return nominees
      context.addIssue({ code: 'custom', message: 'no nominees' })
      return z.NEVER
    }),
  consent: consentField,
})

/** Lab slots or items: so many. */
export const countedSchema = z.object({ ...common, count: countField(mostUnits) })

/** Money: so much. */
export const grantSchema = z.object({
  ...common,
  asked: optionalQuantityField.refine(value => value !== null && value > 0),
})

export const decisionOutcomes = ['awarded', 'waitlisted', 'declined', 'ineligible'] as const

export const decisionReasons = [
  'best_fit',
  'meets_all',
  'no_room',
  'others_stronger',
  'rule_not_met',
  'incomplete',
  'other',
] as const

export const decisionSchema = z.object({
  outcome: z.enum(decisionOutcomes),
  reasonCode: z.enum(decisionReasons),
  reason: written(4000).transform(text => text || null),
  quantity: optionalQuantityField,
})

/** The same where seats, slots or items are awarded, which come whole. */
export const unitsDecisionSchema = decisionSchema.extend({ quantity: optionalCountField(mostUnits) })

export const awardAnswerSchema = z.object({
  answer: z.enum(['accepted', 'declined']),
  reason: written(2000).transform(text => text || null),
})

export const takeBackSchema = z.object({ reason: written(2000).min(3) })
