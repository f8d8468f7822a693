import type { IsoDate } from '#app/domain/calendar/iso-date.ts'

/** The last seal of a day (UTC), which anybody may keep: whoever rewrites what came before it gets another hash. */
export type AuditDay = {
  day: IsoDate
  /** Of the last seal; seals are numbered from 1. */
  position: number
  at: string
  /** Seals of that day, and heads of chains in them. */
  seals: number
  heads: number
  /** Hexadecimal SHA-256. */
  hash: string
}
