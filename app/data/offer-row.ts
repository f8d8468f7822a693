import { z } from 'zod'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import { windowOf } from '#app/domain/offers/window-of.ts'
import { isoDate, money, organisationLink, origin, source, sourceText } from './rows.ts'

const words = { words: z.string().nullable(), lang: z.string() }

const rule = z.discriminatedUnion('rule', [
  z.object({ ...words, rule: z.literal('place'), countries: z.array(z.string()), regions: z.array(z.string()) }),
  z.object({
    ...words,
    rule: z.literal('body'),
    kinds: z.array(z.enum(['university', 'research_institute', 'government', 'civil_society', 'company'])),
  }),
  z.object({
    ...words,
    rule: z.literal('people'),
    groups: z.array(
      z.enum([
        'anybody',
        'students',
        'educators',
        'scholars',
        'officials',
        'professionals',
        'young_professionals',
        'start_ups',
      ]),
    ),
  }),
  z.object({ ...words, rule: z.literal('language'), languages: z.array(z.string()) }),
  z.object({ ...words, rule: z.literal('age'), min: z.number().nullable(), max: z.number().nullable() }),
  z.object({
    ...words,
    rule: z.literal('nomination'),
    by: z.literal('national_authority'),
    leadDays: z.number().nullable(),
  }),
  z.object({ ...words, rule: z.literal('condition'), condition: z.string() }),
  z.object({ ...words, rule: z.literal('terms') }),
])

/** A row of the view `offer_records`. */
const row = z.object({
  id: z.string(),
  ref: z.string(),
  origin,
  title: sourceText,
  description: sourceText.nullable(),
  kind: z.enum(['training', 'joint_lab', 'infrastructure', 'shared_resource']),
  form: z.enum([
    'course',
    'scholarship',
    'fellowship',
    'event',
    'money',
    'compute',
    'equipment',
    'expert_time',
    'lab',
    'data_set',
    'model',
    'code',
  ]),
  provider: organisationLink,
  partners: z.array(sourceText),
  topic: sourceText,
  topics: z.array(z.string()),
  stated_window: z.enum(['closed', 'rolling', 'unknown']).nullable(),
  opens_on: isoDate.nullable(),
  apply_by: isoDate.nullable(),
  starts_on: isoDate.nullable(),
  ends_on: isoDate.nullable(),
  capacity: z.object({ value: z.number(), unit: sourceText }).nullable(),
  amount: money.nullable(),
  amount_words: sourceText.nullable(),
  in_kind: sourceText.nullable(),
  languages: z.array(z.string()),
  mode: z.enum(['online', 'on_site', 'blended']).nullable(),
  cost: z.enum(['fees', 'some_fees', 'free', 'funded']).nullable(),
  cost_words: sourceText.nullable(),
  eligibility_words: sourceText.nullable(),
  rules: z.array(rule),
  countries: z.array(z.string()),
  regions: z.array(z.string()),
  apply_url: z.string().nullable(),
  source: source.nullable(),
  note: sourceText.nullable(),
  checked_on: isoDate,
  here: z
    .object({
      state: z.enum(['draft', 'internal_review', 'forecast', 'open', 'closed', 'finalised', 'cancelled']),
      version: z.number(),
      window: z.enum(['open', 'closed', 'forecast']),
      measure: z.string(),
      timeZone: z.string(),
      closesAt: z.string(),
      left: z.number(),
      unitKind: z.enum(['seat', 'lab_slot', 'consortium', 'grant', 'item']),
      answerDays: z.number(),
      endedReason: sourceText.nullable(),
      endedOn: isoDate.nullable(),
      commitment: z.object({ ref: z.string(), title: sourceText }),
    })
    .nullable(),
  is_listed: z.boolean(),
})

/** One row of the view as the domain's offer, its window computed for a day. */
export function offerFromRow(value: unknown, at: IsoDate): Offer {
  const {
    stated_window: stated,
    opens_on: opensOn,
    apply_by: applyBy,
    starts_on: startsOn,
    ends_on: endsOn,
    amount_words: amountWords,
    in_kind: inKind,
    cost_words: costWords,
    eligibility_words: eligibilityWords,
    apply_url: applyUrl,
    checked_on: checkedOn,
    here,
    is_listed: isListed,
    ...same
  } = row.parse(value)
  const dates = { opensOn, applyBy, startsOn, endsOn }
  return {
    ...same,
    ...dates,
    // The database judges the window of what is applied for here, by its own clock.
    window: here?.window ?? windowOf({ stated, ...dates }, at),
    isRolling: stated === 'rolling',
    amountWords,
    inKind,
    costWords,
    eligibilityWords,
    applyUrl,
    checkedOn,
    here: here && withoutWindow(here),
    isListed,
  }
}

const withoutWindow = ({ window: _, ...here }: NonNullable<z.output<typeof row>['here']>) => here
