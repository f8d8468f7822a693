import { z } from 'zod'
import type { Json } from '#app/data/database.types.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { decidingDeadline } from '#app/domain/commitments/four-answers.ts'
import type { Milestone } from '#app/domain/commitments/typed-milestones.ts'
import { toMinor, toUnits } from '#app/domain/money/money.ts'
import type { Db } from '#app/platform/database.server.ts'
import { commitmentSchema, reviseSchema } from '#app/schemas/commitment-form.ts'
import { sendForm } from '../acts/send-form.server.ts'

const receipt = z.object({ ref: z.string() })

export const commitmentDraft = (organisationRef: string) => ({ form: 'register-commitment', subject: organisationRef })

/** An organisation registers what it has promised. A number goes with its unit, or there is none at all. */
export const registerCommitment = (db: Db, form: FormData, { id, ref, at }: { id: string; ref: string; at: IsoDate }) =>
  sendForm(db, form, {
    command: 'register_commitment',
    schema: commitmentSchema,
    input: ({ amount, currency, amountPer, milestones, ...value }) => ({
      ...value,
      organisation: id,
      milestones: milestones.map(asInput),
      amountMinor: amount === null || currency === null ? null : toMinor(amount, currency),
      currency: amount === null ? null : currency,
      amountPer: amount === null ? null : amountPer,
    }),
    receipt,
    draft: commitmentDraft(ref),
    refuse: async ({ announcedOn, nextReportDueOn }) => [
      ...(announcedOn && announcedOn > at ? (['date_future'] as const) : []),
      ...(nextReportDueOn && nextReportDueOn <= at ? (['date_past'] as const) : []),
    ],
  })

/** The accountable organisation changes its promise: only what differs is sent. */
export const reviseCommitment = (db: Db, form: FormData, commitment: Commitment, lang: string) =>
  sendForm(db, form, {
    command: 'revise_commitment',
    schema: reviseSchema,
    input: value => ({
      ref: commitment.ref,
      reason: value.reason,
      reasonLang: lang,
      title: changed(value.title, commitment.title.text),
      target: changed(value.target, commitment.target?.value ?? null),
      targetFrom: changed(value.targetFrom, commitment.target?.period?.from ?? null),
      targetTo: changed(value.targetTo, commitment.target?.period?.to ?? null),
      milestones: changedList(value.milestones.map(asInput), commitment.milestones.map(asInput)),
      ...changedAmount(value, commitment.amount),
      ...changedPlaces(value, commitment),
      dueOn: changed(value.dueOn, decidingDeadline(commitment)),
      formalisation: changed(value.formalisation, commitment.formalisation),
      nextReportDueOn: changed(value.nextReportDueOn, commitment.reporting?.nextDueOn ?? null),
    }),
    receipt,
  })

type Revised = z.output<typeof reviseSchema>

const changed = <Value>(typed: Value, known: Value): Value | null => (typed === known ? null : typed)

const asInput = ({ date, value }: Milestone) => ({ on: date, value })

/** Null where both lists hold the same, in whatever order. */
function changedList<Item extends Json>(typed: Item[], known: Item[]): Item[] | null {
  const inOrder = (items: Item[]) => items.map(item => JSON.stringify(item)).sort()
  return JSON.stringify(inOrder(typed)) === JSON.stringify(inOrder(known)) ? null : typed
}

/** An amount that is left out stays as it is, like everything else that is left out. */
function changedAmount({ amount, currency, amountPer }: Revised, known: Commitment['amount']) {
  const knownUnits = known === null ? null : toUnits(known)
  const isSame = amount === knownUnits && currency === (known?.currency ?? null)
  return {
    amountMinor: isSame || amount === null || currency === null ? null : toMinor(amount, currency),
    currency: isSame || amount === null ? null : currency,
    amountPer: amount === null ? null : changed(amountPer ?? 'total', known?.per ?? 'total'),
  }
}

/** Places are sent whole: those that are not among them are no longer promised anything. */
function changedPlaces({ regions, countries }: Revised, known: Commitment) {
  const isSame = changedList(regions, known.regions) === null && changedList(countries, known.countries) === null
  return isSame ? { regions: null, countries: null } : { regions, countries }
}
