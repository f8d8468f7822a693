import type { AppLoadContext } from '@remix-run/node'
import { z } from 'zod'
import {
  findParkedPost,
  listParkedPosts,
  parkPost as park,
  throwParkedPostAway,
} from '#app/data/parked-posts.server.ts'
import { clientNetwork } from '#app/domain/accounts/client-network.ts'
import { needsSecondFactor, type Session } from '#app/domain/accounts/session.ts'
import { type KeptForm, keepForm } from '#app/domain/acts/kept-form.ts'
import { browserKey, makeBrowserKey } from '#app/platform/browser-key.server.ts'
import { isDatabaseAway } from '#app/platform/database-away.server.ts'
import { nameOfKey, seal, unseal } from '#app/platform/sealed-box.server.ts'
import { claimedUser } from '#app/platform/session-client.server.ts'
import { visitorOf } from '#app/platform/visitor.server.ts'
import { takeLimits } from '../accounts/take-limits.server.ts'

/** What the database takes in one row, sealed and in base64. */
const mostCharacters = 800_000

const keptSchema = z.object({
  action: z.string(),
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
  files: z.array(z.object({ name: z.string(), fileName: z.string() })),
  secrets: z.array(z.string()),
})

/**
 * Keeps a form that came without a session, sealed with a key that this browser alone holds. False where it is too
 * much, for one place or for one row: then the page has to hand it back.
 */
export async function parkPost(
  context: AppLoadContext,
  request: Request,
  { actKey, form, session }: { actKey: string; form: FormData; session: Session | null },
): Promise<boolean> {
  const visitor = visitorOf(context, request)
  if ((await takeLimits(visitor, [['parked_post_client', clientNetwork(visitor.address)]])) > 0) return false
  const { pathname, search } = new URL(request.url)
  const kept = keepForm(pathname + search, form.entries())
  const key = makeBrowserKey(context, request)
  const box = seal(key, actKey, JSON.stringify(kept))
  if (box.length > mostCharacters) return false
  const userId = z
    .uuid()
    .nullable()
    .catch(null)
    .parse(session?.userId ?? (await claimedUser(context, request)))
  await park(context.serviceDb('keep a form'), nameOfKey(key), { actKey, userId, box })
  return true
}

/** The newest form that this reader wrote, or nobody knows who wrote, and that is not sent yet: its act key. */
export async function findWaiting(context: AppLoadContext, request: Request, session: Session): Promise<string | null> {
  const key = browserKey(context, request)
  if (key === null || needsSecondFactor(session)) return null
  try {
    const parked = await listParkedPosts(context.serviceDb('keep a form'), nameOfKey(key), session.userId)
    return parked.find(({ userId }) => userId === null || userId === session.userId)?.actKey ?? null
  } catch (error) {
    // A page that needs no database does not fail for this.
    if (isDatabaseAway(error)) return null
    throw error
  }
}

export type Continued =
  /** Sent, thrown away, too old, or of another browser. */
  | { whose: 'gone' }
  /** Written from another account: its words are not shown. */
  | { whose: 'of-another' }
  | { whose: 'own' | 'of-nobody'; keptAt: string; kept: KeptForm }

/** What was kept under an act key, as far as this reader may see it. */
export async function findKept(
  context: AppLoadContext,
  request: Request,
  session: Session,
  actKey: string,
): Promise<Continued> {
  const key = browserKey(context, request)
  if (key === null) return { whose: 'gone' }
  const db = context.serviceDb('keep a form')
  const waiting = await listParkedPosts(db, nameOfKey(key), session.userId)
  const parked = waiting.some(post => post.actKey === actKey) ? await findParkedPost(db, nameOfKey(key), actKey) : null
  const text = parked === null ? null : unseal(key, actKey, parked.box)
  if (parked === null || text === null) return { whose: 'gone' }
  if (parked.userId !== null && parked.userId !== session.userId) return { whose: 'of-another' }
  const kept = keptSchema.parse(JSON.parse(text))
  return { whose: parked.userId === null ? 'of-nobody' : 'own', keptAt: parked.keptAt, kept }
}

/** Forgets what this browser kept under an act key; nothing where it kept nothing. */
export async function forgetKept(context: AppLoadContext, request: Request, actKey: string): Promise<void> {
  const key = browserKey(context, request)
  if (key !== null) await throwParkedPostAway(context.serviceDb('keep a form'), nameOfKey(key), actKey)
}
