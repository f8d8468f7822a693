import { useShape } from '../ui/symbols.tsx'
import type { Step } from './four-figures.tsx'

/** The texture of a step, as a key to the wall above it. */
export function Swatch({ step }: { step: Step }) {
  const stripes = useShape('h')
  return (
    <svg className="bar m" aria-hidden="true">
      {step === 'promised' ? null : (
        <rect
          width="100%"
          height="100%"
          fill={step === 'reported' ? `url(${stripes})` : undefined}
          className={step === 'confirmed' ? 'c' : step === 'verified' ? 'v' : undefined}
        />
      )}
    </svg>
  )
}
