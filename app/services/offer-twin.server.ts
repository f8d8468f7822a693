import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { toUnits } from '#app/domain/money/money.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import type { Cell } from '#app/platform/data-response.server.ts'

export const offerColumns = [
  'ref',
  'title',
  'title_lang',
  'provider_ref',
  'provider',
  'kind',
  'form',
  'topics',
  'window',
  'is_rolling',
  'window_at',
  'opens_on',
  'apply_by',
  'starts_on',
  'ends_on',
  'countries',
  'regions',
  'rules',
  'applicant_kinds',
  'people_groups',
  'capacity',
  'capacity_unit',
  'amount',
  'amount_currency',
  'amount_per',
  'languages',
  'mode',
  'cost',
  'apply_url',
  'apply_here_until',
  'left',
  'commitment',
  'source_url',
  'source_publisher',
  'source_read_on',
] as const

/** An offer as one row of open data; lists are separated by spaces, and what the source does not state is empty. */
export function offerRow(offer: Offer, at: IsoDate): Record<(typeof offerColumns)[number], Cell> {
  const { rules, amount, capacity, source, here } = offer
  return {
    ref: offer.ref,
    title: offer.title.text,
    title_lang: offer.title.lang,
    provider_ref: offer.provider.ref,
    provider: offer.provider.name.text,
    kind: offer.kind,
    form: offer.form,
    topics: offer.topics.join(' '),
    window: offer.window,
    is_rolling: offer.isRolling,
    window_at: at,
    opens_on: offer.opensOn,
    apply_by: offer.applyBy,
    starts_on: offer.startsOn,
    ends_on: offer.endsOn,
    countries: offer.countries.join(' '),
    regions: offer.regions.join(' '),
    rules: [...new Set(rules.map(({ rule }) => rule))].join(' '),
    applicant_kinds: rules.flatMap(rule => (rule.rule === 'body' ? rule.kinds : [])).join(' '),
    people_groups: rules.flatMap(rule => (rule.rule === 'people' ? rule.groups : [])).join(' '),
    capacity: capacity?.value ?? null,
    capacity_unit: capacity?.unit.text ?? null,
    amount: amount === null ? null : toUnits(amount),
    amount_currency: amount?.currency ?? null,
    amount_per: amount?.per ?? null,
    languages: offer.languages.join(' '),
    mode: offer.mode,
    cost: offer.cost,
    apply_url: offer.applyUrl,
    apply_here_until: here?.closesAt ?? null,
    left: here?.left ?? null,
    commitment: here?.commitment.ref ?? null,
    source_url: source?.url ?? null,
    source_publisher: source?.publisher ?? null,
    source_read_on: offer.checkedOn,
  }
}

/** The whole record as open data: what the source does not state is null or an empty list. */
export function offerRecord(offer: Offer, at: IsoDate) {
  return {
    ref: offer.ref,
    origin: offer.origin,
    title: offer.title,
    description: offer.description,
    kind: offer.kind,
    form: offer.form,
    provider: offer.provider,
    partners: offer.partners,
    topic: offer.topic,
    topics: offer.topics,
    window: { state: offer.window, at, is_rolling: offer.isRolling, opens_on: offer.opensOn, apply_by: offer.applyBy },
    starts_on: offer.startsOn,
    ends_on: offer.endsOn,
    capacity: offer.capacity,
    amount:
      offer.amount === null
        ? null
        : { value: toUnits(offer.amount), currency: offer.amount.currency, per: offer.amount.per ?? null },
    amount_words: offer.amountWords,
    in_kind: offer.inKind,
    languages: offer.languages,
    mode: offer.mode,
    cost: offer.cost,
    cost_words: offer.costWords,
    eligibility_words: offer.eligibilityWords,
    rules: offer.rules.map(rule => {
      if (rule.rule !== 'nomination') return rule
      const { leadDays, ...same } = rule
      return { ...same, lead_days: leadDays }
    }),
    countries: offer.countries,
    regions: offer.regions,
    apply_url: offer.applyUrl,
    apply_here: offer.here && {
      state: offer.here.state,
      closes_at: offer.here.closesAt,
      time_zone: offer.here.timeZone,
      left: offer.here.left,
      unit: offer.here.unitKind,
      measure: offer.here.measure,
      days_to_answer: offer.here.answerDays,
      ended_on: offer.here.endedOn,
      ended_reason: offer.here.endedReason,
      commitment: offer.here.commitment,
    },
    source: offer.source,
    source_read_on: offer.checkedOn,
    note: offer.note,
  }
}
