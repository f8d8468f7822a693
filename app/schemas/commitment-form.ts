import { z } from 'zod'
import type { RefusalCode } from '#app/domain/acts/refusal.ts'
import { wholeYears } from '#app/domain/commitments/promised-total.ts'
import { areInOrder, typedMilestones } from '#app/domain/commitments/typed-milestones.ts'
import { toMinor } from '#app/domain/money/money.ts'
import { formLanguage } from './account-fields.ts'
import { codesField, dayField, optionalChoice, optionalDayField, optionalQuantityField } from './typed-fields.ts'
import { optionalLine, optionalText, written, writtenLine } from './written.ts'

export const commitmentKinds = [
  'training',
  'joint_lab',
  'infrastructure',
  'shared_resource',
  'funding',
  'policy',
  'programme',
] as const

export const qualifiers = ['exactly', 'at_least', 'up_to'] as const

export const formalisations = ['announced', 'signed', 'funded'] as const

/** What an amount is a rate of; empty where it is a total. */
export const amountPeriods = ['year', 'month'] as const

const amountFields = {
  amount: optionalQuantityField,
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^([A-Z]{3})?$/)
    .transform(code => code || null),
  amountPer: optionalChoice(amountPeriods),
}

/** An amount has its currency, and no more decimals than that has. */
function checkAmount(value: { amount: number | null; currency: string | null }, context: z.RefinementCtx): void {
  if (value.amount === null) return
  if (value.currency === null) context.addIssue({ code: 'custom', path: ['currency'], message: 'missing' })
  else if (toMinor(value.amount, value.currency) === null)
    context.addIssue({ code: 'custom', path: ['amount'], message: 'too fine' })
}

const planFields = {
  targetFrom: optionalDayField,
  targetTo: optionalDayField,
  milestones: written(1000).transform((text, context) => {
    const milestones = typedMilestones(text)
    if (milestones !== null) return milestones
    context.addIssue({ code: 'custom', message: 'no milestones' })
    return z.NEVER
  }),
}

const placeFields = { regions: codesField, countries: codesField }

/** The form with which an organisation registers what it has promised. */
export const commitmentSchema = z
  .object({
    title: writtenLine(300).min(3),
    lang: formLanguage,
    kind: z.enum(commitmentKinds),
    subject: writtenLine(150).min(2),
    topics: codesField,
    target: optionalQuantityField,
    measure: optionalLine(60),
    qualifier: optionalChoice(qualifiers),
    targetWords: optionalLine(150),
    ...planFields,
    ...amountFields,
    announcedOn: dayField,
    dueOn: optionalDayField,
    dueWords: optionalLine(150),
    ...placeFields,
    point: z
      .string()
      .regex(/^([0-9]{1,2})?$/)
      .transform(number => (number === '' ? null : Number(number))),
    pointReason: optionalText(1000),
    sourceUrl: optionalLine(500),
    sourcePublisher: optionalLine(150),
    nextReportDueOn: dayField,
  })
  .superRefine(checkAmount)
  .superRefine((value, context) => {
    const wrong = (field: keyof typeof value, message: RefusalCode) =>
      context.addIssue({ code: 'custom', path: [field], message })
    /** Fields that go together: those that are left out of what was begun. */
    const together = (fields: readonly (keyof typeof value)[], message: RefusalCode) => {
      const missing = fields.filter(field => value[field] === null)
      if (missing.length < fields.length) for (const field of missing) wrong(field, message)
    }
    together(['target', 'measure', 'qualifier', 'targetWords'], 'target_incomplete')
    together(['point', 'pointReason'], 'point_unknown')
    together(['sourceUrl', 'sourcePublisher'], 'source_incomplete')
    if (value.sourceUrl !== null && !/^https?:\/\//.test(value.sourceUrl)) wrong('sourceUrl', 'evidence_no_address')
    if (value.amountPer !== null && value.amount === null) wrong('amount', 'amount_incomplete')
    if (value.dueOn !== null && value.dueOn <= value.announcedOn) wrong('dueOn', 'dates_crossed')
    const { targetFrom: from, targetTo: to, target, milestones } = value
    const years = from !== null && to !== null ? wholeYears({ from, to }) : null
    together(['targetFrom', 'targetTo'], 'period_incomplete')
    if (from !== null && to !== null && years === null) wrong('targetTo', 'period_incomplete')
    if (milestones.length > 0 && target === null) wrong('milestones', 'milestones_without_total')
    // Whether the unit is a rate the form does not know: a rate without its years is left to the command.
    else if (target !== null && !areInOrder(milestones, { ...value, total: target * (years ?? 1) }))
      wrong('milestones', 'milestones_crossed')
  })

/** What of a registered promise may change, with the reason. */
export const reviseSchema = z
  .object({
    title: writtenLine(300).min(3),
    target: optionalQuantityField,
    ...planFields,
    ...amountFields,
    ...placeFields,
    dueOn: optionalDayField,
    formalisation: z.enum(formalisations),
    nextReportDueOn: optionalDayField,
    reason: written(2000).min(3),
  })
  .superRefine(checkAmount)
