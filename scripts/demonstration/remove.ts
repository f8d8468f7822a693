import type { SupabaseClient } from '@supabase/supabase-js'
import { mailOf, players } from './cast.ts'
import { type Demonstration, readDemonstration } from './state.ts'

/** Takes the whole demonstration away: bytes of files, accounts, rows. Returns how many rows of each; null where there is none. */
export async function removeDemonstration(service: SupabaseClient): Promise<Record<string, number> | null> {
  const state = await readDemonstration(service)
  const removed = state === null ? null : await removeRows(service, state)
  await removeAccounts(service)
  return removed
}

async function removeRows(service: SupabaseClient, state: Demonstration): Promise<Record<string, number>> {
  if (state.files.length > 0) {
    const places = state.files.map(({ id, organisation }) => `${organisation}/${id}`)
    const { error } = await service.storage.from('files').remove(places)
    if (error) throw new Error(`Files of the demonstration stay: ${error.message}`, { cause: error })
  }
  const { data, error } = await service.rpc('remove_demonstration')
  if (error) throw new Error(`The demonstration could not be removed: ${error.message}`, { cause: error })
  return data
}

/** By address, so that accounts go as well which were made before anything else was. */
async function removeAccounts(service: SupabaseClient): Promise<void> {
  const addresses = new Set<string | undefined>(players.map(({ part }) => mailOf(part)))
  for (let page = 1; ; page++) {
    const { data, error } = await service.auth.admin.listUsers({ page, perPage: 1000 })
    if (error) throw new Error(`Accounts cannot be listed: ${error.message}`, { cause: error })
    for (const { id, email } of data.users.filter(({ email }) => addresses.has(email))) {
      const { error: stays } = await service.auth.admin.deleteUser(id)
      if (stays) throw new Error(`The account of ${email} stays: ${stays.message}`, { cause: stays })
    }
    if (data.users.length < 1000) return
  }
}
