import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { endOfferSchema } from '#app/schemas/offer-form.ts'
import { sendForm } from '../acts/send-form.server.ts'

const receipt = z.object({ ref: z.string() })

/** Closes an offer before its day. */
export const closeOffer = (db: Db, form: FormData, ref: string) =>
  sendForm(db, form, { command: 'close_offer', schema: z.object({}), input: () => ({ ref }), receipt })

export const cancelDraft = (ref: string) => ({ form: 'cancel-offer', subject: ref })

/** Cancels an offer, with a reason that everybody reads. */
export const cancelOffer = (db: Db, form: FormData, { ref, lang }: { ref: string; lang: string }) =>
  sendForm(db, form, {
    command: 'cancel_offer',
    schema: endOfferSchema,
    input: value => ({ ...value, ref, lang }),
    receipt,
    draft: cancelDraft(ref),
  })
