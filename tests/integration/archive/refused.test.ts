import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPg } from '#embedded/engine/pg-db.ts'
import { openEmbedded } from '#embedded/open.ts'
import type { MigrationMark } from '#scripts/archive/archive-format.ts'
import { exportArchive } from '#scripts/archive/export-archive.ts'
import { importArchive } from '#scripts/archive/import-archive.ts'
import { listMigrationFiles } from '#scripts/archive/migration-state.ts'
import { openToExport } from '#scripts/archive/place.ts'
import { createArchive } from '#scripts/archive/write-archive.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'
import { hasPostgres } from '../../support/postgres-programs.ts'
import { makeFolder, told } from './site.ts'

const ground = `
  create table public.one (id int generated always as identity primary key, word varchar(5) not null check (word <> 'bad'),
    parent int references public.one, upper_word text generated always as (upper(word)) stored);
  create table public.two (one_id int not null references public.one, at timestamptz, amount numeric, list text[]);
  create table public.log (id bigserial primary key, word text);
  create function public.note() returns trigger language plpgsql as $$
    begin insert into public.log (word) values (new.word); return new; end $$;
  create trigger note after insert on public.one for each row execute function public.note();
  grant usage on schema public to anon`
const rows = [
  "insert into public.one (word) values ('first')",
  "insert into public.one (word, parent) values ('older', 1)",
  // The row that it belongs to comes later in the order of the key.
  'update public.one set parent = 2 where id = 1',
  "insert into public.two values (2, '2026-11-25 08:00:00.123456+03', 1.50, '{a,\"b,c\",null}'), (1, 'infinity', 'NaN', '{}')",
]

/** Small migrations of its own, so that what is tried here is this and not the project's tables. */
function makeMigrations(more: Record<string, string> = {}): string {
  const folder = join(makeFolder(), 'migrations')
  mkdirSync(folder)
  for (const [name, text] of Object.entries({ '20260101000000_ground.sql': ground, ...more }))
    writeFileSync(join(folder, name), text)
  return folder
}

