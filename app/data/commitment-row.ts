import { z } from 'zod'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { deliveryState, isoDate, money, organisationLink, origin, source, sourceText } from './rows.ts'

/** A row of the view `commitment_records`. */
const row = z.object({
  id: z.string(),
  ref: z.string(),
  version: z.number(),
  origin,
  is_listed: z.boolean(),
  title: sourceText,
  kind: z.enum(['training', 'joint_lab', 'infrastructure', 'shared_resource', 'funding', 'policy', 'programme']),
  topic: sourceText,
  topics: z.array(z.string()),
  accountable: organisationLink,
  partners: z.array(sourceText),
  target: z
    .object({
      measure: z.string(),
      value: z.number(),
      qualifier: z.enum(['exactly', 'at_least', 'up_to']),
      nature: z.enum(['stock', 'rate']),
      period: z.object({ from: isoDate, to: isoDate }).nullable(),
      words: sourceText,
    })
    .nullable(),
  amount: money.nullable(),
  announced_on: isoDate.nullable(),
  dates_approximate: z.boolean(),
  deadlines: z.array(z.object({ date: isoDate, words: sourceText.nullable(), source: source.nullable() })),
  deadline_words: sourceText.nullable(),
  formalisation: z.enum(['announced', 'signed', 'funded']),
  verifiability: z.union([
    z.object({ isVerifiable: z.literal(true) }),
    z.object({ isVerifiable: z.literal(false), reason: sourceText }),
  ]),
  milestones: z.array(z.object({ date: isoDate, value: z.number() })),
  deliveries: z.array(
    z.object({
      id: z.string(),
      ref: z.string().nullable(),
      origin,
      state: deliveryState,
      measure: z.string(),
      reported: z.number().nullable(),
      confirmed: z.number(),
      verified: z.number(),
      asOf: isoDate.nullable(),
      reportedBy: sourceText,
      receiver: organisationLink.nullable(),
      note: sourceText.nullable(),
      source: source.nullable(),
      disputed: z.boolean(),
      excluded: z.enum(['other_programme', 'before_promise']).nullable(),
      excludedReason: sourceText.nullable(),
    }),
  ),
  reporting: z.object({ lastOn: isoDate.nullable(), nextDueOn: isoDate }).nullable(),
  whole_ref: z.string().nullable(),
  part_refs: z.array(z.string()),
  overlap_refs: z.array(z.string()),
  sister_refs: z.array(z.string()),
  countries: z.array(z.string()),
  regions: z.array(z.string()),
  countries_from_group: z
    .enum(['developing', 'ldc', 'lldc', 'sids', 'commonwealth', 'african_union', 'asean', 'brics', 'sco'])
    .nullable(),
  named_frameworks: z.array(z.string()),
  point: z.object({ number: z.number(), reason: sourceText, by: z.string(), on: isoDate }).nullable(),
  source: source.nullable(),
  note: sourceText.nullable(),
  checked_on: isoDate,
  revisions: z.array(
    z.object({ on: isoDate, field: z.string(), before: sourceText, after: sourceText, reason: sourceText }),
  ),
})

/** One row of the view as the domain's commitment; a row of another shape is an error that names the field. */
export function commitmentFromRow(value: unknown): Commitment {
  const {
    is_listed,
    announced_on,
    dates_approximate,
    deadline_words,
    whole_ref,
    part_refs,
    overlap_refs,
    sister_refs,
    countries_from_group,
    named_frameworks,
    checked_on,
    ...same
  } = row.parse(value)
  return {
    ...same,
    isListed: is_listed,
    announcedOn: announced_on,
    datesApproximate: dates_approximate,
    deadlineWords: deadline_words,
    wholeRef: whole_ref,
    partRefs: part_refs,
    overlapRefs: overlap_refs,
    sisterRefs: sister_refs,
    countriesFromGroup: countries_from_group,
    namedFrameworks: named_frameworks,
    checkedOn: checked_on,
  }
}
