import { useShape } from '../ui/symbols.tsx'

/** The four quantities of one promise, or of one total, in one unit. */
export type Quantities = { promised: number; reported: number; confirmed: number; verified: number }

/**
 * Nested bars inside the promise's outline, verified in front. `scale` is the quantity that fills the whole width
 * (for bars that share a scale); without it the longer of promised and reported does.
 */
export function StepBar({ of, scale, size }: { of: Quantities; scale?: number; size?: 'big' }) {
  const stripes = useShape('h')
  const full = scale ?? Math.max(of.promised, of.reported)
  const width = (quantity: number) => `${full === 0 ? 0 : Math.round((quantity / full) * 100_000) / 1000}%`
  const isShared = scale !== undefined
  return (
    <svg className={`bar m${isShared ? ' free' : ''}${size === 'big' ? ' big' : ''}`} aria-hidden="true">
      {isShared ? <rect className="t" width={width(of.promised)} height="100%" /> : null}
      {of.reported > 0 ? <rect width={width(of.reported)} height="100%" fill={`url(${stripes})`} /> : null}
      {of.reported > of.promised && of.promised > 0 && !isShared ? (
        <rect className="v" x={width(of.promised)} width="2" height="100%" />
      ) : null}
      {of.confirmed > 0 ? <rect className="c" width={width(of.confirmed)} height="100%" /> : null}
      {of.verified > 0 ? <rect className="v" width={width(of.verified)} height="100%" /> : null}
    </svg>
  )
}
