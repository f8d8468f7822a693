/** A plain bar for points, outside the four steps: `value` of `full`. */
export function PointsBar({ value, full }: { value: number; full: number }) {
  return (
    <svg className="bar plain m" aria-hidden="true">
      <rect width={`${full === 0 ? 0 : Math.round((value / full) * 1000) / 10}%`} height="100%" />
    </svg>
  )
}
