import { z } from 'zod'
import { findDelivery } from '#app/data/deliveries.server.ts'
import type { RefusalCode } from '#app/domain/acts/refusal.ts'
import type { DeliveryRecord } from '#app/domain/deliveries/delivery-record.ts'
import { refuseConfirmation, refuseEnding, refuseFinding } from '#app/domain/deliveries/refuse-step.ts'
import type { Db } from '#app/platform/database.server.ts'
import { confirmSchema, handBackSchema, replySchema, settleSchema, verifySchema } from '#app/schemas/delivery-forms.ts'
import { type ActOutcome, sendForm } from '../acts/send-form.server.ts'

type About = { ref: string; lang: string }

const receipt = z.object({ ref: z.string() })

export const confirmDraft = (ref: string) => ({ form: 'confirm-delivery', subject: ref })
export const verifyDraft = (ref: string) => ({ form: 'verify-delivery', subject: ref })
export const replyDraft = (ref: string) => ({ form: 'reply-dispute', subject: ref })
export const settleDraft = (ref: string) => ({ form: 'settle-dispute', subject: ref })

/** What a rule says of a step of the delivery; nothing where there is no such delivery, which the command says. */
const ruled =
  <Value>(db: Db, ref: string, rule: (value: Value, delivery: DeliveryRecord) => RefusalCode | null) =>
  async (value: Value): Promise<RefusalCode | null> => {
    const delivery = await findDelivery(db, ref)
    return delivery === null ? null : rule(value, delivery)
  }

/** The receiver says what arrived. A quantity belongs to a part alone. */
export const confirmDelivery = (db: Db, form: FormData, about: About) =>
  sendForm(db, form, {
    command: 'confirm_delivery',
    schema: confirmSchema,
    input: value => ({ ...value, ...about, quantity: value.outcome === 'partly' ? (value.quantity ?? 0) : null }),
    receipt,
    draft: confirmDraft(about.ref),
    refuse: ruled(db, about.ref, refuseConfirmation),
  })

/** The verifier who was drawn decides; without a quantity it is all that was confirmed. */
export const verifyDelivery = (db: Db, form: FormData, about: About) =>
  sendForm(db, form, {
    command: 'verify_delivery',
    schema: verifySchema,
    input: value => ({ ...value, ...about, quantity: value.outcome === 'verified' ? value.quantity : null }),
    receipt,
    draft: verifyDraft(about.ref),
    refuse: ruled(db, about.ref, refuseFinding),
  })

export const handBackAssignment = (db: Db, form: FormData, about: About) =>
  sendForm(db, form, {
    command: 'hand_back_assignment',
    schema: handBackSchema,
    input: ({ handBackReason }) => ({ ...about, reason: handBackReason }),
    receipt,
  })

export const replyDispute = (db: Db, form: FormData, about: About) =>
  sendForm(db, form, {
    command: 'reply_dispute',
    schema: replySchema,
    input: value => ({ ...value, ...about }),
    receipt,
    draft: replyDraft(about.ref),
  })

/** A coordinator ends a dispute; upheld it has no quantity. */
export const settleDispute = (db: Db, form: FormData, about: About) =>
  sendForm(db, form, {
    command: 'settle_dispute',
    schema: settleSchema,
    input: value => ({ ...value, ...about, quantity: value.outcome === 'settled' ? value.quantity : null }),
    receipt,
    draft: settleDraft(about.ref),
    refuse: ruled(db, about.ref, refuseEnding),
  })

/** A coordinator draws a verifier for a delivery that waits for one. */
export const drawVerifier = (db: Db, form: FormData, ref: string): Promise<ActOutcome<z.output<typeof receipt>>> =>
  sendForm(db, form, { command: 'draw_verifier', schema: z.object({}), input: () => ({ ref }), receipt })
