import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { openEmbedded } from '#embedded/open.ts'
import { hasPostgres } from '../support/postgres-programs.ts'
import { note } from './support/figures.ts'
import { makeFolder } from './support/folder.ts'
import { startProcess, startScript } from './support/line-process.ts'
import { postgresForTest } from './support/postgres-chaos.ts'
import { hasStrace } from './support/programs.ts'

const commits = 100

test('PGlite: each commit reaches the disk by a call of its own, and the harness sees when it does not', async () => {
  const perCommit: Record<string, number> = {}
  for (const fsync of ['on', 'off'] as const) {
    const child = startScript('committer.ts', [join(makeFolder(), 'pg'), String(commits), fsync])
    perCommit[fsync] = Number((await child.line('COUNT')).split(' ')[1]) / commits
    note('fsync', 'PGlite', `calls per commit by the engine's count, fsync ${fsync}`, perCommit[fsync])
  }
  expect(perCommit.on).toBeGreaterThanOrEqual(1)
  expect(perCommit.off).toBe(0)
})

test.skipIf(!hasStrace)('PGlite: the kernel sees the same calls as the engine counts', async () => {
  const trace = join(makeFolder(), 'trace')
  const script = new URL('./support/committer.ts', import.meta.url).pathname
  const calls = 'trace=fsync,fdatasync,write'
  const args = ['-f', '--seccomp-bpf', '-s', '16', '-e', calls, '-o', trace, process.execPath, script]
  const child = startProcess('strace', [...args, join(makeFolder(), 'pg'), String(commits), 'on'])
  const counted = Number((await child.line('COUNT')).split(' ')[1])
  await child.hasEnded
  const lines = readFileSync(trace, 'utf8').split('\n')
  const [begin, end] = ['BEGIN', 'END'].map(word => lines.findIndex(line => line.includes(`write(1, "${word}`)))
  const seen = lines
    .slice(begin, end)
    .filter(line => / (fsync|fdatasync)\(.*= 0$|<\.\.\. (fsync|fdatasync) resumed/.test(line))
  note('fsync', 'PGlite', 'calls per commit by the kernel, fsync on', seen.length / commits)
  expect(seen.length).toBe(counted)
})

test.skipIf(!hasPostgres)(
  'PostgreSQL: each commit reaches the disk, and the harness sees when it does not',
  async () => {
    const perCommit: Record<string, number> = {}
    const cases: Record<string, Record<string, string>> = {
      'fsync on': {},
      'fsync off': { fsync: 'off' },
      'synchronous_commit off': { synchronous_commit: 'off' },
    }
    for (const [name, settings] of Object.entries(cases)) {
      const server = await postgresForTest({ settings })
      const client = new pg.Client({ connectionString: server.url })
      await client.connect()
      await client.query('create table t (n int)')
      const before = await walFsyncs(client)
      for (let n = 0; n < commits; n += 1) await client.query('insert into t values ($1)', [n])
      perCommit[name] = ((await walFsyncs(client)) - before) / commits
      await client.end()
      await server.halt()
      note('fsync', 'PostgreSQL', `calls per commit by its own count, ${name}`, perCommit[name])
    }
    expect(perCommit['fsync on']).toBeGreaterThanOrEqual(1)
    expect(perCommit['fsync off']).toBe(0)
    expect(perCommit['synchronous_commit off']).toBeLessThan(0.5)
  },
)

test.skipIf(!hasPostgres)(
  'PostgreSQL: a database that does not keep what it acknowledges is named at the start',
  async () => {
    const said: Record<string, string> = {}
    const cases: Record<string, Record<string, string>> = {
      loose: { fsync: 'off', synchronous_commit: 'off' },
      safe: {},
    }
    for (const [name, settings] of Object.entries(cases)) {
      const server = await postgresForTest({ settings })
      const lines: string[] = []
      const folder = makeFolder()
      const backend = await openEmbedded({
        dataDir: folder,
        databaseUrl: server.url,
        migrationsDir: 'supabase/migrations',
        log: line => lines.push(line),
      })
      await backend.close()
      said[name] = lines.filter(line => line.startsWith('The database runs with')).join('\n')
    }
    expect(said.loose).toContain('fsync = off')
    expect(said.loose).toContain('synchronous_commit = off')
    expect(said.safe).toBe('')
  },
)

/** Counts reach the view when a session has been idle, or is told to. */
async function walFsyncs(client: pg.Client): Promise<number> {
  await client.query('select pg_stat_force_next_flush()')
  await client.query('select pg_stat_clear_snapshot()')
  const { rows } = await client.query("select coalesce(sum(fsyncs), 0)::int as n from pg_stat_io where object = 'wal'")
  return rows[0].n
}
