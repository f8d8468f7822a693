import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Db } from '#embedded/engine/db.ts'
import { openPg } from '#embedded/engine/pg-db.ts'
import { openEmbedded } from '#embedded/open.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'
import { hasPostgres } from '../../support/postgres-programs.ts'
import { makeFolder, migrationsDir } from './site.ts'

/** What takes minutes is tried in the full run. */
const isFull = process.env.IMARIKA_FULL === '1'

type Run = { code: number | null; said: string; memoryMiB: number }
const sayMemory = new URL('./say-memory.ts', import.meta.url).href

/** One of the commands in a process of its own, as npm starts it; `during` may end it. */
async function run(
  command: 'data-export' | 'data-import',
  args: string[],
  env: Record<string, string>,
  during: (kill: (signal: NodeJS.Signals) => void, isRunning: () => boolean) => Promise<void> = async () => {},
): Promise<Run> {
  const script = fileURLToPath(new URL(`../../../cli/${command}.ts`, import.meta.url))
  const inherited = { ...process.env, DATABASE_URL: '', SUPABASE_URL: '', STORAGE_DIR: '', INIT_CWD: '', HOST: '' }
  const child = spawn(process.execPath, ['--import', sayMemory, script, ...args], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += chunk))
  const exit = once(child, 'exit')
  await during(
    signal => child.kill(signal),
    () => child.exitCode === null && child.signalCode === null,
  )
  await exit
  return { code: child.exitCode, said, memoryMiB: Number(/MEMORY (\d+)/.exec(said)?.[1] ?? Number.NaN) / 1024 }
}

const until = async (isTrue: () => Promise<boolean> | boolean, isRunning: () => boolean) => {
  while (!(await isTrue())) {
    if (!isRunning()) throw new Error('It ended before it could be killed')
    await new Promise(done => setTimeout(done, 5))
  }
}

/** Rows of the audit, and files, made by the database itself. */
async function grow(db: Db, rows: number, files: number): Promise<void> {
  await db.query(
    `insert into public.audit_log (chain, subject_id, position, at, command, details, previous_hash, hash)
      select 'error_report', gen_random_uuid(), 1, now(), 'report_error', jsonb_build_object('n', n, 'text', repeat('x', 200)),
        '\\x', sha256(n::text::bytea) from generate_series(1, $1::int) n`,
    [String(rows)],
  )
  await db.query(
    `with made as (
      insert into storage.objects (bucket_id, name, version, metadata)
      select 'files', gen_random_uuid()::text, gen_random_uuid()::text, '{"size": 10485760, "mimetype": "text/plain"}'
      from generate_series(1, $1::int) returning version::uuid as id
    )
    insert into private.file_chunks select id, part, decode(repeat(md5(id::text || part), 16384), 'hex')
    from made, generate_series(0, 39) part`,
    [String(files)],
  )
}