describe.skipIf(!hasPostgres)('into a PostgreSQL', () => {
  let postgres: TestPostgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres.stop())

  async function exported(migrationsDir: string, more: string[] = []): Promise<string> {
    const databaseUrl = await postgres.createDatabase()
    const opened = await openEmbedded({ dataDir: null, databaseUrl, migrationsDir })
    for (const text of [...rows, ...more]) await opened.db.query(text, [])
    await opened.close()
    const file = join(makeFolder(), 'test.imarika')
    const place = await openToExport({ ...told({ databaseUrl }), migrationsDir })
    await exportArchive(place, file, { withKeys: false })
    await place.close()
    return file
  }

  /** What a database holds of the tables above, their sequences and their rules. */
  async function readState(databaseUrl: string): Promise<Record<string, string | null | undefined>> {
    const db = openPg({ url: databaseUrl, pool: 1, waitMs: 10_000 })
    try {
      const [state] = await db.query(
        `select (select json_agg(o order by id) from public.one o)::text as one,
          (select json_agg(t order by one_id) from public.two t)::text as two,
          (select json_agg(l order by id) from public.log l)::text as log,
          (select json_agg(json_build_array(conname, condeferrable, condeferred) order by conname)
            from pg_constraint where contype = 'f')::text as constraints,
          (select json_agg(json_build_array(tgname, tgenabled) order by tgname)
            from pg_trigger where not tgisinternal)::text as triggers,
          nextval('public.log_id_seq')::text as next_log`,
        [],
      )
      const [made] = await db.query("insert into public.one (word) values ('next') returning id", [])
      return { ...state, next_one: made?.id }
    } finally {
      await db.close()
    }
  }

  test('rows, their order, sequences, rules and triggers are as before, and what triggers wrote is there once', async () => {
    const migrationsDir = makeMigrations()
    const file = await exported(migrationsDir)
    const databaseUrl = await postgres.createDatabase()
    await importArchive({ ...told({ databaseUrl }), migrationsDir }, file)
    const state = await readState(databaseUrl)
    expect(JSON.parse(state.one ?? '')).toEqual([
      { id: 1, word: 'first', parent: 2, upper_word: 'FIRST' },
      { id: 2, word: 'older', parent: 1, upper_word: 'OLDER' },
    ])
    expect(JSON.parse(state.two ?? '')[1]).toEqual({
      one_id: 2,
      at: '2026-11-25T05:00:00.123456+00:00',
      amount: 1.5,
      list: ['a', 'b,c', null],
    })
    expect(state.two).toContain('1.50')
    expect(JSON.parse(state.log ?? '')).toHaveLength(2)
    expect(state.constraints).not.toContain('true')
    expect(state.triggers).toContain('["note", "O"]')
    expect([state.next_log, state.next_one]).toEqual(['3', '3'])
  })

  test('a row may belong to one that comes thousands of rows later', async () => {
    const migrationsDir = makeMigrations()
    const file = await exported(migrationsDir, [
      "insert into public.one (word) select 'x' from generate_series(1, 3000)",
      'update public.one set parent = 3002 where id = 1',
    ])
    const databaseUrl = await postgres.createDatabase()
    await importArchive({ ...told({ databaseUrl }), migrationsDir }, file)
    expect(JSON.parse((await readState(databaseUrl)).one ?? '')[0].parent).toBe(3002)
  })

  test('an archive of an older version comes in at its state, and the later migrations run over its rows', async () => {
    const file = await exported(makeMigrations())
    const migrationsDir = makeMigrations({
      '20260202000000_longer.sql': `alter table public.one add column longer text;
        update public.one set longer = word || '!'; alter table public.two rename column amount to sum`,
    })
    const databaseUrl = await postgres.createDatabase()
    const lines: string[] = []
    await importArchive({ ...told({ databaseUrl }, lines), migrationsDir }, file)
    expect(lines).toEqual(['Migrated: 20260101000000_ground.sql', 'Migrated: 20260202000000_longer.sql'])
    const state = await readState(databaseUrl)
    expect(JSON.parse(state.one ?? '')[0].longer).toBe('first!')
    expect(JSON.parse(state.two ?? '')[1].sum).toBe(1.5)

    // A database that has come further cannot go back.
    const further = await postgres.createDatabase()
    await (await openEmbedded({ dataDir: null, databaseUrl: further, migrationsDir })).close()
    await expect(importArchive({ ...told({ databaseUrl: further }), migrationsDir }, file)).rejects.toThrow(
      'The database has run the migration 20260202000000_longer, and the archive ends with 20260101000000_ground.',
    )
  })

  test('an archive of a newer version, of another one, or with another text is refused by the name of the migration', async () => {
    const later = makeMigrations({ '20260202000000_later.sql': 'select 1' })
    const file = await exported(later)
    const databaseUrl = await postgres.createDatabase()
    const into = (migrationsDir: string) => importArchive({ ...told({ databaseUrl }), migrationsDir }, file)
    await expect(into(makeMigrations())).rejects.toThrow(
      'of a newer version of Imarika: this one does not know the migration 20260202000000_later',
    )
    await expect(into(makeMigrations({ '20260203000000_other.sql': 'select 1' }))).rejects.toThrow(
      'the archive has the migration 20260202000000_later, this version has 20260203000000_other',
    )
    await expect(into(makeMigrations({ '20260202000000_later.sql': 'select 2' }))).rejects.toThrow(
      'another text of the migration 20260202000000_later',
    )
    const db = openPg({ url: databaseUrl, pool: 1, waitMs: 10_000 })
    const [row] = await db.query("select to_regclass('public.one') is null as is_untouched", [])
    expect(row?.is_untouched).toBe('t')
    await db.close()
  })

  test('a database in use is refused and stays as it is, whichever table the row is in', async () => {
    const migrationsDir = makeMigrations()
    const file = await exported(migrationsDir)
    for (const used of [
      "insert into public.log (word) values ('mine')",
      'insert into auth.users (id) values (gen_random_uuid())',
    ]) {
      const databaseUrl = await postgres.createDatabase()
      const opened = await openEmbedded({ dataDir: null, databaseUrl, migrationsDir })
      await opened.db.query(used, [])
      await expect(importArchive({ ...told({ databaseUrl }), migrationsDir }, file)).rejects.toThrow(
        /The database is in use: there are rows in (public\.log|auth\.users) \(1 row\)/,
      )
      const [row] = await opened.db.query('select count(*) as n from public.one', [])
      expect(row?.n).toBe('0')
      await opened.close()
    }
  })

  test('a second import is refused, and so is one while somebody holds a table', { timeout: 120_000 }, async () => {
    const migrationsDir = makeMigrations()
    const file = await exported(migrationsDir)
    const databaseUrl = await postgres.createDatabase()
    const opened = await openEmbedded({ dataDir: null, databaseUrl, migrationsDir })
    const into = () => importArchive({ ...told({ databaseUrl }), migrationsDir }, file)
    const holding = opened.db.transaction([
      { text: 'lock table public.two in row exclusive mode', params: [] },
      { text: 'select pg_sleep(14)', params: [] },
    ])
    await expect(into()).rejects.toThrow('Somebody else is using the database')
    await holding
    await into()
    await expect(into()).rejects.toThrow('The database is in use')
    await opened.close()
  })

  const forgeries: Record<string, [(archive: ReturnType<typeof createArchive>) => Promise<void>, RegExp]> = {
    'a table that the database has not': [
      a => a.table('public.none', ['id']),
      /has a table public\.none, which the database has not/,
    ],
    'a table of the engine': [a => a.table('pg_catalog.pg_authid', ['oid']), /has a table pg_catalog\.pg_authid/],
    'a table that is left out': [a => a.table('private.keys', ['keys']), /has a table private\.keys/],
    'a column more': [
      a => a.table('public.log', ['id', 'word', 'more']),
      /the archive has more, which the database has not/,
    ],
    'a column less': [a => a.table('public.log', ['id']), /the database has word, which the archive has not/],
    'SQL for a column': [
      a => a.table('public.log', ['id', 'word") select 1; --']),
      /The columns of public\.log differ/,
    ],
    'a sequence that the database has not': [a => a.sequence('public.none', '1'), /has a sequence public\.none/],
    'bytes without a row': [
      a => a.file('files/x', 'text/plain', Buffer.from('x')),
      /bytes of a file files\/x without its row/,
    ],
    'tables missing': [async () => {}, /The archive has no [\w.]+, which the database has/],
    'a value too long for its column': [
      async a => {
        await a.table('public.one', ['id', 'word', 'parent'])
        await a.rows([['1', 'much too long', null]])
      },
      /too long/,
    ],
    'a row that a rule forbids': [
      async a => {
        await a.table('public.one', ['id', 'word', 'parent'])
        await a.rows([['1', 'bad', null]])
      },
      /check constraint/,
    ],
  }

  for (const [what, [forge, message]] of Object.entries(forgeries)) {
    test(`a whole archive with ${what} is refused, and nothing of it is kept`, async () => {
      const migrationsDir = makeMigrations()
      const migrations: MigrationMark[] = listMigrationFiles(migrationsDir)
      const file = join(makeFolder(), 'forged.imarika')
      const head = {
        imarika_archive: 1,
        notice: '',
        made_at: new Date().toISOString(),
        engine: '',
        migrations,
        with_keys: true,
      }
      const archive = createArchive(file, head)
      await archive.table('auth.users', ['id'])
      await archive.rows([[randomUUID()]])
      await forge(archive)
      await archive.finish()
      const databaseUrl = await postgres.createDatabase()
      await expect(importArchive({ ...told({ databaseUrl }), migrationsDir }, file)).rejects.toThrow(message)
      const db = openPg({ url: databaseUrl, pool: 1, waitMs: 10_000 })
      const [row] = await db.query(
        `select (select count(*) from auth.users) as rows,
          (select count(*) from pg_constraint where contype = 'f' and condeferrable) as changed`,
        [],
      )
      expect(row).toEqual({ rows: '0', changed: '0' })
      await db.close()
    })
  }

  test('a row whose parent never comes is refused at the end', async () => {
    const migrationsDir = makeMigrations()
    const databaseUrl = await postgres.createDatabase()
    const opened = await openEmbedded({ dataDir: null, databaseUrl, migrationsDir })
    await opened.db.query('alter table public.one drop constraint one_parent_fkey', [])
    await opened.db.query("insert into public.one (word, parent) values ('lost', 77)", [])
    const lost = join(makeFolder(), 'lost.imarika')
    const place = await openToExport({ ...told({ databaseUrl }), migrationsDir })
    await exportArchive(place, lost, { withKeys: false })
    await place.close()
    await opened.close()
    const other = await postgres.createDatabase()
    await expect(importArchive({ ...told({ databaseUrl: other }), migrationsDir }, lost)).rejects.toThrow('foreign key')
  })

  test('an export is of one moment, and holds up nobody who writes', async () => {
    const migrationsDir = makeMigrations()
    const databaseUrl = await postgres.createDatabase()
    const opened = await openEmbedded({ dataDir: null, databaseUrl, migrationsDir })
    for (const text of rows) await opened.db.query(text, [])
    const file = join(makeFolder(), 'moment.imarika')
    const place = await openToExport({ ...told({ databaseUrl }), migrationsDir })
    const query = place.session.query.bind(place.session)
    // why: the write must come after the moment and before the table is read, which no clock can promise.
    place.session.query = async (text, params) => {
      if (text.includes('declare rows_of_table') && text.includes('"public"."one"')) {
        await opened.db.query("insert into public.one (word) values ('late')", [])
      }
      return query(text, params)
    }
    await exportArchive(place, file, { withKeys: false })
    await place.close()
    await opened.close()
    const other = await postgres.createDatabase()
    await importArchive({ ...told({ databaseUrl: other }), migrationsDir }, file)
    const state = await readState(other)
    expect(JSON.parse(state.one ?? '')).toHaveLength(2)
    // One who read the table before has seen it, and its number is not given again.
    expect(Number(state.next_one)).toBeGreaterThanOrEqual(3)
  })
})

test('where there is no database there is nothing to export', async () => {
  const dataDir = makeFolder()
  await expect(openToExport(told({ dataDir }))).rejects.toThrow('There is no database in')
  expect(existsSync(join(dataDir, 'pglite'))).toBe(false)
})
