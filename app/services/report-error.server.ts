import { findCommitment } from '#app/data/commitments.server.ts'
import { findCountry } from '#app/data/countries.server.ts'
import { findDelivery } from '#app/data/deliveries.server.ts'
import { findErrorReportReceipt, reportError } from '#app/data/error-reports.server.ts'
import { findOffer } from '#app/data/offers.server.ts'
import { findOrganisation } from '#app/data/organisations.server.ts'
import { findRequest } from '#app/data/support-requests.server.ts'
import { clientNetwork } from '#app/domain/accounts/client-network.ts'
import type { ActFieldError } from '#app/domain/acts/returned-form.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Db } from '#app/platform/database.server.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'
import {
  type About,
  type AboutRecord,
  actKeySchema,
  type errorReportSchema,
  readReceiptCode,
} from '#app/schemas/error-report.ts'
import type { FormReading, Typed } from '#app/schemas/read-form.ts'
import { takeLimits } from './accounts/take-limits.server.ts'

type Shape = (typeof errorReportSchema)['shape']

/** What becomes of a form that was sent: a receipt, or the form again with what was typed. */
export type ReportOutcome =
  | { outcome: 'received'; code: string }
  | { outcome: 'errors'; typed: Typed<Shape>; errors: Partial<Record<keyof Shape, ActFieldError>> }
  /** The key was used for other words at this instant: the reader may send the new ones as a report of their own. */
  | { outcome: 'already_received'; typed: Typed<Shape>; at: string }
  | { outcome: 'too_many' | 'not_taken' | 'away'; typed: Typed<Shape> }

const site: AboutRecord = { kind: 'site', ref: '', name: null, names: null }

/** The record that an address names; the site where there is no such record, so that nobody is turned away. */
export async function findAbout(db: Db, { kind, ref }: About, at: IsoDate): Promise<AboutRecord> {
  switch (kind) {
    case 'commitment': {
      const found = await findCommitment(db, ref)
      return found === null ? site : { kind, ref: found.ref, name: found.title, names: null }
    }
    case 'offer': {
      const found = await findOffer(db, ref, at)
      return found === null ? site : { kind, ref: found.ref, name: found.title, names: null }
    }
    case 'organisation': {
      const found = await findOrganisation(db, ref)
      return found === null ? site : { kind, ref: found.ref, name: found.name, names: null }
    }
    case 'country': {
      const found = await findCountry(db, ref)
      return found === null ? site : { kind, ref: found.iso2, name: null, names: found.names }
    }
    case 'need': {
      const found = await findRequest(db, ref)
      return found === null ? site : { kind, ref: found.ref, name: found.title, names: null }
    }
    case 'delivery': {
      const found = await findDelivery(db, ref)
      return found === null ? site : { kind, ref: found.ref, name: found.commitment.title, names: null }
    }
    case 'site':
      return site
  }
}

/** Sends what was read from a form; whatever cannot be taken comes back with every word that was typed. */
export async function sendErrorReport(
  db: Db,
  {
    actKey,
    about,
    reading,
    lang,
    visitor,
  }: {
    actKey: string
    about: AboutRecord
    reading: FormReading<Shape>
    lang: string
    visitor: Pick<Visitor, 'service' | 'address'>
  },
): Promise<ReportOutcome> {
  const { typed } = reading
  if (!reading.ok) return { outcome: 'errors', typed, errors: reading.errors }
  const key = actKeySchema.safeParse(actKey)
  if (!key.success) return { outcome: 'not_taken', typed }
  if ((await takeLimits(visitor, [['error_report_client', clientNetwork(visitor.address)]])) > 0)
    return { outcome: 'too_many', typed }
  const answer = await reportError(db, {
    actKey: key.data,
    input: { recordKind: about.kind, recordRef: about.ref, lang, ...reading.value },
  })
  if (answer.ok) return { outcome: 'received', code: answer.receipt.ref }
  switch (answer.reason) {
    case 'act_key_reused':
      return { outcome: 'already_received', typed, at: answer.at }
    case 'too_many':
      return { outcome: 'too_many', typed }
    case 'text_length':
      return { outcome: 'errors', typed, errors: { text: 'too_long' } }
    case 'correction_length':
      return { outcome: 'errors', typed, errors: { correction: 'too_long' } }
    case 'contact_length':
      return { outcome: 'errors', typed, errors: { contact: 'too_long' } }
    case 'record_not_found':
    case 'input_invalid':
      return { outcome: 'not_taken', typed }
  }
}

/** When a report came and what it is about; null where no report has this code. */
export async function readReceipt(db: Db, typedCode: string, at: IsoDate) {
  const code = readReceiptCode(typedCode)
  const receipt = code === null ? null : await findErrorReportReceipt(db, code)
  if (receipt === null) return null
  const about = await findAbout(db, { kind: receipt.recordKind, ref: receipt.recordRef }, at)
  return { code: receipt.ref, at: receipt.at, about }
}
