import type { InterestState } from '#app/domain/transitions/interest.ts'
import type { SupportRequestState } from '#app/domain/transitions/support-request.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { ShapeName } from '../ui/symbols.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'

type Look = { tone: Tone; shape: ShapeName }

const waits: Look = { tone: 'none', shape: 'clock' }
const good: Look = { tone: 'good', shape: 'ok' }
const over: Look = { tone: 'none', shape: 'no' }

const requestLooks: Record<SupportRequestState, Look> = {
  open: waits,
  partly_covered: { tone: 'warn', shape: 'clock' },
  covered: good,
  withdrawn: over,
  expired: over,
}

/** Where a need stands: word, shape and colour. */
export function RequestTag({ state }: { state: SupportRequestState }) {
  const { t } = useLanguage()
  return <Tag {...requestLooks[state]}>{t(`needs:state.${state}`)}</Tag>
}

const interestLooks: Record<InterestState, Look> = { sent: waits, accepted: good, refused: over, expired: over }

/** Where an expression of interest stands. */
export function InterestTag({ state }: { state: InterestState }) {
  const { t } = useLanguage()
  return <Tag {...interestLooks[state]}>{t(`needs:interest-state.${state}`)}</Tag>
}
