import { randomUUID } from 'node:crypto'
import type { AppLoadContext } from '@remix-run/node'
import type { ReportOutcome } from '#app/services/report-error.server.ts'

type Returned = Exclude<ReportOutcome, { outcome: 'received' }>

/** The form as the page shows it: new, or returned with what was typed. */
export type FormState = {
  /** A key that was refused for other words is never handed out again; otherwise it stays, so that a replay is seen. */
  actKey: string
  returned: Returned | null
}

// The title of a page comes from its loader, which runs after the action of the same request and shares its context.
const returned = new WeakMap<AppLoadContext, FormState>()

/** Kept by the action for the loader that draws the page of the same request. */
export function returnForm(context: AppLoadContext, outcome: Returned, actKey: string): void {
  const isSpent = outcome.outcome === 'already_received' || outcome.outcome === 'not_taken'
  returned.set(context, { actKey: isSpent ? randomUUID() : actKey, returned: outcome })
}

export function formState(context: AppLoadContext): FormState {
  return returned.get(context) ?? { actKey: randomUUID(), returned: null }
}
