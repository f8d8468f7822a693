import { z } from 'zod'
import { findDelivery } from '#app/data/deliveries.server.ts'
import { findInstitutionsByName, findOrganisation } from '#app/data/organisations.server.ts'
import type { RefusalCode } from '#app/domain/acts/refusal.ts'
import type { ReturnedForm } from '#app/domain/acts/returned-form.ts'
import type { Db } from '#app/platform/database.server.ts'
import { correctSchema, reportSchema } from '#app/schemas/delivery-forms.ts'
import { readForm } from '#app/schemas/read-form.ts'
import { type ActOutcome, sendForm } from '../acts/send-form.server.ts'
import { receiveEvidence } from './receive-evidence.server.ts'

const receipt = z.object({ ref: z.string() })

export type ReportOutcome = ActOutcome<z.output<typeof receipt>>

type Subject = { award: string | null; commitment: string | null }

/** Reports a delivery on an award, or straight on a commitment, with a file as evidence where one came along. */
export async function reportDelivery(
  db: Db,
  form: FormData,
  { organisationId, lang, subject }: { organisationId: string; lang: string; subject: Subject },
): Promise<ReportOutcome> {
  const file = await receiveEvidence(db, form, organisationId)
  if (file !== null) return { ...returned(reportSchema, form, null), errors: { evidence: 'invalid' }, file }
  const receiver = subject.award === null ? await findReceiver(db, String(form.get('receiver') ?? '')) : null
  if (receiver === undefined) return returned(reportSchema, form, 'receiver_unknown')
  return sendForm(db, form, {
    command: 'report_delivery',
    schema: reportSchema,
    input: value => ({ ...value, ...subject, receiver, lang }),
    receipt,
  })
}

/** Who reported corrects: a new delivery takes the place of the old one. */
export async function correctDelivery(
  db: Db,
  form: FormData,
  { ref, lang }: { ref: string; lang: string },
): Promise<ReportOutcome> {
  const delivery = await findDelivery(db, ref)
  const reporter = delivery && (await findOrganisation(db, delivery.reporter.ref))
  const file = reporter && (await receiveEvidence(db, form, reporter.id))
  if (file !== null) return { ...returned(correctSchema, form, null), errors: { evidence: 'invalid' }, file }
  return sendForm(db, form, {
    command: 'correct_delivery',
    schema: correctSchema,
    input: value => ({ ...value, ref, lang }),
    receipt,
  })
}

/** Whoever is meant by a ref, the address of a page here, or a name that only one has; undefined where nobody is. */
async function findReceiver(db: Db, typed: string): Promise<string | null | undefined> {
  const text = typed.trim()
  if (text === '') return null
  const ref = /\/organisations\/([^/?#\s]+)/.exec(text)?.[1] ?? text
  const known = await findOrganisation(db, ref)
  if (known !== null) return known.ref
  const named = await findInstitutionsByName(db, text, 2)
  return named.length === 1 ? named[0]?.ref : undefined
}

/** Organisations that may be meant by what was typed, for the reader to choose from. */
export async function receiversLike(db: Db, typed: string) {
  const named = await findInstitutionsByName(db, typed, 8)
  return named.map(({ ref, name, country }) => ({ ref, name, country }))
}

function returned<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  form: FormData,
  reason: RefusalCode | null,
): ReturnedForm {
  const { typed } = readForm(schema, form)
  return { ok: false, typed, errors: {}, reason, at: null, state: null, isDraftSaved: false, isChecked: false }
}