describe.skipIf(!hasPostgres)('the commands', { timeout: 600_000 }, () => {
  let postgres: TestPostgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres.stop())

  async function grown(rows: number, files: number): Promise<string> {
    const databaseUrl = await postgres.createDatabase()
    const { db, close } = await openEmbedded({ dataDir: null, databaseUrl, migrationsDir })
    await grow(db, rows, files)
    await close()
    return databaseUrl
  }

  async function count(databaseUrl: string): Promise<{ rows: number; chunks: number }> {
    const db = openPg({ url: databaseUrl, pool: 1, waitMs: 10_000 })
    try {
      const [row] = await db.query(
        `select (select count(*) from public.audit_log) as rows, (select count(*) from private.file_chunks) as chunks`,
        [],
      )
      return { rows: Number(row?.rows), chunks: Number(row?.chunks) }
    } finally {
      await db.close()
    }
  }

  test.skipIf(!isFull)(
    'a hundred thousand rows and many files of 10 MB take no more memory than a fifth of them',
    async () => {
      const folder = makeFolder()
      const [small, large] = [join(folder, 'small'), join(folder, 'large')]
      const from = { DATABASE_URL: await grown(100_000, 24) }
      const few = await run('data-export', [small], { DATABASE_URL: await grown(20_000, 3) })
      const many = await run('data-export', [large], from)
      expect([few.code, many.code]).toEqual([0, 0])
      expect(many.said).toMatch(/Exported: 100\d{3} rows of \d+ tables and 24 files \(251658240 bytes\)/)

      const into = { DATABASE_URL: await postgres.createDatabase() }
      const fewIn = await run('data-import', [small], { DATABASE_URL: await postgres.createDatabase() })
      const manyIn = await run('data-import', [large], into)
      expect([fewIn.code, manyIn.code]).toEqual([0, 0])
      expect(await count(into.DATABASE_URL)).toEqual({ rows: 100_000, chunks: 960 })
      console.info(
        `MiB: export ${few.memoryMiB} and ${many.memoryMiB}, import ${fewIn.memoryMiB} and ${manyIn.memoryMiB}`,
      )
      // The difference is 40 MB of rows and 220 MB of bytes; what is not yet collected varies by some tens.
      expect(many.memoryMiB - few.memoryMiB).toBeLessThan(130)
      expect(manyIn.memoryMiB - fewIn.memoryMiB).toBeLessThan(130)
    },
  )

  test('an import that is killed leaves nothing, and the next one fills the same database', async () => {
    const file = join(makeFolder(), 'archive')
    await run('data-export', [file], { DATABASE_URL: await grown(60_000, 3) })
    const into = { DATABASE_URL: await postgres.createDatabase() }
    const admin = openPg({ url: postgres.superuserUrl, pool: 1, waitMs: 10_000 })
    const name = new URL(into.DATABASE_URL).pathname.slice(1)
    const isLoading = (text: string) => async () => {
      const [row] = await admin.query(
        `select exists (select from pg_stat_activity where datname = $1 and query like $2) as is_loading`,
        [name, text],
      )
      return row?.is_loading === 't'
    }
    for (const statement of ['insert into "public"."audit_log"%', 'insert into private.file_chunks%']) {
      const killed = await run('data-import', [file], into, async (kill, isRunning) => {
        await until(isLoading(statement), isRunning)
        kill('SIGKILL')
      })
      expect(killed.code).toBeNull()
      await until(
        async () => !(await isLoading(statement)()),
        () => true,
      )
      expect(await count(into.DATABASE_URL)).toEqual({ rows: 0, chunks: 0 })
    }
    const again = await run('data-import', [file], into)
    expect(again.said).toMatch(/Imported: 60\d{3} rows of \d+ tables and 3 files/)
    expect(again.code).toBe(0)
    expect(await count(into.DATABASE_URL)).toEqual({ rows: 60_000, chunks: 120 })
    await admin.close()
  })

  test.skipIf(!isFull)(
    'an import into a folder that is killed between bytes and rows leaves no row, and the next one fills it',
    async () => {
      const file = join(makeFolder(), 'archive')
      await run('data-export', [file], { DATABASE_URL: await grown(500, 6) })
      const dataDir = makeFolder()
      const objects = join(dataDir, 'pglite/objects')
      const killed = await run('data-import', [file], { DATA_DIR: dataDir }, async (kill, isRunning) => {
        await until(() => existsSync(objects) && readdirSync(objects).length > 1, isRunning)
        kill('SIGKILL')
      })
      expect(killed.code).toBeNull()
      const half = readdirSync(objects).length
      expect(half).toBeGreaterThan(0)
      const left = await openEmbedded({ dataDir: join(dataDir, 'pglite'), migrationsDir })
      expect(
        await left.db.query(
          'select (select count(*) from public.audit_log) + (select count(*) from storage.objects) as n',
          [],
        ),
      ).toEqual([{ n: '0' }])
      await left.close()
      const again = await run('data-import', [file], { DATA_DIR: dataDir })
      expect(again.code).toBe(0)
      expect(readdirSync(objects)).toHaveLength(6)
      expect(readdirSync(objects).every(name => statSync(join(objects, name)).size === 10_485_760)).toBe(true)
    },
  )

  test('an export that is killed leaves no archive, and the next one is whole', async () => {
    const from = { DATABASE_URL: await grown(60_000, 2) }
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const folder = makeFolder()
      const file = join(folder, 'archive')
      const killed = await run('data-export', [file], from, async (kill, isRunning) => {
        await until(() => existsSync(`${file}.part`) && statSync(`${file}.part`).size > 100_000, isRunning)
        kill(signal)
      })
      expect(killed.code).toBeNull()
      expect(readdirSync(folder)).toEqual(['archive.part'])
      expect((await run('data-export', [file], from)).code).toBe(0)
      expect(readdirSync(folder)).toEqual(['archive'])
      expect((await run('data-import', ['--check', file], {})).said).toContain('The archive is whole')
    }
  })

  test('each says in plain words what it did, what it did not, and how to call it', async () => {
    const folder = makeFolder()
    const file = join(folder, 'archive')
    const databaseUrl = await grown(3, 1)
    const from = { DATABASE_URL: databaseUrl, INIT_CWD: folder }
    for (const args of [[], ['a', 'b']]) {
      for (const command of ['data-export', 'data-import'] as const) {
        const { code, said } = await run(command, args, from)
        expect(code).toBe(1)
        expect(said).toContain(`usage: npm run ${command.replace('-', ':')}`)
      }
    }
    const wrong = await run('data-export', ['--with-key', file], from)
    expect([wrong.code, wrong.said]).toEqual([1, expect.stringContaining("Unknown option '--with-key'")])
    expect(wrong.said).not.toContain('    at ')

    const made = await run('data-export', ['archive'], from)
    expect(made.code).toBe(0)
    expect(made.said).toContain(`Archive: ${file}`)
    expect(made.said).toContain('This file holds personal data')
    expect(made.said).not.toContain(new URL(databaseUrl).password)
    const bytes = readFileSync(file)
    const second = await run('data-export', ['archive'], from)
    expect([second.code, readFileSync(file).equals(bytes)]).toEqual([1, true])
    expect(second.said).toContain('is there already. Choose another name.')

    const keys = await run('data-export', ['--with-keys', 'keys'], from)
    expect(keys.said).toContain('it holds the keys')
    const check = await run('data-import', ['--check', 'keys'], from)
    expect(check.said).toMatch(
      /The archive is whole: \d+ rows of \d+ tables and 1 files\.\nMade at .+ from PostgreSQL .+ by DATABASE_URL, at migration \d{14}_\w+\.\nIt holds keys and open sessions\./,
    )

    const used = await run('data-import', ['archive'], from)
    expect(used.code).toBe(1)
    expect(used.said).toContain(
      'The database is in use: there are rows in private.file_chunks (40 rows), public.audit_log (3 rows)',
    )
    expect(used.said).not.toContain('    at ')
    const away = await run('data-export', ['other'], { DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' })
    expect(away.code).toBe(1)
    expect(away.said).not.toContain('secret')
    expect(existsSync(join(folder, 'other'))).toBe(false)
  })

  test('files whose bytes are gone or changed are named, and the rest is saved', async () => {
    const folder = makeFolder()
    const databaseUrl = await grown(1, 2)
    const db = openPg({ url: databaseUrl, pool: 1, waitMs: 10_000 })
    const objects = await db.query('select version, name from storage.objects order by name collate "C"', [])
    await db.query('delete from private.file_chunks where file_id = $1', [objects[0]?.version ?? ''])
    await db.query('delete from private.file_chunks where file_id = $1 and part > 3', [objects[1]?.version ?? ''])
    await db.close()
    const made = await run('data-export', [join(folder, 'archive')], { DATABASE_URL: databaseUrl })
    expect(made.code).toBe(2)
    expect(made.said).toContain('The bytes of 2 files are missing or damaged in this database')
    for (const { name } of objects) expect(made.said).toContain(`  files/${name}`)
    const into = await postgres.createDatabase()
    expect((await run('data-import', [join(folder, 'archive')], { DATABASE_URL: into })).code).toBe(0)
    expect((await count(into)).chunks).toBe(4)
  })
})
