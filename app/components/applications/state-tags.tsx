import type { ApplicationState } from '#app/domain/transitions/application.ts'
import type { AwardState } from '#app/domain/transitions/award.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { ShapeName } from '../ui/symbols.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'

type Look = { tone: Tone; shape: ShapeName }

const waits: Look = { tone: 'none', shape: 'clock' }
const good: Look = { tone: 'good', shape: 'ok' }
const over: Look = { tone: 'none', shape: 'no' }

const applicationLooks: Record<ApplicationState, Look> = {
  submitted: waits,
  waitlisted: waits,
  awarded: good,
  declined: over,
  ineligible: over,
  withdrawn: over,
}

/** Where an application stands: word, shape and colour. */
export function ApplicationTag({ state }: { state: string }) {
  const { t } = useLanguage()
  const known = state as ApplicationState
  return <Tag {...(applicationLooks[known] ?? waits)}>{t(`applications:state.${known}`)}</Tag>
}

const awardLooks: Record<AwardState, Look> = {
  offered: { tone: 'warn', shape: 'clock' },
  accepted: good,
  active: good,
  completed: good,
  declined: over,
  lapsed: over,
  retracted: over,
  cancelled: over,
}

/** Where an award stands. */
export function AwardTag({ state }: { state: string }) {
  const { t } = useLanguage()
  const known = state as AwardState
  return <Tag {...(awardLooks[known] ?? waits)}>{t(`applications:award-state.${known}`)}</Tag>
}
