import { z } from 'zod'
import { findDelivery } from '#app/data/deliveries.server.ts'
import { listPendingFiles } from '#app/data/files.server.ts'
import { findInstitutionsByName, findOrganisation } from '#app/data/organisations.server.ts'
import type { RefusalCode } from '#app/domain/acts/refusal.ts'
import { returnedWith } from '#app/domain/acts/returned-form.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Origin } from '#app/domain/commitments/commitment.ts'
import { refuseReport } from '#app/domain/deliveries/refuse-step.ts'
import type { Organisation } from '#app/domain/organisations/organisation.ts'
import type { Db } from '#app/platform/database.server.ts'
import { correctSchema, reportSchema } from '#app/schemas/delivery-forms.ts'
import { faultsOf, readForm } from '#app/schemas/read-form.ts'
import { readActKey } from '../accounts/act-key.ts'
import { type ActOutcome, sendForm } from '../acts/send-form.server.ts'
import { type FileProblem, receiveEvidence } from './receive-evidence.server.ts'

const receipt = z.object({ ref: z.string() })

export type ReportOutcome = ActOutcome<z.output<typeof receipt>>

type Subject = { award: string | null; commitment: string | null }

export const reportDraft = ({ award, commitment }: Subject) => ({
  form: 'report-delivery',
  subject: award ?? commitment ?? '',
})
export const correctDraft = (ref: string) => ({ form: 'correct-delivery', subject: ref })

type Reporting = { organisation: { id: string; origin: Origin }; lang: string; subject: Subject; today: IsoDate }

/** Reports a delivery on an award, or straight on a commitment, with a file as evidence where one came along. */
export async function reportDelivery(
  db: Db,
  form: FormData,
  { organisation, lang, subject, today }: Reporting,
): Promise<ReportOutcome> {
  const file = await receiveEvidence(db, form, organisation.id)
  if (file !== null) return withFileRefused(reportSchema, form, file)
  // Chosen among those whom a name may mean.
  const chosen = form.get('chosen')
  if (typeof chosen === 'string' && chosen !== '') form.set('receiver', chosen)
  const typed = String(form.get('receiver') ?? '')
  const receiver = subject.award === null ? await findReceiver(db, typed, organisation.origin) : null
  return sendForm(db, form, {
    command: 'report_delivery',
    schema: reportSchema,
    // What nobody is meant by goes as it was typed, and the command says so.
    input: value => ({ ...value, ...subject, receiver: receiver ? receiver.ref : (receiver ?? value.receiver), lang }),
    receipt,
    draft: reportDraft(subject),
    refuse: async value => [
      ...(receiver === undefined ? [await whyNobodyIsMeant(db, typed, organisation.origin)] : []),
      ...refuseReport(value, { files: await filesOf(db, form), today }),
    ],
  })
}

/** Who reported corrects: a new delivery takes the place of the old one. */
export async function correctDelivery(
  db: Db,
  form: FormData,
  { ref, lang, today }: { ref: string; lang: string; today: IsoDate },
): Promise<ReportOutcome> {
  const delivery = await findDelivery(db, ref)
  const reporter = delivery && (await findOrganisation(db, delivery.reporter.ref))
  const file = reporter && (await receiveEvidence(db, form, reporter.id))
  if (file !== null) return withFileRefused(correctSchema, form, file)
  return sendForm(db, form, {
    command: 'correct_delivery',
    schema: correctSchema,
    input: value => ({ ...value, ref, lang }),
    receipt,
    draft: correctDraft(ref),
    refuse: async value => refuseReport(value, { files: await filesOf(db, form), today }),
  })
}

/** Whoever is meant by a ref, the address of a page here, or a name that only one has; undefined where nobody is. */
export async function findReceiver(db: Db, typed: string, origin: Origin): Promise<Organisation | null | undefined> {
  const text = typed.trim()
  if (text === '') return null
  const ref = /\/organisations\/([^/?#\s]+)/.exec(text)?.[1] ?? text
  const known = await findOrganisation(db, ref)
  if (known !== null) return isOf(origin)(known) ? known : undefined
  const [best, next] = await findInstitutionsByName(db, text, 2, origin)
  const isNamed = (found: Organisation | undefined) => found?.name.text.toLowerCase() === text.toLowerCase()
  return next === undefined || (isNamed(best) && !isNamed(next)) ? best : undefined
}

async function whyNobodyIsMeant(db: Db, typed: string, origin: Origin): Promise<RefusalCode> {
  return (await receiversLike(db, typed, origin)).length > 0 ? 'receiver_unclear' : 'receiver_unknown'
}

/** Invented bodies and real ones never have to do with each other. */
const isOf = (origin: Origin) => (organisation: Organisation) =>
  (organisation.origin === 'demonstration') === (origin === 'demonstration')

/** Organisations that may be meant by what was typed, for the reader to choose from. */
export async function receiversLike(db: Db, typed: string, origin: Origin) {
  const named = await findInstitutionsByName(db, typed, 8, origin)
  return named.map(({ ref, name, country }) => ({ ref, name, country }))
}

async function filesOf(db: Db, form: FormData): Promise<number> {
  const actKey = readActKey(form)
  return actKey === null ? 0 : (await listPendingFiles(db, actKey)).length
}

const withFileRefused = <Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  form: FormData,
  file: FileProblem,
): ReportOutcome => {
  const reading = readForm(schema, form)
  const { errors, least } = faultsOf(reading)
  return returnedWith(reading.typed, { errors: { ...errors, evidence: 'invalid' }, least, file })
}
