import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { toConnectError } from '#embedded/engine/pg-error.ts'
import { openEmbedded } from '#embedded/open.ts'
import { startPooler } from '../../support/pooler.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'
import { hasPostgres } from '../../support/postgres-programs.ts'
import { makeFolder, makeMigrations, migrationsDir, startChild } from './support.ts'

const ownMigrations = 'supabase/migrations'

describe.skipIf(!hasPostgres)('the backend on a PostgreSQL', () => {
  let server: TestPostgres
  beforeAll(async () => {
    server = await startPostgres({ settings: { fsync: 'off' } })
  })
  afterAll(() => server.stop())

  async function open(databaseUrl: string, more: { dataDir?: string; migrationsDir?: string; pool?: number } = {}) {
    const backend = await openEmbedded({ dataDir: null, databaseUrl, migrationsDir, ...more })
    let isOpen = true
    const close = async () => {
      if (isOpen) await backend.close()
      isOpen = false
    }
    onTestFinished(close)
    return { ...backend, close }
  }

  test('its login is no superuser, and of the schemas that migrations fill it owns nothing', async () => {
    const backend = await open(await server.createDatabase(), { migrationsDir: ownMigrations })
    const [login] = await backend.db.query(
      'select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication from pg_roles where rolname = session_user',
    )
    const no = { rolsuper: 'f', rolcreatedb: 'f', rolbypassrls: 'f', rolreplication: 'f' }
    expect(login).toEqual({ ...no, rolcreaterole: 't' })
    const foreign = await backend.db.query(
      `select c.oid::regclass::text as name from pg_class c where c.relnamespace in
          ('public'::regnamespace, 'private'::regnamespace, 'auth'::regnamespace, 'extensions'::regnamespace)
          and c.relkind in ('r', 'p', 'v', 'm', 'S') and c.relowner <> 'imarika_owner'::regrole
        union all select p.oid::regprocedure::text from pg_proc p left join pg_depend d on d.objid = p.oid and d.deptype = 'e'
        where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and p.proowner <> 'imarika_owner'::regrole
          and d.objid is null
        order by 1`,
    )
    expect(foreign.map(({ name }) => name)).toEqual(['private.file_chunks', 'private.keys'])
    const answer = await backend.fetch(`${backend.url}/rest/v1/countries?select=iso2`, {
      headers: { apikey: backend.anonKey },
    })
    expect([answer.status, await answer.json()]).toEqual([200, []])
  })

  test('nothing is made in the data folder, and a second opening finds the same keys', async () => {
    const databaseUrl = await server.createDatabase()
    const dataDir = join(makeFolder(), 'data')
    const first = await open(databaseUrl, { dataDir })
    const again = await open(databaseUrl, { dataDir })
    expect([again.anonKey, again.serviceKey]).toEqual([first.anonKey, first.serviceKey])
    expect(existsSync(dataDir)).toBe(false)
  })

  test('no role of a request, and no function of a migration, reads the keys or the bytes of files', async () => {
    const { db } = await open(await server.createDatabase())
    for (const role of ['anon', 'authenticated', 'service_role', 'imarika_owner']) {
      for (const table of ['keys', 'file_chunks']) {
        const reading = db.transaction([
          { text: `set local role ${role}`, params: [] },
          { text: `select * from private.${table}`, params: [] },
        ])
        await expect(reading, `${role} reads ${table}`).rejects.toMatchObject({ code: '42501' })
      }
    }
    expect(await db.query('select count(*) from private.keys')).toEqual([{ count: '1' }])
  })

  test('a pooler that gives each transaction another session is refused, one that leaves sessions alone is not', async () => {
    const databaseUrl = await server.createDatabase()
    const bySession = await startPooler(databaseUrl, 'session')
    onTestFinished(bySession.close)
    const backend = await open(bySession.url)
    expect(await backend.isAnswering()).toBe(true)
    const byTransaction = await startPooler(databaseUrl, 'transaction')
    onTestFinished(byTransaction.close)
    await expect(open(byTransaction.url, { pool: 1 })).rejects.toThrow(
      /cannot be used \(26000\): a pooler in front .* max_prepared_statements/,
    )
  })

  test('several processes that start at the same moment on an empty database come to one and the same', async () => {
    const databaseUrl = await server.createDatabase()
    const folder = join(makeFolder(), 'unused')
    const children = [1, 2, 3].map(() => startChild('hold', folder, databaseUrl))
    await Promise.all(children.map(child => child.line('OPEN')))
    const lines = children.flatMap(child => child.lines)
    expect(new Set(lines.filter(line => line.startsWith('OPEN'))).size).toBe(1)
    expect(lines.filter(line => line.startsWith('Migrated'))).toHaveLength(1)
    for (const child of children) await child.killHard()
  })

  test('a start beside running processes takes no lock that they would wait for', async () => {
    const databaseUrl = await server.createDatabase()
    const first = await open(databaseUrl, { migrationsDir: ownMigrations })
    // Whoever reads holds off whoever would change the table or what is granted on it.
    let isReading = true
    const reading = first.db
      .transaction([
        { text: 'lock auth.users, public.countries in access share mode' },
        { text: 'select pg_sleep(50)', params: [] },
      ])
      .catch(() => {})
      .finally(() => {
        isReading = false
      })
    const sleeping = "from pg_stat_activity where datname = current_database() and query like 'select pg_sleep(50)%'"
    await expect.poll(() => first.db.query(`select pid ${sleeping}`, []), { timeout: 10_000 }).toHaveLength(1)
    await open(databaseUrl, { migrationsDir: ownMigrations })
    expect(isReading).toBe(true)
    await first.db.query(`select pg_cancel_backend(pid) ${sleeping}`, [])
    await reading
  })

  test('a migration that fails leaves nothing, and the next start can go on', async () => {
    const databaseUrl = await server.createDatabase()
    const bad = makeMigrations({ '20260101000000_bad.sql': 'create table public.half (n int); select nonsense;' })
    await expect(open(databaseUrl, { migrationsDir: bad })).rejects.toThrow('20260101000000_bad.sql failed (42703)')
    const { db } = await open(databaseUrl)
    expect(await db.query("select to_regclass('public.half') as half")).toEqual([{ half: null }])
  })

  test('a pool in full use answers 503 within a second, and serves again afterwards', async () => {
    const backend = await open(await server.createDatabase(), { pool: 1 })
    const ask = () => backend.fetch(`${backend.url}/rest/v1/ledger`, { headers: { apikey: backend.serviceKey } })
    const slow = backend.db.transaction([{ text: 'select pg_sleep(1.5)', params: [] }])
    await new Promise(done => setTimeout(done, 100))
    const started = performance.now()
    const refused = await ask()
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([503, '53300'])
    expect(performance.now() - started).toBeLessThan(1_000)
    expect(await backend.isAnswering()).toBe(true)
    await slow
    expect((await ask()).status).toBe(200)
  })

  test('while the database is away requests are answered with 503 at once, and afterwards as before', async () => {
    const own = await startPostgres({ settings: { fsync: 'off' } })
    onTestFinished(() => own.stop())
    const backend = await open(own.url)
    const ask = async () => {
      const path = `${backend.url}/rest/v1/ledger`
      const answer = await backend.fetch(path, { headers: { apikey: backend.serviceKey } })
      return answer.status
    }
    expect(await ask()).toBe(200)
    await own.halt()
    const started = performance.now()
    expect([await ask(), await ask(), await backend.isAnswering()]).toEqual([503, 503, false])
    expect(performance.now() - started).toBeLessThan(1_000)
    await own.restart()
    expect([await ask(), await ask(), await backend.isAnswering()]).toEqual([200, 200, true])
  })

  test('an address where no database answers is refused in plain words without its password', async () => {
    const opening = openEmbedded({ dataDir: null, databaseUrl: 'postgres://u:hidden@127.0.0.1:1/x', migrationsDir })
    await expect(opening).rejects.toThrow(/database of DATABASE_URL cannot be used \(08001\).*ECONNREFUSED/)
    await expect(opening).rejects.not.toThrow('hidden')
  })

  test('data loaded by two processes at once are loaded once', { timeout: 60_000 }, async () => {
    const databaseUrl = await server.createDatabase()
    const load = async () => {
      const child = spawn(process.execPath, ['scripts/data-load.ts'], {
        env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: join(makeFolder(), 'unused') },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let said = ''
      const hear = (chunk: Buffer) => {
        said += chunk
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      const [code] = await once(child, 'exit')
      return { code, said }
    }
    const both = await Promise.all([load(), load()])
    expect(
      both.map(({ code }) => code),
      both.map(({ said }) => said).join('\n'),
    ).toEqual([0, 0])
    expect(both.filter(({ said }) => said.includes('nothing has changed'))).toHaveLength(1)
    const { db } = await open(databaseUrl, { migrationsDir: ownMigrations })
    expect(await db.query('select count(*) from public.import_runs')).toEqual([{ count: '1' }])
  })
})

test('a certificate of an authority that is not known says what to name, others what is wrong with them', () => {
  const told = (code: string, message: string) => toConnectError(Object.assign(new Error(message), { code })).message
  const name = "Hostname/IP does not match certificate's altnames"
  for (const code of ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT'])
    expect(told(code, 'try running Node.js with --use-system-ca')).toMatch(
      /^its certificate .* sslrootcert .* \([A-Z_]+\)$/,
    )
  expect(told('ERR_TLS_CERT_ALTNAME_INVALID', name)).toBe(`${name} (ERR_TLS_CERT_ALTNAME_INVALID)`)
})
