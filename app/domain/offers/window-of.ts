import type { IsoDate } from '../calendar/iso-date.ts'
import type { OfferWindow } from './offer.ts'

/** What the source gives about the window. `stated` is its own word on the day it was last read. */
export type WindowFacts = {
  stated: 'closed' | 'rolling' | 'unknown' | null
  opensOn: IsoDate | null
  applyBy: IsoDate | null
  endsOn: IsoDate | null
}

/**
 * The window of an offer on a day. The closing day is open to its end, and the offer itself cannot be taken after its
 * last day. What was stated closed stays closed. Open needs a reason: stated rolling, or a closing day still to come;
 * an opening day alone does not say how long, so without either the window is `unknown`.
 */
export function windowOf({ stated, opensOn, applyBy, endsOn }: WindowFacts, at: IsoDate): OfferWindow {
  if (stated === 'closed') return 'closed'
  if ((applyBy !== null && at > applyBy) || (endsOn !== null && at > endsOn)) return 'closed'
  if (opensOn !== null && at < opensOn) return 'forecast'
  return stated === 'rolling' || applyBy !== null ? 'open' : 'unknown'
}
