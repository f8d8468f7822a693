import type { Question, Step } from '../step.ts'

/** Whether the offer takes place as asked; a blended one does so in part. */
export function modeStep({ offer, need }: Question): Step<'mode'> {
  if (need.mode === null) return { step: 'mode-not-asked', params: {} }
  if (offer.mode === null) return { step: 'mode-not-stated', params: { mode: need.mode } }
  if (offer.mode === need.mode) return { step: 'mode-same', params: { mode: need.mode } }
  if (offer.mode === 'blended') return { step: 'mode-blended', params: { mode: need.mode } }
  return { step: 'mode-other', params: { mode: need.mode, offered: offer.mode } }
}
