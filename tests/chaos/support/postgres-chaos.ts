import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { startPostgres, type TestPostgres, type TestPostgresOptions } from '../../support/postgres.ts'
import type { Query } from './ledger.ts'

/** A PostgreSQL for one test. */
export async function postgresForTest(options: TestPostgresOptions = {}): Promise<TestPostgres> {
  const server = await startPostgres(options)
  onTestFinished(() => server.stop())
  return server
}

/** Asks as the superuser, in the database that `url` names; every value is text where the query says so. */
export function superuserQuery(server: TestPostgres, url: string): Query {
  const address = new URL(server.superuserUrl)
  address.pathname = new URL(url).pathname
  return async (text, params = []) => {
    const client = new pg.Client({ connectionString: address.href })
    // A server that is killed says so on the connection as well.
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query(text, params)).rows
    } finally {
      await client.end().catch(() => {})
    }
  }
}

/**
 * SIGKILL for the postmaster and everything it started, all within a millisecond or two: nobody tidies up.
 * `just` happens right before.
 */
export async function killAllOf(server: TestPostgres, just = () => {}): Promise<void> {
  const postmaster = Number(readFileSync(join(server.dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0])
  const family = [postmaster, ...childrenOf(postmaster)]
  just()
  for (const pid of family) killIfThere(pid)
  await server.kill()
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => parentOf(pid) === parent)
    .map(Number)
}

function parentOf(pid: string): number | null {
  try {
    // The name in brackets may hold anything; what follows the last bracket is the state and the parent.
    const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1) ?? ''
    return Number(after.trim().split(' ')[1])
  } catch {
    return null
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended in the meantime.
  }
}
