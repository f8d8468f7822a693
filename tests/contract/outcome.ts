import type { Case } from './cases.ts'
import type { Target } from './targets.ts'

/** What of an answer must be the same everywhere. Texts of messages may differ by version. */
export type Outcome = { status: number; data: unknown; count: number | null; code: string | null }

export async function observe(target: Target, { as, call }: Case): Promise<Outcome> {
  const { status, data, count, error } = await call(target[as])
  return { status, data: shorten(data), count, code: error?.code ?? null }
}

/** Long answers are kept by their length and ends, so that the record stays readable. */
function shorten(data: unknown): unknown {
  const text = JSON.stringify(data)
  if (text === undefined || text.length < 4_000) return data
  return { length: text.length, start: text.slice(0, 60), end: text.slice(-60) }
}
