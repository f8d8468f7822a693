import { randomUUID } from 'node:crypto'
import type { SupabaseClient } from '@supabase/supabase-js'
import { bodies, mailOf, type Part, players } from './cast.ts'
import { type Stage, signInPlayer } from './player.ts'
import { removeDemonstration } from './remove.ts'
import { readDemonstration } from './state.ts'
import { type Actors, tellStory } from './story.ts'

/**
 * Founds the demonstration world and plays its story through the same commands that everybody uses. One that was cut
 * off is taken away and begun again; a finished one is left alone. The caller lets one run at a time.
 */
export async function loadDemonstration(
  service: SupabaseClient,
  stage: Stage,
  { password, today }: { password: string; today: Date },
): Promise<'loaded' | 'unchanged'> {
  const state = await readDemonstration(service)
  if (state?.finishedAt) return 'unchanged'
  if (state !== null) await removeDemonstration(service)

  const ids = new Map<Part, string>()
  for (const { part, name, lang } of players) ids.set(part, await makeAccount(service, { part, name, lang, password }))
  const people = players.map(player => ({
    ...player,
    id: ids.get(player.part),
    ...('body' in player ? { organisation: refOf(player.body) } : {}),
    ...('employer' in player ? { employer: refOf(player.employer) } : {}),
  }))
  await call(service, 'found_demonstration', {
    organisations: bodies.map(body => ({ ...body, id: randomUUID() })),
    people,
  })
  const actors = Object.fromEntries(
    await Promise.all(players.map(async ({ part }) => [part, await signInPlayer(stage, part, password)])),
  ) as Actors
  const refs = await tellStory(actors, service, today)
  await call(service, 'finish_demonstration', { refs })
  return 'loaded'
}

const refOf = (key: string) => bodies.find(body => body.key === key)?.ref

async function makeAccount(
  service: SupabaseClient,
  { part, name, lang, password }: { part: Part; name: string; lang: string; password: string },
): Promise<string> {
  const account = { email: mailOf(part), password, email_confirm: true, user_metadata: { name, lang } }
  const { data, error } = await service.auth.admin.createUser(account)
  if (error) throw new Error(`The demonstration: no account for ${part}: ${error.message}`, { cause: error })
  return data.user.id
}

async function call(service: SupabaseClient, name: string, input: object): Promise<void> {
  const { error } = await service.rpc(name, input)
  if (error) throw new Error(`The demonstration: ${name}: ${error.message}`, { cause: error })
}
