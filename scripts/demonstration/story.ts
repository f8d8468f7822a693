import type { SupabaseClient } from '@supabase/supabase-js'
import type { Part } from './cast.ts'
import type { Player } from './player.ts'

export type Actors = Record<Part, Player>

/** What happens in the demonstration; returns the refs of its records by name. */
export async function tellStory(
  _actors: Actors,
  _service: SupabaseClient,
  _today: Date,
): Promise<Record<string, string>> {
  return {}
}
