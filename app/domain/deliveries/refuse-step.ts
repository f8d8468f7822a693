import type { RefusalCode } from '../acts/refusal.ts'
import type { IsoDate } from '../calendar/iso-date.ts'
import { type DeliveryRecord, mostToVerify } from './delivery-record.ts'

// What the rules would say of a step before it is taken, as the commands say it; null where nothing stands against it.
// It is for the last look alone: the commands decide, and know what was sent before.

type Report = {
  asOf: IsoDate
  periodFrom?: IsoDate | null
  periodTo?: IsoDate | null
  evidenceUrl: string | null
}

/** `files`: how many came along; `today`: the server's day, on which something may have happened still. */
export function refuseReport(
  { asOf, periodFrom = null, periodTo = null, evidenceUrl }: Report,
  { files, today }: { files: number; today: IsoDate },
): RefusalCode | null {
  if (asOf > today) return 'date_future'
  if ((periodFrom === null) !== (periodTo === null)) return 'dates_crossed'
  if (periodFrom !== null && periodTo !== null && periodFrom > periodTo) return 'dates_crossed'
  if (evidenceUrl !== null && !/^https?:\/\/\S{3,}$/.test(evidenceUrl)) return 'evidence_no_address'
  return files === 0 && evidenceUrl === null ? 'evidence_missing' : null
}

type Answer = { outcome: 'wholly' | 'partly' | 'not'; quantity: number | null; note: string | null }

/** A part lies between nothing and all of it; what is missing is said. */
export function refuseConfirmation({ outcome, quantity, note }: Answer, delivery: DeliveryRecord): RefusalCode | null {
  const isPart = quantity !== null && quantity > 0 && quantity < delivery.reported
  if (outcome === 'partly' && !isPart) return 'quantity_not_between'
  return outcome !== 'wholly' && note === null ? 'note_missing' : null
}

type Finding = { interest: 'none' | 'declared'; outcome: 'verified' | 'rejected'; quantity: number | null }

/** Without a quantity it is all that can be verified. */
export function refuseFinding({ interest, outcome, quantity }: Finding, delivery: DeliveryRecord): RefusalCode | null {
  if (interest === 'declared') return 'interest_declared'
  const most = mostToVerify(delivery)
  const proven = quantity ?? most
  return outcome === 'verified' && (proven <= 0 || proven > most) ? 'above_confirmed' : null
}

type Ending = { outcome: 'settled' | 'upheld'; quantity: number | null }

/** A dispute is settled at a quantity above nothing, and no higher than what was reported. */
export function refuseEnding({ outcome, quantity }: Ending, delivery: DeliveryRecord): RefusalCode | null {
  const isFit = quantity !== null && quantity > 0 && quantity <= delivery.reported
  return outcome === 'settled' && !isFit ? 'above_reported' : null
}
