import type { SupabaseClient } from '@supabase/supabase-js'

export type Demonstration = {
  /** Null while its story is not told to the end. */
  finishedAt: string | null
  /** Refs of its records by the names of the story. */
  refs: Record<string, string>
  people: { id: string; part: string; mail: string }[]
  files: { id: string; organisation: string }[]
}

/** What there is of the demonstration; null where there is none. For the service role. */
export async function readDemonstration(service: SupabaseClient): Promise<Demonstration | null> {
  const { data, error } = await service.rpc('demonstration_state')
  if (error) throw new Error(`The demonstration cannot be read: ${error.message}`, { cause: error })
  if (data === null) return null
  const { finished_at, refs, people, files } = data
  return { finishedAt: finished_at, refs, people, files }
}
