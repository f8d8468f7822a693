import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createClient } from '@supabase/supabase-js'
import { openEmbedded } from '#embedded/open.ts'
import { chanceOf } from './chance.ts'

/**
 * An app process in the middle of writing: through supabase-js and the gateway, several requests in flight, until it
 * is killed. Each line is in the pipe before the next request goes out, so none is said that was not acknowledged.
 *   OPEN <ms> · PAIR <id> · ACT <act key> <receipt> · ERROR <status> <code>
 */
export type WriterTask = {
  dataDir: string
  databaseUrl: string | null
  migrationsDir: string
  seed: number
  /** The first id of this writer; two writers on one database never share one. */
  firstId: number
  /** 0: only opens, and holds what it opened. */
  inFlight: number
}

const task = JSON.parse(process.argv[2] ?? '') as WriterTask
const say = (line: string): void => void writeSync(1, `${line}\n`)
const started = performance.now()
const chance = chanceOf(task.seed)
// The pipe ends with the test, in whatever way that ends.
process.stdin.once('end', () => process.exit(0)).resume()

const backend = await openEmbedded({
  dataDir: task.dataDir,
  migrationsDir: task.migrationsDir,
  ...(task.databaseUrl === null ? {} : { databaseUrl: task.databaseUrl }),
  log: line => say(`LOG ${line}`),
})
const clientOf = (key: string) =>
  createClient(backend.url, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: backend.fetch },
  })
const [anon, service] = [clientOf(backend.anonKey), clientOf(backend.serviceKey)]
say(`OPEN ${Math.round(performance.now() - started)}`)

let nextId = task.firstId
const lanes = Array.from({ length: task.inFlight }, async () => {
  for (;;) await (chance.next() < 0.7 ? writePair(nextId++) : act(randomUUID()))
})
if (task.inFlight === 0) setInterval(() => {}, 1_000)
await Promise.all(lanes)

/** Sent again until it stands, as a person would. A second time, its id is taken by the first. */
async function writePair(id: number): Promise<void> {
  for (;;) {
    const { error, status } = await service.from('chaos_pairs').insert({ id, body: 'x'.repeat(chance.between(1, 400)) })
    if (error === null || error.code === '23505') return say(`PAIR ${id}`)
    await pause(status, error.code)
  }
}

async function act(actKey: string): Promise<void> {
  const input = { recordKind: 'site', recordRef: '', lang: 'en', text: actKey, correction: null, contact: null }
  for (;;) {
    const { data, error, status } = await anon.rpc('cmd_report_error', {
      act_key: actKey,
      expected_version: null,
      input,
    })
    if (error === null && data.ok === true) return say(`ACT ${actKey} ${data.receipt.ref}`)
    await pause(status, error?.code ?? data.reason)
  }
}

async function pause(status: number, code: string): Promise<void> {
  say(`ERROR ${status} ${code}`)
  await new Promise(done => setTimeout(done, 50))
}
