import type { RefusalCode } from '../acts/refusal.ts'
import type { IsoDate } from '../calendar/iso-date.ts'
import { type DeliveryRecord, type Look, lookedField, mostToVerify } from './delivery-record.ts'

// What the rules would say of a step before it is taken, as the commands say it; nothing where nothing stands against
// it. Of a form that is not whole yet they say what the fields that are there already show.
// It is for the last look alone: the commands decide, and know what was sent before.

type Report = {
  asOf: IsoDate
  periodFrom: IsoDate | null
  periodTo: IsoDate | null
  evidenceUrl: string | null
}

/** `files`: how many came along; `today`: the server's day, on which something may have happened still. */
export function refuseReport(
  { asOf, periodFrom, periodTo, evidenceUrl }: Partial<Report>,
  { files, today }: { files: number; today: IsoDate },
): RefusalCode[] {
  const codes: RefusalCode[] = []
  if (asOf !== undefined && asOf > today) codes.push('date_future')
  if (periodFrom !== undefined && periodTo !== undefined) {
    const isHalf = (periodFrom === null) !== (periodTo === null)
    if (isHalf || (periodFrom !== null && periodTo !== null && periodFrom > periodTo)) codes.push('dates_crossed')
  }
  if (evidenceUrl && !/^https?:\/\/\S{3,}$/.test(evidenceUrl)) codes.push('evidence_no_address')
  if (files === 0 && evidenceUrl === null) codes.push('evidence_missing')
  return codes
}

type Amount = { outcome: 'wholly' | 'partly' | 'not'; quantity: number | null }

/** A part has a quantity above nothing; beside all of it, or nothing of it, no other quantity stands. */
function refuseAmount({ outcome, quantity = null }: Partial<Amount>, most: number): RefusalCode | null {
  if (outcome === undefined) return null
  if (outcome === 'partly' && quantity === null) return 'quantity_missing'
  if (outcome === 'partly' && quantity === 0) return 'quantity_nought'
  const meant = { wholly: most, partly: quantity, not: 0 }[outcome]
  return quantity !== null && quantity !== meant ? 'quantity_contradicts' : null
}

const only = (codes: readonly (RefusalCode | null)[]): RefusalCode[] => codes.filter(code => code !== null)

/** A part lies between nothing and all of it; what is missing is said. */
export function refuseConfirmation(
  answer: Partial<Amount & { note: string | null }>,
  { reported }: DeliveryRecord,
): RefusalCode[] {
  const { outcome, quantity, note } = answer
  const isAll = outcome === 'partly' && (quantity ?? 0) >= reported
  const isUnsaid = outcome !== undefined && outcome !== 'wholly' && note === null
  return only([
    refuseAmount(answer, reported) ?? (isAll ? 'quantity_not_between' : null),
    isUnsaid ? 'note_missing' : null,
  ])
}

type Finding = Amount & { interest: 'none' | 'declared' }

/** What was stated of each piece of evidence; null while one has no answer. */
export function looksOf(finding: Readonly<Record<string, unknown>>, pieces: number): Look[] | null {
  const stated = Array.from({ length: pieces }, (_, n) => finding[lookedField(n)] as Look | undefined)
  return stated.includes(undefined) ? null : (stated as Look[])
}

/**
 * Nothing is proven by evidence that nobody opened, and whoever finds nothing has tried to look. At most what was
 * confirmed is found.
 */
export function refuseFinding(finding: Partial<Finding>, delivery: DeliveryRecord): RefusalCode[] {
  const { interest, outcome, quantity } = finding
  if (interest === 'declared') return ['interest_declared']
  const looked = looksOf(finding, delivery.evidence.length)
  const hasLooked = looked?.some(look => look === 'opened' || (outcome === 'not' && look === 'unopenable'))
  const most = mostToVerify(delivery)
  const isAbove = outcome === 'partly' && (quantity ?? 0) > most
  return only([
    outcome !== undefined && hasLooked === false ? 'evidence_not_opened' : null,
    refuseAmount(finding, most) ?? (isAbove ? 'above_confirmed' : null),
  ])
}

/** A dispute is settled at a quantity above nothing, and no higher than what was reported; upheld it has none. */
export function refuseEnding(
  { outcome, quantity }: Partial<{ outcome: 'settled' | 'upheld'; quantity: number | null }>,
  { reported }: DeliveryRecord,
): RefusalCode[] {
  if (outcome === undefined) return []
  const amount = { outcome: outcome === 'settled' ? ('partly' as const) : ('not' as const), quantity: quantity ?? null }
  const isAbove = outcome === 'settled' && (quantity ?? 0) > reported
  return only([refuseAmount(amount, reported) ?? (isAbove ? 'above_reported' : null)])
}
