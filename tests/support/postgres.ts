import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { postgresPrograms } from './postgres-programs.ts'

export type TestPostgres = {
  /** An empty database, as its owner: a login role with CREATEROLE and no more. */
  url: string
  superuserUrl: string
  dataFolder: string
  /** Another empty database on the same server with the same owner; roles are shared by the whole server. */
  createDatabase(): Promise<string>
  /** Ends it in good order and keeps the data, for `restart`. */
  halt(): Promise<void>
  /** Ends it as `kill -9` does and keeps the data. */
  kill(): Promise<void>
  /** Starts it again under the same address, after ending it where it runs. */
  restart(): Promise<void>
  /** Ends it and removes everything. */
  stop(): Promise<void>
}

export type TestPostgresOptions = {
  /** Lines of postgresql.conf besides ours, as in `{ fsync: 'off' }`. */
  settings?: Record<string, string>
  /** Where the data folder is made; a folder that the user `nobody` can reach when the caller is root. */
  under?: string
}

const run = promisify(execFile)

/** PostgreSQL refuses to run as root; `nobody` has this number on every Linux. */
const nobody = 65_534
const identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}

/**
 * Ends the server that works in the data folder and removes the folder, once the test process is gone in whatever
 * way: then the pipe ends that `cat` reads. The number in the file is believed when that process works in the folder.
 */
const watchdogScript = `cat >/dev/null
pid=$(head -n 1 "$1/cluster/postmaster.pid" 2>/dev/null)
if [ -n "$pid" ] && [ "$(readlink "/proc/$pid/cwd")" = "$1/cluster" ]; then
  kill -QUIT "$pid"
  while [ -d "/proc/$pid" ]; do sleep 0.1; done
fi
rm -rf "$1"`

/** A real PostgreSQL of its own for a test, on this machine alone. Sorts as ICU's English, unlike PGlite. */
export async function startPostgres(options: TestPostgresOptions = {}): Promise<TestPostgres> {
  const programs = postgresPrograms()
  const dataFolder = mkdtempSync(join(options.under ?? tmpdir(), 'imarika-postgres-'))
  if (identity.uid !== undefined) chownSync(dataFolder, identity.uid, identity.gid)
  const watchdog = spawn('/bin/sh', ['-c', watchdogScript, 'sh', dataFolder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // A session of its own: what ends the test by its group must not end the watchdog first.
    detached: true,
    ...identity,
  })
  watchdog.unref()
  const unwatch = async () => {
    watchdog.ref()
    watchdog.stdin.end()
    if (watchdog.exitCode === null) await once(watchdog, 'exit')
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    return await startIn(dataFolder, programs, options.settings ?? {}, unwatch)
  } catch (error) {
    await unwatch()
    throw error
  }
}

async function startIn(
  dataFolder: string,
  programs: string,
  settings: Record<string, string>,
  unwatch: () => Promise<void>,
): Promise<TestPostgres> {
  const environment = { ...process.env, LD_LIBRARY_PATH: join(programs, 'lib'), TZ: 'UTC' } as NodeJS.ProcessEnv
  const spawnOptions = { cwd: dataFolder, env: environment, ...identity }
  const passwords = { superuser: randomBytes(12).toString('hex'), login: randomBytes(12).toString('hex') }
  const passwordFile = join(dataFolder, 'password')
  const cluster = join(dataFolder, 'cluster')
  writeFileSync(passwordFile, passwords.superuser)
  if (identity.uid !== undefined) chownSync(passwordFile, identity.uid, identity.gid)
  await run(
    join(programs, 'bin/initdb'),
    [
      ...['-D', cluster, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync'],
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US'],
    ],
    spawnOptions,
  )
  const port = await freePort()
  let server: ChildProcess | null = null
  const start = async () => {
    server = await startServer(join(programs, 'bin/postgres'), cluster, port, settings, spawnOptions)
  }
  const end = async (signal: NodeJS.Signals) => {
    const ending = server
    server = null
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return
    ending.ref()
    ending.kill(signal)
    await once(ending, 'exit')
  }
  await start()
  const address = `127.0.0.1:${port}`
  const superuserUrl = `postgres://postgres:${passwords.superuser}@${address}/postgres`
  await execute(superuserUrl, `create role imarika_login login createrole password '${passwords.login}'`)
  let databases = 0
  const createDatabase = async () => {
    databases += 1
    await execute(superuserUrl, `create database imarika_${databases} owner imarika_login`)
    return `postgres://imarika_login:${passwords.login}@${address}/imarika_${databases}`
  }
  return {
    url: await createDatabase(),
    superuserUrl,
    dataFolder: cluster,
    createDatabase,
    halt: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGINT')
      await start()
    },
    stop: async () => {
      await end('SIGQUIT')
      await unwatch()
    },
  }
}

type SpawnOptions = { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number }

/** After a kill the memory of the old server may still be in use for a moment; then it is tried again. */
async function startServer(
  program: string,
  cluster: string,
  port: number,
  settings: Record<string, string>,
  options: SpawnOptions,
): Promise<ChildProcess> {
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '50',
    shared_buffers: '32MB',
    ...settings,
  }
  const arguments_ = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  for (let attempt = 1; ; attempt += 1) {
    const server = spawn(program, ['-D', cluster, ...arguments_], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    })
    const said = await untilReady(server)
    if (said === null) {
      // A test that forgets to stop it may still end; the watchdog cleans up.
      server.unref()
      ;(server.stderr as Socket).unref()
      return server
    }
    if (attempt === 20 || !/still in use|lock file .* already exists/.test(said)) {
      throw new Error(`PostgreSQL did not start:\n${said}`)
    }
    await new Promise(done => setTimeout(done, 100))
  }
}

/** Null when it takes connections, else what it said before it ended. */
function untilReady(server: ChildProcess): Promise<string | null> {
  let said = ''
  return new Promise((resolve, reject) => {
    server.stderr?.on('data', chunk => {
      // Clients that come too early fill the log with their refusals.
      said = (said + chunk).slice(-10_000)
      if (said.includes('ready to accept connections')) resolve(null)
    })
    server.once('error', reject)
    server.once('exit', () => resolve(said))
  })
}

async function execute(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}
