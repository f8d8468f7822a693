import { z } from 'zod'
import { type DeliveryRecord, looks, type MyPart } from '#app/domain/deliveries/delivery-record.ts'
import { toUnits } from '#app/domain/money/money.ts'
import type { Db } from '#app/platform/database.server.ts'
import { databaseFault } from './database-fault.ts'
import { rowsOf } from './read-all.ts'
import { deliveryState, isoDate, organisationLink, origin, source, sourceText } from './rows.ts'

const organisationState = z.enum(['listed', 'claimed', 'verified'])
const whyNot = z.enum(['not_verified', 'related', 'same_person', 'interest']).nullable()

/** A row of the view `delivery_records`. */
const row = z.object({
  id: z.string(),
  ref: z.string(),
  origin,
  state: deliveryState,
  version: z.number(),
  measure: z.string(),
  reported: z.number(),
  confirmed: z.number(),
  verified: z.number(),
  settled: z.number().nullable(),
  as_of: isoDate,
  period_from: isoDate.nullable(),
  period_to: isoDate.nullable(),
  place_iso2: z.string().nullable(),
  note: sourceText.nullable(),
  created_at: z.string(),
  commitment: z.object({ ref: z.string(), title: sourceText, accountable: organisationLink }),
  reporter: organisationLink,
  receiver: organisationLink.nullable(),
  receiver_state: organisationState.nullable(),
  replaces_ref: z.string().nullable(),
  replaced_by_ref: z.string().nullable(),
  evidence: z.array(
    z.object({
      source: source.nullable(),
      file: z.object({ id: z.string(), type: z.string(), size: z.number(), sha256: z.string() }).nullable(),
    }),
  ),
  confirmations: z.array(
    z.object({
      by: sourceText,
      ref: z.string(),
      outcome: z.enum(['wholly', 'partly', 'not']),
      quantity: z.number(),
      counts: z.boolean(),
      whyNot,
      note: sourceText.nullable(),
      at: z.string(),
    }),
  ),
  verifications: z.array(
    z.object({
      employer: sourceText,
      ref: z.string(),
      outcome: z.enum(['verified', 'rejected']),
      quantity: z.number(),
      counts: z.boolean(),
      whyNot,
      reason: sourceText,
      looked: z.array(z.enum(looks)),
      at: z.string(),
    }),
  ),
  dispute: z
    .object({
      version: z.number(),
      state: z.enum(['open', 'replied', 'settled', 'upheld']),
      claim: sourceText,
      reply: sourceText.nullable(),
      ruling: sourceText.nullable(),
      openedAt: z.string(),
      repliedAt: z.string().nullable(),
      endedAt: z.string().nullable(),
    })
    .nullable(),
  draws: z.array(
    z.object({
      at: z.string(),
      among: z.number(),
      state: z.enum(['open', 'done', 'handed_back', 'corrected']),
      endedAt: z.string().nullable(),
    }),
  ),
})

function deliveryFromRow(value: unknown): DeliveryRecord {
  const {
    as_of,
    period_from,
    period_to,
    place_iso2,
    created_at,
    receiver_state,
    replaces_ref,
    replaced_by_ref,
    ...same
  } = row.parse(value)
  return {
    ...same,
    asOf: as_of,
    period: period_from === null || period_to === null ? null : { from: period_from, to: period_to },
    place: place_iso2,
    createdAt: created_at,
    receiverState: receiver_state,
    replacesRef: replaces_ref,
    replacedByRef: replaced_by_ref,
  }
}

/** A delivery that was reported here; null where none has this ref. */
export async function findDelivery(db: Db, ref: string): Promise<DeliveryRecord | null> {
  const rows = await rowsOf(db.from('delivery_records').select('*').eq('ref', ref).limit(1))
  return rows.length === 0 ? null : deliveryFromRow(rows[0])
}

/** What an organisation reported, or what was reported as delivered to it; the newest first, 200 at most. */
export async function listDeliveries(
  db: Db,
  side: 'reporter_ref' | 'receiver_ref',
  organisation: string,
): Promise<DeliveryRecord[]> {
  const newest = db
    .from('delivery_records')
    .select('*')
    .eq(side, organisation)
    .order('created_at', { ascending: false })
    .order('ref')
    .limit(200)
  return (await rowsOf(newest)).map(deliveryFromRow)
}

const part = z.object({
  reporter: z.string().nullable(),
  receiver: z.string().nullable(),
  isDrawn: z.boolean(),
  wasDrawn: z.boolean(),
  coordinates: z.boolean(),
  files: z.array(z.object({ id: z.string(), name: z.string() })),
  handedBack: z.array(z.object({ at: z.string(), reason: sourceText })),
})

/** As what the reader stands to a delivery, and the names of the files that they may open. */
export async function findMyPart(db: Db, ref: string): Promise<MyPart> {
  const { data, error } = await db.rpc('my_part_in_delivery', { ref })
  if (error) throw databaseFault(error)
  return part.parse(data)
}

const assignment = z
  .object({
    ref: z.string(),
    state: z.enum(['open', 'done', 'handed_back']),
    drawn_at: z.string(),
    drawn_among: z.number(),
    delivery_state: deliveryState,
    measure: z.string(),
    reported: z.number(),
    title: sourceText,
    reporter: sourceText,
  })
  .transform(({ drawn_at, drawn_among, delivery_state, ...same }) => ({
    ...same,
    drawnAt: drawn_at,
    among: drawn_among,
    deliveryState: delivery_state,
  }))

export type Assignment = z.output<typeof assignment>

/** What the reader was drawn to verify: what waits longest first, what is done after it. */
export async function listMyVerifications(db: Db): Promise<Assignment[]> {
  const mine = db
    .from('my_verifications')
    .select('ref, state, drawn_at, drawn_among, delivery_state, measure, reported, title, reporter')
    .order('drawn_at')
    .order('ref')
    .limit(200)
  const rows = (await rowsOf(mine)).map(value => assignment.parse(value))
  return [...rows.filter(({ state }) => state === 'open'), ...rows.filter(({ state }) => state !== 'open').reverse()]
}

const awardToReport = z
  .object({
    ref: z.string(),
    offer: z.object({ title: sourceText, measure: z.string() }),
    organisation: organisationLink,
    quantity: z.number().nullable(),
    amount: z.object({ minor: z.number(), currency: z.string() }).nullable(),
    deliveries: z.array(z.object({ state: deliveryState, reported: z.number() })),
  })
  .transform(({ ref, offer, organisation, quantity, amount, deliveries }) => {
    const size = quantity ?? (amount === null ? 0 : toUnits(amount))
    const reported = deliveries
      .filter(({ state }) => state !== 'corrected' && state !== 'rejected')
      .reduce((sum, delivery) => sum + delivery.reported, 0)
    return {
      ref,
      title: offer.title,
      measure: offer.measure,
      receiver: organisation.name,
      size,
      left: Math.max(0, size - reported),
    }
  })

export type AwardToReport = z.output<typeof awardToReport>

/** Awards of an organisation's offers that run: accepted, or with something delivered on them. */
export async function listAwardsToReport(db: Db, providerId: string): Promise<AwardToReport[]> {
  const running = db
    .from('award_records')
    .select('ref, offer, organisation, quantity, amount, deliveries')
    .eq('provider_id', providerId)
    .in('state', ['accepted', 'active'])
    .order('created_at')
    .order('ref')
    .limit(500)
  return (await rowsOf(running)).map(value => awardToReport.parse(value))
}
