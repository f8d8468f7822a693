import { randomUUID } from 'node:crypto'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { Json } from '#app/data/database.types.ts'
import { mailOf, type Part } from './cast.ts'

/** Where the demonstration is played: a backend as readers reach it. */
export type Stage = { url: string; anonKey: string; fetch: typeof fetch }

export type Receipt = Record<string, Json> & { ref: string; version: number }

/** Somebody of the demonstration who is signed in and acts by commands, as any member does. */
export type Player = {
  db: SupabaseClient
  act(command: string, input: Record<string, Json>, version?: number): Promise<Receipt>
}

export async function signInPlayer({ url, anonKey, fetch }: Stage, part: Part, password: string): Promise<Player> {
  const db = createClient(url, anonKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch },
  })
  const { error } = await db.auth.signInWithPassword({ email: mailOf(part), password })
  if (error) throw new Error(`The demonstration: ${part} cannot sign in: ${error.message}`, { cause: error })
  return {
    db,
    async act(command, input, version) {
      const call = { act_key: randomUUID(), expected_version: version ?? null, input }
      const { data, error: fault } = await db.rpc(`cmd_${command}`, call)
      if (fault) throw new Error(`The demonstration: ${command}: ${fault.message}`, { cause: fault })
      if (!data.ok) throw new Error(`The demonstration: ${part} may not ${command}: ${JSON.stringify(data)}`)
      return data.receipt as Receipt
    },
  }
}
