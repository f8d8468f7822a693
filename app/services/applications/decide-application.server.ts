import { z } from 'zod'
import type { Application } from '#app/domain/applications/application.ts'
import { toMinor } from '#app/domain/money/money.ts'
import type { Db } from '#app/platform/database.server.ts'
import { decisionSchema, unitsDecisionSchema } from '#app/schemas/application-form.ts'
import { sendForm } from '../acts/send-form.server.ts'

const receipt = z.object({ ref: z.string(), award: z.string().nullable() })

export const decisionDraft = (code: string) => ({ form: 'decide-application', subject: code })

/** A provider decides about an application: units, or money in the currency that was asked for. */
export const decideApplication = (
  db: Db,
  form: FormData,
  { application, lang }: { application: Pick<Application, 'ref' | 'asked'>; lang: string },
) =>
  sendForm(db, form, {
    command: 'decide_application',
    schema: application.asked === null ? unitsDecisionSchema : decisionSchema,
    input: ({ quantity, ...value }) => {
      const isAward = value.outcome === 'awarded' && quantity !== null
      const { asked } = application
      return {
        ...value,
        ref: application.ref,
        lang,
        quantity: isAward && asked === null ? quantity : null,
        amountMinor: isAward && asked !== null ? toMinor(quantity, asked.currency) : null,
      }
    },
    receipt,
    draft: decisionDraft(application.ref),
  })

/** An institution takes its application back. */
export const withdrawApplication = (db: Db, form: FormData, ref: string) =>
  sendForm(db, form, {
    command: 'withdraw_application',
    schema: z.object({}),
    input: () => ({ ref }),
    receipt: z.object({ ref: z.string() }),
  })
