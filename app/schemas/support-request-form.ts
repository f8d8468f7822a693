import { z } from 'zod'
import type { RefusalCode } from '#app/domain/acts/refusal.ts'
import { offerKinds } from './offer-filter.ts'
import { offerModes } from './offer-form.ts'
import {
  codeField,
  codesField,
  optionalChoice,
  optionalDayField,
  optionalQuantityField,
  quantityField,
} from './typed-fields.ts'
import { optionalLine, optionalText, written, writtenLine } from './written.ts'

/** A need has so many parts at most; the first one must be there. */
export const partNumbers = [1, 2, 3, 4, 5] as const

const optionalCode = optionalLine(60)

/** The form in which an institution says what it needs; parts by their numbers. */
export const supportRequestSchema = z
  .object({
    title: writtenLine(150).min(3),
    description: written(4000).min(10),
    kind: z.enum(offerKinds),
    topic: optionalCode,
    languages: codesField,
    mode: optionalChoice(offerModes),
    neededBy: optionalDayField,
    measure1: codeField,
    baseline1: optionalQuantityField,
    target1: quantityField(),
    dueOn1: optionalDayField,
    measure2: optionalCode,
    baseline2: optionalQuantityField,
    target2: optionalQuantityField,
    dueOn2: optionalDayField,
    measure3: optionalCode,
    baseline3: optionalQuantityField,
    target3: optionalQuantityField,
    dueOn3: optionalDayField,
    measure4: optionalCode,
    baseline4: optionalQuantityField,
    target4: optionalQuantityField,
    dueOn4: optionalDayField,
    measure5: optionalCode,
    baseline5: optionalQuantityField,
    target5: optionalQuantityField,
    dueOn5: optionalDayField,
    tellsMatches: z.enum(['yes', '']),
  })
  .superRefine((value, context) => {
    for (const n of partNumbers) {
      const target = value[`target${n}`]
      if (target !== null && target <= (value[`baseline${n}`] ?? 0))
        context.addIssue({ code: 'custom', path: [`target${n}`], message: 'target_not_above' satisfies RefusalCode })
    }
    // A part is begun with any of its fields, and whole with measure and target.
    for (const n of [2, 3, 4, 5] as const) {
      const isBegun =
        value[`measure${n}`] !== null ||
        value[`target${n}`] !== null ||
        value[`baseline${n}`] !== null ||
        value[`dueOn${n}`] !== null
      if (!isBegun) continue
      if (value[`measure${n}`] === null) context.addIssue({ code: 'custom', path: [`measure${n}`], message: 'missing' })
      if (value[`target${n}`] === null) context.addIssue({ code: 'custom', path: [`target${n}`], message: 'missing' })
    }
  })

export type SupportRequestForm = z.output<typeof supportRequestSchema>

/** The parts that were filled in, in their order. */
export function partsOf(value: SupportRequestForm) {
  return partNumbers.flatMap(n => {
    const [measure, target] = [value[`measure${n}`], value[`target${n}`]]
    if (measure === null || target === null) return []
    return [{ measure, baseline: value[`baseline${n}`] ?? 0, target, dueOn: value[`dueOn${n}`] }]
  })
}

/** What either side says with its interest: in what, and a message. */
export const expressInterestSchema = z.object({ offer: codeField, message: optionalText(2000) })

/** The same from the offer's side: for which need of one's own. */
export const interestInOfferSchema = z.object({ request: codeField, message: optionalText(2000) })

export const answerInterestSchema = z.object({
  id: z.uuid(),
  answer: z.enum(['accepted', 'refused']),
  reason: optionalText(2000),
})
