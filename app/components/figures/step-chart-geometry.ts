import { dayNumber } from '#app/domain/calendar/day-number.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'

/** A quantity that was reported on a day and holds until the next. */
export type StepPoint = { on: IsoDate; value: number }

export type ChartInput = {
  from: IsoDate
  due: IsoDate | null
  at: IsoDate
  promised: number
  reports: readonly StepPoint[]
  isMirrored: boolean
}

export const chartBox = { width: 360, height: 210, left: 8, right: 352, top: 46, bottom: 176 } as const

/**
 * Where the parts of the chart stand, in the units of its box. Time runs from the promise to the deadline or today,
 * whichever is later; quantities from 0 to the larger of promised and reported. Between two reports nothing is
 * assumed: the line is a stair. Mirrored, time runs from right to left.
 */
export function chartGeometry({ from, due, at, promised, reports, isMirrored }: ChartInput) {
  const sorted = [...reports].sort((a, b) => (a.on < b.on ? -1 : 1))
  const start = Math.min(dayNumber(from), ...sorted.map(({ on }) => dayNumber(on)))
  const end = Math.max(dayNumber(at), due === null ? 0 : dayNumber(due), start + 1)
  const highest = Math.max(promised, ...sorted.map(({ value }) => value), 1)
  const x = (day: IsoDate): number => {
    const across = ((dayNumber(day) - start) / (end - start)) * (chartBox.right - chartBox.left)
    return round(isMirrored ? chartBox.right - across : chartBox.left + across)
  }
  const y = (value: number): number => round(chartBox.bottom - (value / highest) * (chartBox.bottom - chartBox.top))
  const stair = sorted.reduce((path, { on, value }) => `${path}H${x(on)}V${y(value)}`, `M${x(from)} ${chartBox.bottom}`)
  return {
    x,
    y,
    /** The line of the reports, and the area below it up to today. */
    line: `${stair}H${x(at)}`,
    area: `${stair}H${x(at)}V${chartBox.bottom}z`,
  }
}

const round = (value: number): number => Math.round(value * 10) / 10
