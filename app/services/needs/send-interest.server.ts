import { z } from 'zod'
import type { InterestSide } from '#app/domain/needs/interest.ts'
import type { Db } from '#app/platform/database.server.ts'
import {
  answerInterestSchema,
  expressInterestSchema,
  interestInOfferSchema,
} from '#app/schemas/support-request-form.ts'
import { sendForm } from '../acts/send-form.server.ts'

const receipt = z.object({ ref: z.string() })

type Sender = { request: string; from: InterestSide; lang: string }

/** Either side says after a match that it is interested. */
export const expressInterest = (db: Db, form: FormData, { request, from, lang }: Sender) =>
  sendForm(db, form, {
    command: 'express_interest',
    schema: expressInterestSchema,
    input: value => ({ ...value, request, from, lang }),
    receipt,
  })

/** An institution says from an offer's page that it is interested, for one of its needs. */
export const expressInterestInOffer = (db: Db, form: FormData, { offer, lang }: { offer: string; lang: string }) =>
  sendForm(db, form, {
    command: 'express_interest',
    schema: interestInOfferSchema,
    input: value => ({ ...value, offer, from: 'institution', lang }),
    receipt,
  })

/** Who was asked accepts, or refuses with a reason. */
export const answerInterest = (db: Db, form: FormData, lang: string) =>
  sendForm(db, form, {
    command: 'answer_interest',
    schema: answerInterestSchema,
    input: value => ({ ...value, lang }),
    receipt,
  })
