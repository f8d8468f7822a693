import type { AppLoadContext } from '@remix-run/node'

const keptDrafts = new WeakSet<AppLoadContext>()

/** Says of a request that it was a draft, and that it is kept. */
export const markDraftKept = (context: AppLoadContext): void => void keptDrafts.add(context)

/** Whether the script that keeps drafts asks, which wants a sentence and no page. */
export const isDraftByScript = (context: AppLoadContext, request: Request): boolean =>
  keptDrafts.has(context) && request.headers.get('Accept') === 'application/json'
