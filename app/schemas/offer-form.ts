import { z } from 'zod'
import type { FieldError } from '#app/domain/acts/field-error.ts'
import type { RefusalCode } from '#app/domain/acts/refusal.ts'
import {
  codeField,
  codesField,
  countField,
  dayField,
  optionalChoice,
  optionalCountField,
  optionalDayField,
  optionalQuantityField,
} from './typed-fields.ts'
import { optionalLine, written, writtenLine } from './written.ts'

/** Each form of an offer with the kind it belongs to, in the order in which they are offered. */
export const offerForms = {
  course: 'training',
  scholarship: 'training',
  fellowship: 'training',
  event: 'training',
  lab: 'joint_lab',
  money: 'infrastructure',
  compute: 'infrastructure',
  equipment: 'infrastructure',
  expert_time: 'infrastructure',
  data_set: 'shared_resource',
  model: 'shared_resource',
  code: 'shared_resource',
} as const

export type OfferFormCode = keyof typeof offerForms

export const offerFormCodes = Object.keys(offerForms) as OfferFormCode[]

export const offerModes = ['online', 'on_site', 'blended'] as const
export const offerCosts = ['free', 'funded', 'some_fees', 'fees'] as const
export const bodyKinds = ['university', 'research_institute', 'government', 'civil_society', 'company'] as const

/** The form with which a provider publishes an offer. How much there is: a number with its unit, or money. */
export const offerSchema = z
  .object({
    commitment: codeField,
    form: z.enum(offerFormCodes),
    title: writtenLine(150).min(3),
    description: written(6000).min(10),
    subject: writtenLine(150).min(2),
    topics: codesField,
    measure: codeField,
    capacity: optionalCountField(1_000_000),
    capacityUnit: optionalLine(60),
    amount: optionalQuantityField,
    currency: z.string().regex(/^([A-Z]{3})?$/),
    opensOn: optionalDayField,
    applyBy: dayField,
    timeZone: writtenLine(60).min(1),
    startsOn: optionalDayField,
    endsOn: optionalDayField,
    languages: codesField,
    mode: optionalChoice(offerModes),
    cost: optionalChoice(offerCosts),
    countries: codesField,
    places: codesField,
    bodies: codesField,
    answerDays: countField(90),
  })
  .superRefine((value, context) => {
    const isMoney = value.form === 'money'
    const wrong = (field: keyof typeof value, message: FieldError | RefusalCode) =>
      context.addIssue({ code: 'custom', path: [field], message })
    // What would be left out in silence is said instead.
    if (isMoney && value.capacity !== null) wrong('capacity', 'only_counted')
    if (!isMoney && value.amount !== null) wrong('amount', 'only_money')
    if (isMoney && value.amount === null) wrong('amount', 'capacity_missing')
    if (isMoney && value.amount !== null && value.currency === '') wrong('currency', 'capacity_missing')
    if (!isMoney && value.capacity === null) wrong('capacity', 'capacity_missing')
    if (!isMoney && value.capacity !== null && value.capacityUnit === null) wrong('capacityUnit', 'capacity_missing')
    if (value.opensOn !== null && value.opensOn > value.applyBy) wrong('applyBy', 'dates_crossed')
    if (value.startsOn !== null && value.endsOn !== null && value.startsOn > value.endsOn)
      wrong('endsOn', 'dates_crossed')
  })

export const endOfferSchema = z.object({ reason: written(2000).min(3) })
