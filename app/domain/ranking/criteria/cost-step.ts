import type { Offer } from '../../offers/offer.ts'
import type { Question, Step } from '../step.ts'

const steps = {
  funded: 'cost-funded',
  free: 'cost-free',
  some_fees: 'cost-some-fees',
  fees: 'cost-fees',
} as const satisfies Record<NonNullable<Offer['cost']>, Step<'cost'>['step']>

/** What the offer costs the taker; nobody needs to ask for a low cost. */
export function costStep({ offer }: Question): Step<'cost'> {
  return { step: offer.cost === null ? 'cost-not-stated' : steps[offer.cost], params: {} }
}
