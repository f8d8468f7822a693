/** The stripes of the panel that holds a wall. */
export const wallStripes = 'g'

const perRow = 14
const pitch = 24
const cell = 20

/** How many records have reached each step and no further, from the firmest. */
export type WallCells = { verified: number; confirmed: number; reported: number; promised: number }

/** One square a record: outlined, striped, tinted, solid. Up to about 120 records. */
export function Wall({ cells, label }: { cells: WallCells; label: string }) {
  const total = cells.verified + cells.confirmed + cells.reported + cells.promised
  const rows = Math.max(1, Math.ceil(total / perRow))
  let next = 0
  const squares = (count: number, inset: number) =>
    Array.from({ length: count }, () => {
      const x = (next % perRow) * pitch + inset
      const y = Math.floor(next++ / perRow) * pitch + inset
      const side = cell - 2 * inset
      return `M${x} ${y}h${side}v${side}h-${side}z`
    }).join('')
  const verified = squares(cells.verified, 0)
  const confirmed = squares(cells.confirmed, 0)
  const reported = squares(cells.reported, 0)
  const promised = squares(cells.promised, 0.75)
  return (
    <svg className="wall m" viewBox={`0 0 ${perRow * pitch - 4} ${rows * pitch - 4}`} role="img" aria-label={label}>
      {/* A pattern takes the colours of the place where it is defined, and the wall stands on the dark panel. */}
      <pattern id={wallStripes} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="v" width="2" height="5" />
      </pattern>
      <path className="t" d={promised} />
      <path d={reported} fill={`url(#${wallStripes})`} />
      <path className="c" d={confirmed} />
      <path className="v" d={verified} />
    </svg>
  )
}
