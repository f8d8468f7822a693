import { z } from 'zod'
import { type IsoDate, isIsoDate } from '#app/domain/calendar/iso-date.ts'

/** The shapes of the rows in `data/`. Objects are strict: a field that the import does not know refuses the row. */

const day = z.custom<IsoDate>(value => typeof value === 'string' && isIsoDate(value), 'not a calendar day')
const text = z.string().trim().min(1)
const optionalText = text.nullable()
const httpUrl = z.string().regex(/^https?:\/\/\S+$/, 'not a web address')
const iso2 = z.string().regex(/^[A-Z]{2}$/)

const editor = { by: text, on: day }

export const countryRow = z.strictObject({
  iso2,
  iso3: z.string().regex(/^[A-Z]{3}$/),
  m49: z.string().regex(/^\d{3}$/),
  region: optionalText,
  regionCode: optionalText,
  subregion: optionalText,
  subregionCode: optionalText,
  intermediateRegion: optionalText,
  intermediateRegionCode: optionalText,
  ldc: z.boolean(),
  lldc: z.boolean(),
  sids: z.boolean(),
  /** null for Antarctica: the rule of UNCTADstat does not speak of it, and so it is in no list. */
  developing: z.boolean().nullable(),
  incomeGroup: z.enum(['LIC', 'LMC', 'UMC', 'HIC']).nullable(),
  incomeGroupJuly2026: z.enum(['LIC', 'LMC', 'UMC', 'HIC']).nullable(),
  unMember: z.boolean(),
  names: z.record(z.string(), text),
  unNames: z.record(z.string(), z.string()).nullable(),
})
export type CountryRow = z.infer<typeof countryRow>

export const membershipRow = z.strictObject({
  group: text,
  country: iso2,
  from: day.nullable(),
  to: day.nullable(),
  certainty: z.enum(['stated', 'announced']),
  source: httpUrl,
  note: text.optional(),
})

export const institutionRow = z.tuple([
  text,
  iso2,
  z.string().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'not a domain'),
])

export const organisationRow = z.strictObject({
  name: text,
  ref: z.string().regex(/^[a-z0-9-]+$/),
  kind: text,
  country: iso2.nullable(),
  sameAsDomain: optionalText,
  reason: text,
})

export const pointRow = z.strictObject({ number: z.number().int(), workingTitle: text, wording: text, support: text })

export const measureRow = z.strictObject({
  code: z.string().regex(/^[a-z_]+$/),
  nature: z.enum(['stock', 'rate']),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  units: z.array(text).min(1),
})

export const topicRow = z.strictObject({ code: z.string().regex(/^[a-z_]+$/), parent: optionalText })

const sourcePage = z.strictObject({ url: httpUrl, publisher: text })
const sourceWithKind = z.strictObject({ url: httpUrl, publisher: text, kind: text })
const amount = z.strictObject({
  value: z.number().nonnegative(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  per: text.optional(),
})

export const commitmentRow = z.strictObject({
  id: z.string().regex(/^C\d{2,}$/),
  committer: text,
  committerType: text,
  partners: z.array(text),
  title: text,
  kind: text,
  topic: text,
  target: z.strictObject({ value: z.number().positive(), unit: text, qualifier: text }).nullable(),
  amount: amount.nullable(),
  announcedOn: day.nullable(),
  deadline: day.nullable(),
  deadlineText: optionalText,
  beneficiaryCountries: z.array(iso2),
  beneficiaryRegions: z.array(text),
  frameworks: z.array(text),
  evidence: z.array(
    z.strictObject({
      value: z.number().nonnegative().nullable(),
      unit: text,
      asOf: day.nullable(),
      reportedBy: text,
      source: sourcePage,
      verification: z.literal('self-reported, not independently verified'),
      note: optionalText,
    }),
  ),
  source: sourceWithKind,
  note: optionalText,
  datesApproximate: z.boolean(),
})
export type CommitmentRow = z.infer<typeof commitmentRow>

export const pointMappingRow = z.strictObject({ commitment: text, point: z.number().int(), reason: text, ...editor })

const note = { commitment: text, reason: text, ...editor }
export const commitmentNote = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('not_verifiable'), ...note }),
  z.strictObject({ kind: z.literal('deadline'), ...note, date: day, words: text }),
  z.strictObject({
    kind: z.literal('excluded_report'),
    ...note,
    evidence: z.number().int().nonnegative(),
    excluded: z.enum(['other_programme', 'before_promise']),
  }),
  z.strictObject({ kind: z.literal('part_of'), ...note, whole: text }),
  z.strictObject({ kind: z.literal('overlaps'), ...note, other: text }),
  z.strictObject({ kind: z.literal('sister'), ...note, programme: text }),
  z.strictObject({ kind: z.literal('signed'), ...note }),
  z.strictObject({ kind: z.literal('countries_from_group'), ...note, group: text }),
])
export type CommitmentNote = z.infer<typeof commitmentNote>

