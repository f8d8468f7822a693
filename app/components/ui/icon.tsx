import { type ShapeName, useShape } from './symbols.tsx'

/** A shape beside its word; it never stands alone, so readers' ears skip it. */
export function Icon({ name }: { name: ShapeName }) {
  const href = useShape(name)
  return (
    <svg className="i" aria-hidden="true">
      <use href={href} />
    </svg>
  )
}

/** The stair: which of the four steps a record has reached (0 to 4), or that it is disputed. */
export function Stair({ step }: { step: 0 | 1 | 2 | 3 | 4 | 'x' }) {
  const href = useShape(`s${step}`)
  return (
    <svg className="st m" aria-hidden="true">
      <use href={href} />
    </svg>
  )
}
