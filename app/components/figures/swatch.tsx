import type { Step } from './four-figures.tsx'
import { wallStripes } from './wall.tsx'

/** The texture of a step, as a key to the wall above it. */
export function Swatch({ step }: { step: Step }) {
  return (
    <svg className="bar m" aria-hidden="true">
      {step === 'promised' ? null : (
        <rect
          width="100%"
          height="100%"
          fill={step === 'reported' ? `url(#${wallStripes})` : undefined}
          className={step === 'confirmed' ? 'c' : step === 'verified' ? 'v' : undefined}
        />
      )}
    </svg>
  )
}
