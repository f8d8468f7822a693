import { z } from 'zod'
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

/** The form with which an organisation registers what it has promised. */
export const commitmentSchema = z.object({
  title: writtenLine(300).min(3),
  lang: formLanguage,
  kind: z.enum(commitmentKinds),
  subject: writtenLine(150).min(2),
  topics: codesField,
  target: optionalQuantityField,
  measure: optionalLine(60),
  qualifier: optionalChoice(qualifiers),
  targetWords: optionalLine(150),
  amount: optionalQuantityField,
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^([A-Z]{3})?$/)
    .transform(code => code || null),
  announcedOn: dayField,
  dueOn: optionalDayField,
  dueWords: optionalLine(150),
  regions: codesField,
  countries: codesField,
  point: z
    .string()
    .regex(/^([0-9]{1,2})?$/)
    .transform(number => (number === '' ? null : Number(number))),
  pointReason: optionalText(1000),
  sourceUrl: optionalLine(500),
  sourcePublisher: optionalLine(150),
  nextReportDueOn: dayField,
})

/** What of a registered promise may change, with the reason. */
export const reviseSchema = z.object({
  title: writtenLine(300).min(3),
  target: optionalQuantityField,
  dueOn: optionalDayField,
  formalisation: z.enum(formalisations),
  nextReportDueOn: optionalDayField,
  reason: written(2000).min(3),
})