export const offerRow = z.strictObject({
  id: z.string().regex(/^O\d{2,}$/),
  title: text,
  provider: text,
  providerType: text,
  partners: z.array(text),
  kind: text,
  topic: text,
  description: optionalText,
  eligibleCountries: z.array(iso2),
  eligibleRegions: z.array(text),
  eligibility: optionalText,
  seats: z.number().positive().nullable(),
  seatsUnit: optionalText,
  amount: amount.nullable(),
  inKind: optionalText,
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)),
  mode: optionalText,
  opensOn: day.nullable(),
  applyBy: day.nullable(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  statusOn20261122: z.enum(['closed', 'rolling', 'unknown']),
  url: httpUrl,
  source: sourceWithKind,
  note: optionalText,
})
export type OfferRow = z.infer<typeof offerRow>

export const offerFactsRow = z.strictObject({
  offer: text,
  form: optionalText,
  formReason: optionalText,
  cost: z.enum(['fees', 'some_fees', 'free', 'funded']).nullable(),
  costWords: optionalText,
  amountPer: z.enum(['year', 'month']).nullable().optional(),
  amountWords: optionalText.optional(),
  languages: z.array(z.string()).optional(),
  languagesReason: text.optional(),
  ...editor,
})
export type OfferFacts = z.infer<typeof offerFactsRow>

const ruleWords = { words: optionalText, lang: text }
const rule = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('place'), ...ruleWords, countries: z.array(iso2), regions: z.array(text) }),
  z.strictObject({
    rule: z.literal('body'),
    ...ruleWords,
    kinds: z.array(z.enum(['university', 'research_institute', 'government', 'civil_society', 'company'])).min(1),
  }),
  z.strictObject({
    rule: z.literal('people'),
    ...ruleWords,
    groups: z
      .array(
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
      )
      .min(1),
  }),
  z.strictObject({ rule: z.literal('language'), ...ruleWords, languages: z.array(text).min(1) }),
  z.strictObject({
    rule: z.literal('age'),
    ...ruleWords,
    min: z.number().int().nullable(),
    max: z.number().int().nullable(),
  }),
  z.strictObject({
    rule: z.literal('nomination'),
    ...ruleWords,
    by: z.literal('national_authority'),
    leadDays: z.number().int().nullable(),
  }),
  z.strictObject({ rule: z.literal('condition'), ...ruleWords, condition: z.string().regex(/^[a-z-]+$/) }),
  z.strictObject({ rule: z.literal('terms'), ...ruleWords }),
])

export const offerRulesRow = z.strictObject({
  offer: text,
  rules: z.array(rule).min(1),
  note: text.optional(),
  ...editor,
})
export type OfferRules = z.infer<typeof offerRulesRow>

const mapped = <Value extends z.ZodType>(value: Value) => z.record(z.string(), value)

export const sourceWords = z.strictObject({
  meta: z.unknown(),
  commitmentKinds: mapped(z.strictObject({ kind: text, reason: text })),
  offerKinds: mapped(z.strictObject({ kind: text, form: optionalText, reason: text })),
  qualifiers: mapped(z.enum(['exactly', 'at_least', 'up_to'])),
  organisationTypes: mapped(text),
  places: mapped(text),
  modes: mapped(text),
  sourceKinds: mapped(text),
  publisherKinds: mapped(z.strictObject({ kind: text, reason: text })),
  undefinedPlaces: mapped(text),
  groups: mapped(text),
  /** Names of countries that stand here instead of those of the source. */
  countryNames: z.array(z.strictObject({ iso2, lang: text, name: text, reason: text })),
})
export type SourceWords = z.infer<typeof sourceWords>
