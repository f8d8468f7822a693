import { z } from 'zod'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { decidingDeadline } from '#app/domain/commitments/four-answers.ts'
import { toMinor } from '#app/domain/money/money.ts'
import type { Db } from '#app/platform/database.server.ts'
import { commitmentSchema, reviseSchema } from '#app/schemas/commitment-form.ts'
import { sendForm } from '../acts/send-form.server.ts'

const receipt = z.object({ ref: z.string() })

export const commitmentDraft = (organisationRef: string) => ({ form: 'register-commitment', subject: organisationRef })

/** An organisation registers what it has promised. A number goes with its unit, or there is none at all. */
export const registerCommitment = (db: Db, form: FormData, { id, ref }: { id: string; ref: string }) =>
  sendForm(db, form, {
    command: 'register_commitment',
    schema: commitmentSchema,
    input: ({ amount, currency, ...value }) => ({
      ...value,
      organisation: id,
      amountMinor: amount === null || currency === null ? null : toMinor(amount, currency),
      currency: amount === null ? null : currency,
    }),
    receipt,
    draft: commitmentDraft(ref),
  })

/** The accountable organisation changes its promise: only what differs is sent. */
export const reviseCommitment = (db: Db, form: FormData, commitment: Commitment, lang: string) =>
  sendForm(db, form, {
    command: 'revise_commitment',
    schema: reviseSchema,
    input: ({ reason, title, target, dueOn, formalisation, nextReportDueOn }) => ({
      ref: commitment.ref,
      reason,
      reasonLang: lang,
      title: changed(title, commitment.title.text),
      target: changed(target, commitment.target?.value ?? null),
      dueOn: changed(dueOn, decidingDeadline(commitment)),
      formalisation: changed(formalisation, commitment.formalisation),
      nextReportDueOn: changed(nextReportDueOn, commitment.reporting?.nextDueOn ?? null),
    }),
    receipt,
  })

const changed = <Value>(typed: Value, known: Value): Value | null => (typed === known ? null : typed)
