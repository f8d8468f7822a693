import { isDeepStrictEqual } from 'node:util'
import type { Case } from './cases.ts'
import type { Target } from './targets.ts'

/**
 * What of an answer must be the same everywhere; texts of messages may differ by version. After a write also the rows
 * that are new or different, and how many there are.
 */
export type Outcome = {
  status: number
  data: unknown
  count: number | null
  code: string | null
  after?: { rows: number; changed: unknown }
}

export async function observe(target: Target, { as, call, writesTo }: Case): Promise<Outcome> {
  if (writesTo === undefined) return observeAnswer(await call(target[as]))
  await target.reset()
  const before = await target.rowsOf(writesTo)
  const outcome = observeAnswer(await call(target[as]))
  const after = await target.rowsOf(writesTo)
  const changed = after.filter(row => !before.some(old => isDeepStrictEqual(old, row)))
  // Tables give their rows in no order.
  changed.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
  return { ...outcome, after: { rows: after.length, changed: shorten(changed) } }
}

function observeAnswer({ status, data, count, error }: Awaited<ReturnType<Case['call']>>): Outcome {
  return { status, data: shorten(data), count, code: error?.code ?? null }
}

/** Long answers are kept by their length and ends, so that the record stays readable. */
function shorten(data: unknown): unknown {
  const text = JSON.stringify(data)
  if (text === undefined || text.length < 4_000) return data
  return { length: text.length, start: text.slice(0, 60), end: text.slice(-60) }
}
