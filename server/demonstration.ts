import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mailOf, players } from '#scripts/demonstration/cast.ts'
import { loadDemonstration } from '#scripts/demonstration/load.ts'
import { removeDemonstration } from '#scripts/demonstration/remove.ts'
import { readDemonstration } from '#scripts/demonstration/state.ts'
import { type OpenBackend, serviceDb } from './backend.ts'
import type { Environment } from './environment.ts'

/**
 * The demonstration world belongs to a start on this machine alone with the built-in database, where it is founded once
 * and its sign-in is told at every start. Where others can reach the server it is taken away. With another database
 * nothing is done: there it has a command of its own.
 */
export async function keepDemonstration(
  environment: Environment,
  backend: OpenBackend,
  log: (line: string) => void,
): Promise<void> {
  if (environment.supabase || environment.postgres) return
  const service = serviceDb(backend, 'keep the demonstration')
  if (!environment.hasDemonstration) {
    const removed = await removeDemonstration(service)
    if (removed !== null) log('The demonstration world was taken away.')
    return
  }
  const password = readPassword(environment.dataDir)
  const today = new Date()
  const outcome = await backend.alone(() => loadDemonstration(service, backend, { password, today }))
  if (outcome === 'loaded') log('The demonstration world was founded.')
  await tellSignIn(service, password, log)
}

/** Addresses and password, as they stand in this folder alone. */
async function tellSignIn(
  service: Parameters<typeof readDemonstration>[0],
  password: string,
  log: (line: string) => void,
): Promise<void> {
  if ((await readDemonstration(service)) === null) return
  log(`Demonstration: sign in with the password ${password} as`)
  for (const { part } of players) log(`  ${mailOf(part)}`)
}

/** Random for each data folder, readable by its owner alone. */
export function readPassword(dataDir: string): string {
  const file = join(dataDir, 'demonstration-password')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const password = makePassword()
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(`${file}.new`, `${password}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return password
}

/** 80 bits in groups that can be typed on a phone. */
export const makePassword = (): string => (randomBytes(10).toString('hex').match(/.{5}/g) as string[]).join('-')
