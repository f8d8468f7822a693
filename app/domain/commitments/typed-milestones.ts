import { type IsoDate, isIsoDate } from '../calendar/iso-date.ts'
import { numberAsTyped } from '../numbers/number-as-typed.ts'
import { typedNumber } from '../numbers/typed-number.ts'

export type Milestone = { date: IsoDate; value: number }

export const mostMilestones = 20

/**
 * One milestone a line: its day, then its number as people type numbers. Null where a line is no such thing, where a day
 * stands twice, or where there are too many; an empty list where nothing is written.
 */
export function typedMilestones(text: string): Milestone[] | null {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  const milestones = lines.map(line => {
    const [, day = '', number = ''] = /^(\d{4}-\d{2}-\d{2})\s*[:;,،]?\s+(.+)$/.exec(latinDigits(line)) ?? []
    const value = typedNumber(number)
    return isIsoDate(day) && value !== null && value > 0 ? { date: day, value } : null
  })
  const known = milestones.filter(milestone => milestone !== null)
  const days = new Set(known.map(({ date }) => date))
  return known.length === lines.length && days.size === lines.length && lines.length <= mostMilestones ? known : null
}

type Frame = { announcedOn: IsoDate; dueOn: IsoDate | null; total: number }

/**
 * Whether milestones fit a promise: after its announcement, by its deadline where it has one, with numbers that grow by
 * the day, at most to the total. The same as `private.check_milestones` in SQL.
 */
export function areInOrder(milestones: readonly Milestone[], { announcedOn, dueOn, total }: Frame): boolean {
  const byDay = [...milestones].sort((a, b) => (a.date < b.date ? -1 : 1))
  return byDay.every(
    ({ date, value }, n) =>
      date > announcedOn && (dueOn === null || date <= dueOn) && value > (byDay[n - 1]?.value ?? 0) && value <= total,
  )
}

/** As a form shows them for changing. */
export const milestonesAsTyped = (milestones: readonly Milestone[]): string =>
  milestones.map(({ date, value }) => `${date} ${numberAsTyped(value)}`).join('\n')

/** Days are written in the digits of the writer, too. */
const latinDigits = (line: string): string =>
  line.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => String((digit.codePointAt(0) ?? 0) & 0xf))
