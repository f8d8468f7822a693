import type { IsoDate } from '../calendar/iso-date.ts'
import type { DeliveryState, OrganisationLink, Origin, Source, SourceText } from '../commitments/commitment.ts'

/** Why a confirmation or verification does not count; it is kept and shown all the same. */
export type WhyNot = 'not_verified' | 'related' | 'same_person' | 'interest'

/** A page or a file that supports a report. Of a file everybody sees kind, size and hash; its bytes are for those who judge. */
export type Evidence = {
  source: Source | null
  file: { id: string; type: string; size: number; sha256: string } | null
}

export type Confirmation = {
  by: SourceText
  ref: string
  outcome: 'wholly' | 'partly' | 'not'
  quantity: number
  counts: boolean
  whyNot: WhyNot | null
  note: SourceText | null
  at: string
}

/** What a verifier states of a piece of evidence. */
export const looks = ['opened', 'unopenable', 'not_needed'] as const

export type Look = (typeof looks)[number]

/** The field of a form in which a verifier says so of the n-th piece. */
export const lookedField = (n: number): `looked${number}` => `looked${n}`

export type Finding = {
  /** For whom the verifier works; who it was, the audit knows. */
  employer: SourceText
  ref: string
  outcome: 'verified' | 'rejected'
  quantity: number
  counts: boolean
  whyNot: WhyNot | null
  reason: SourceText
  /** Of each piece of evidence, in the order of `evidence`. */
  looked: Look[]
  at: string
}

export type Dispute = {
  version: number
  state: 'open' | 'replied' | 'settled' | 'upheld'
  claim: SourceText
  reply: SourceText | null
  ruling: SourceText | null
  openedAt: string
  repliedAt: string | null
  endedAt: string | null
}

/** A delivery that was reported here, with every step, who took it, and whether it counts. */
export type DeliveryRecord = {
  id: string
  ref: string
  origin: Origin
  state: DeliveryState
  version: number
  measure: string
  reported: number
  confirmed: number
  verified: number
  /** The quantity at which a dispute was settled; null where there was none. */
  settled: number | null
  asOf: IsoDate
  period: { from: IsoDate; to: IsoDate } | null
  place: string | null
  note: SourceText | null
  createdAt: string
  commitment: { ref: string; title: SourceText; accountable: OrganisationLink }
  reporter: OrganisationLink
  receiver: OrganisationLink | null
  receiverState: 'listed' | 'claimed' | 'verified' | null
  replacesRef: string | null
  replacedByRef: string | null
  evidence: Evidence[]
  confirmations: Confirmation[]
  verifications: Finding[]
  dispute: Dispute | null
  /** Every draw of a verifier, the first one first. */
  draws: Draw[]
}

/** When a verifier was drawn, among how many without a tie, and what became of the task; a correction ends it as well. */
export type Draw = {
  at: string
  among: number
  state: 'open' | 'done' | 'handed_back' | 'corrected'
  endedAt: string | null
}

/** Whether somebody who was drawn is at it. */
export const hasDrawn = ({ draws }: DeliveryRecord): boolean => draws.some(({ state }) => state === 'open')

/** The furthest step of a delivery that counts, for its mark; `x` while it is in dispute or after it was rejected. */
export function deliveryStep({ state, confirmed, verified }: DeliveryRecord): 2 | 3 | 4 | 'x' {
  if (state === 'disputed' || state === 'rejected') return 'x'
  if (verified > 0) return 4
  return confirmed > 0 ? 3 : 2
}

/** The most that a verifier may find: what was confirmed or settled; what was reported where nobody receives. */
export function mostToVerify({ receiver, reported, confirmed, settled }: DeliveryRecord): number {
  return receiver === null ? reported : Math.max(confirmed, settled ?? 0)
}

/** Whether a verifier should be drawn: as private.waits_for_verifier() says it. */
export function waitsForVerifier(delivery: DeliveryRecord): boolean {
  const { state, confirmed, receiver, settled } = delivery
  if (hasDrawn(delivery)) return false
  if (state === 'confirmed' || state === 'partly_confirmed') return confirmed > 0
  return state === 'reported' && (receiver === null || (settled ?? 0) > 0)
}

/** Whether somebody still contradicts the delivery. */
export const isInDispute = ({ dispute }: DeliveryRecord): boolean =>
  dispute !== null && (dispute.state === 'open' || dispute.state === 'replied')

/** As what a reader stands to a delivery. */
export type MyPart = {
  /** Their role in the organisation that reported, and in the one that receives. */
  reporter: string | null
  receiver: string | null
  isDrawn: boolean
  /** They were drawn for it once, whatever became of it. */
  wasDrawn: boolean
  coordinates: boolean
  /** Names of the files that they may open. */
  files: { id: string; name: string }[]
  /** Why tasks were handed back; coordinators read all of it, a verifier their own. */
  handedBack: { at: string; reason: SourceText }[]
}

export type DeliveryAct = 'confirm' | 'correct' | 'reply' | 'settle' | 'verify' | 'draw'

const writes = (role: string | null): boolean => role === 'owner' || role === 'editor'

/** What the reader can do with a delivery now; the commands decide for themselves. */
export function actsOf(delivery: DeliveryRecord, part: MyPart): DeliveryAct[] {
  const { state, settled, dispute, receiver } = delivery
  const acts: DeliveryAct[] = []
  if (writes(part.receiver) && receiver !== null && state === 'reported' && settled === null) acts.push('confirm')
  if (part.isDrawn) acts.push('verify')
  if (writes(part.reporter) && dispute?.state === 'open') acts.push('reply')
  if (part.coordinates && isInDispute(delivery)) acts.push('settle')
  if (part.coordinates && waitsForVerifier(delivery)) acts.push('draw')
  if (writes(part.reporter) && state !== 'corrected') acts.push('correct')
  return acts
}
