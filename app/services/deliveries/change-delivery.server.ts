import { z } from 'zod'
import { findDelivery } from '#app/data/deliveries.server.ts'
import type { RefusalCode } from '#app/domain/acts/refusal.ts'
import type { DeliveryRecord } from '#app/domain/deliveries/delivery-record.ts'
import { looksOf, refuseConfirmation, refuseEnding, refuseFinding } from '#app/domain/deliveries/refuse-step.ts'
import type { Db } from '#app/platform/database.server.ts'
import {
  confirmSchema,
  handBackSchema,
  replySchema,
  settleSchema,
  verifySchemaFor,
} from '#app/schemas/delivery-forms.ts'
import { type ActOutcome, sendForm } from '../acts/send-form.server.ts'

type About = { ref: string; lang: string }

const receipt = z.object({ ref: z.string() })

export const confirmDraft = (ref: string) => ({ form: 'confirm-delivery', subject: ref })
export const verifyDraft = (ref: string) => ({ form: 'verify-delivery', subject: ref })
export const replyDraft = (ref: string) => ({ form: 'reply-dispute', subject: ref })
export const settleDraft = (ref: string) => ({ form: 'settle-dispute', subject: ref })

/** What a rule says of a step of the delivery; nothing where there is no such delivery, which the command says. */
const ruled =
  <Value>(db: Db, ref: string, rule: (value: Value, delivery: DeliveryRecord) => RefusalCode[]) =>
  async (value: Value): Promise<RefusalCode[]> => {
    const delivery = await findDelivery(db, ref)
    return delivery === null ? [] : rule(value, delivery)
  }

/** The receiver says what arrived. */
export const confirmDelivery = (db: Db, form: FormData, about: About) =>
  sendForm(db, form, {
    command: 'confirm_delivery',
    schema: confirmSchema,
    input: value => ({ ...value, ...about }),
    receipt,
    draft: confirmDraft(about.ref),
    refuse: ruled(db, about.ref, refuseConfirmation),
  })

/** The verifier who was drawn decides; to the command all that was confirmed is a quantity left out. */
export async function verifyDelivery(db: Db, form: FormData, about: About) {
  const delivery = await findDelivery(db, about.ref)
  const pieces = delivery?.evidence.length ?? 0
  return sendForm(db, form, {
    command: 'verify_delivery',
    schema: verifySchemaFor(pieces),
    input: value => {
      const { interest, outcome, quantity, reason } = value
      const found = outcome === 'not' ? 'rejected' : 'verified'
      return { ...about, interest, outcome: found, quantity, looked: looksOf(value, pieces), reason }
    },
    receipt,
    draft: verifyDraft(about.ref),
    refuse: async value => (delivery === null ? [] : refuseFinding(value, delivery)),
  })
}

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

/** A coordinator ends a dispute. */
export const settleDispute = (db: Db, form: FormData, about: About) =>
  sendForm(db, form, {
    command: 'settle_dispute',
    schema: settleSchema,
    input: value => ({ ...value, ...about }),
    receipt,
    draft: settleDraft(about.ref),
    refuse: ruled(db, about.ref, refuseEnding),
  })

/** A coordinator draws a verifier for a delivery that waits for one. */
export const drawVerifier = (db: Db, form: FormData, ref: string): Promise<ActOutcome<z.output<typeof receipt>>> =>
  sendForm(db, form, { command: 'draw_verifier', schema: z.object({}), input: () => ({ ref }), receipt })
