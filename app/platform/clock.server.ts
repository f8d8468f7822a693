import type { AppLoadContext } from '@remix-run/node'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'

/** The server's day, in UTC: the only clock that rules are given. */
export function today(context: AppLoadContext): IsoDate {
  return context.now().toISOString().slice(0, 10) as IsoDate
}
