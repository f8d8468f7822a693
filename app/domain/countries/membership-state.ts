import type { IsoDate } from '../calendar/iso-date.ts'
import type { Membership } from './country.ts'

/**
 * How a membership stands on a day. `leaving`: it holds, and its end is known or announced. `unsettled`: the announced
 * day has come and no source states that the country left, so it still holds. `left` holds no longer: `to` is the first
 * day without it.
 */
export type MembershipState = 'not_yet' | 'member' | 'leaving' | 'unsettled' | 'left'

export function membershipState({ from, to, certainty }: Membership, at: IsoDate): MembershipState {
  if (from !== null && at < from) return 'not_yet'
  if (to === null) return 'member'
  if (at < to) return 'leaving'
  return certainty === 'announced' ? 'unsettled' : 'left'
}
