import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { awardAnswerSchema, takeBackSchema } from '#app/schemas/application-form.ts'
import { sendForm } from '../acts/send-form.server.ts'

const receipt = z.object({ ref: z.string() })

type About = { ref: string; lang: string }

export const answerDraft = (ref: string) => ({ form: 'answer-award', subject: ref })
export const takeBackDraft = (ref: string) => ({ form: 'take-award-back', subject: ref })

/** An owner of the institution accepts an award or declines it. */
export const answerAward = (db: Db, form: FormData, about: About) =>
  sendForm(db, form, {
    command: 'answer_award',
    schema: awardAnswerSchema,
    input: value => ({ ...value, ...about }),
    receipt,
    draft: answerDraft(about.ref),
  })

/** A provider takes an award back: one that is offered, or an accepted one of which nothing was delivered. */
export const takeAwardBack = (db: Db, form: FormData, { state, ...about }: About & { state: string }) =>
  sendForm(db, form, {
    command: state === 'offered' ? 'retract_award' : 'cancel_award',
    schema: takeBackSchema,
    input: value => ({ ...value, ...about }),
    receipt,
    draft: takeBackDraft(about.ref),
  })
