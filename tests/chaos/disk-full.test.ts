import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEmbedded } from '#embedded/open.ts'
import { hasPostgres } from '../support/postgres-programs.ts'
import { ageReports } from './support/age-reports.ts'
import { type Answer, type AppProcess, Reporter, startApp } from './support/app-process.ts'
import { mountSmallDisk, type SmallDisk } from './support/disk.ts'
import { note } from './support/figures.ts'
import { makeFolder, sleep } from './support/folder.ts'
import { account, nothingYet, type Query, unharmed } from './support/ledger.ts'
import { postgresForTest, superuserQuery } from './support/postgres-chaos.ts'
import { canMount } from './support/programs.ts'

const subject = 'Disk full'
if (!canMount) note(subject, 'both', 'left out', 'it takes root to mount a small disk')

type Case = {
  engine: 'PGlite' | 'PostgreSQL'
  /** What fills the disk up: rows, or the log of changes alone. */
  kind: 'rows' | 'log'
  /** What each report writes besides itself, in megabytes. */
  megabytes: number
  /** What is left on the disk when the reports come, in megabytes. */
  left: number
  /** Whether pages with data are shown meanwhile. */
  readsGoOn: boolean
}

/**
 * The log is made in pieces of 16 MB, so with 4 MB left it is the first that cannot grow. PGlite refuses writes below
 * 48 MB; a single write that takes more than that still meets the end of the disk.
 */
const cases: Case[] = [
  { engine: 'PGlite', kind: 'rows', megabytes: 2, left: 0, readsGoOn: true },
  { engine: 'PGlite', kind: 'log', megabytes: 150, left: 50, readsGoOn: false },
  { engine: 'PostgreSQL', kind: 'rows', megabytes: 2, left: 0, readsGoOn: true },
  { engine: 'PostgreSQL', kind: 'log', megabytes: 3, left: 4, readsGoOn: false },
]

for (const each of cases) {
  const { engine, kind, readsGoOn } = each
  const isPostgres = engine === 'PostgreSQL'
  test.skipIf(!canMount || (isPostgres && !hasPostgres))(
    `${engine}: a disk full of ${kind} refuses writes in plain words, ${readsGoOn ? 'reads go on, ' : ''}and room heals it`,
    () => (isPostgres ? fillPostgres(each) : fillPglite(each)),
  )
}

async function fillPglite(each: Case): Promise<void> {
  const disk = mountSmallDisk(256)
  const dataDir = join(disk.folder, 'data')
  mkdirSync(dataDir)
  await (await startApp({ DATA_DIR: dataDir })).kill('SIGTERM')
  const open = () => openEmbedded({ dataDir: `${dataDir}/pglite`, migrationsDir: 'supabase/migrations' })
  const backend = await open()
  await plantBulk((text, params) => backend.db.query(text, params ?? []), each)
  await backend.close()

  const app = await startApp({ DATA_DIR: dataDir })
  const receipts = await fillAndHeal(app, disk, each)
  await app.kill('SIGTERM')
  const again = await open()
  await expectWhole((text, params) => again.db.query(text, params ?? []), receipts)
  await again.close()
}

async function fillPostgres(each: Case): Promise<void> {
  const disk = mountSmallDisk(288)
  const server = await postgresForTest({
    under: disk.folder,
    settings: { max_wal_size: '64MB', min_wal_size: '32MB' },
  })
  const app = await startApp({ DATABASE_URL: server.url, DATA_DIR: join(makeFolder(), 'unused') })
  const query = superuserQuery(server, server.url)
  await plantBulk(query, each)
  const receipts = await fillAndHeal(app, disk, each, () => server.restart())
  await expectWhole(query, receipts)
}

async function plantBulk(query: Query, { kind, megabytes }: Case): Promise<void> {
  await ageReports(query)
  await query('create table private.chaos_bulk (body text)')
  await query('alter table private.chaos_bulk alter body set storage external')
  await query('grant insert on private.chaos_bulk to public')
  const bulk = {
    rows: `insert into private.chaos_bulk select repeat('x', 1000000) from generate_series(1, ${megabytes})`,
    log: `perform pg_catalog.pg_logical_emit_message(true, 'chaos', repeat('x', 1000000)) from generate_series(1, ${megabytes})`,
  }
  await query(`create function private.add_bulk() returns trigger language plpgsql security definer set search_path = '' as $$
    begin
      ${bulk[kind]};
      return null;
    end $$`)
  await query(
    'create trigger add_bulk after insert on public.error_reports for each row execute function private.add_bulk()',
  )
}

/** The receipts that were shown, before, during and after. `restart` is what an operator may have to do. */
async function fillAndHeal(
  app: AppProcess,
  disk: SmallDisk,
  { engine, kind, left, readsGoOn }: Case,
  restart: (() => Promise<void>) | null = null,
): Promise<string[]> {
  const noteHere = (what: string, value: string | number) => note(`${subject} of ${kind}`, engine, what, value)
  const receipts: string[] = []
  const take = (answer: Answer) => {
    if (answer.kind === 'receipt') receipts.push(answer.code)
    return answer
  }
  const people = Array.from({ length: 60 }, (_, n) => new Reporter(app.origin, `Report ${n}`))
  for (const person of people) await person.open()
  disk.fill(left * 2 ** 20)

  const refused: Answer[] = []
  const reads: number[] = []
  const healths: number[] = []
  let next = 0
  for (; next < people.length - 2 && refused.length < 6; next += 1) {
    const answer = take((await people[next]?.send()) as Answer)
    if (answer.kind !== 'receipt') {
      refused.push(answer)
      reads.push(await statusOf(app, '/en/countries/NG'), await statusOf(app, '/en/offers'))
      healths.push(await statusOf(app, '/health'))
      await sleep(500)
    }
  }
  noteHere('reports taken before it was full', receipts.length)
  noteHere(
    'refused: status',
    [...new Set(refused.map(answer => (answer.kind === 'receipt' ? 303 : answer.status)))].join(' '),
  )
  noteHere('refused: with the form and its words', refused.filter(answer => answer.kind === 'form').length)
  noteHere('refused: said', refused.map(answer => (answer.kind === 'form' ? answer.says : '-'))[0] ?? '-')
  noteHere(
    'pages with data while full, answered 200',
    `${reads.filter(status => status === 200).length} of ${reads.length}`,
  )

  noteHere('/health while full', [...new Set(healths)].join(' '))

  disk.free()
  const freed = performance.now()
  const last = people.at(-1) as Reporter
  let healed: Answer = take(await last.send())
  const untilMs = 30_000
  while (healed.kind !== 'receipt' && performance.now() - freed < untilMs) {
    await sleep(250)
    healed = take(await last.send())
  }
  noteHere(
    'writes again by itself after',
    healed.kind === 'receipt' ? `${Math.round(performance.now() - freed)} ms` : 'never',
  )
  if (healed.kind !== 'receipt' && restart !== null) {
    await restart()
    for (let tries = 0; tries < 40 && healed.kind !== 'receipt'; tries += 1) {
      healed = take(await last.send())
      await sleep(250)
    }
    noteHere('writes again after its server was restarted', healed.kind === 'receipt' ? 'yes' : 'no')
  }
  expect(refused.length).toBe(6)
  expect(app.process.exitCode).toBeNull()
  expect(refused.map(answer => [answer.kind, answer.kind === 'form' ? answer.status : 0])).toEqual(
    refused.map(() => ['form', 503]),
  )
  if (readsGoOn) {
    expect([...new Set(reads)]).toEqual([200])
    expect([...new Set(healths)]).toEqual([200])
  }
  expect(healed.kind).toBe('receipt')
  // Those who were refused send the form that stands before them.
  for (const person of people.slice(0, next)) {
    const answer = take(await person.send())
    expect(answer.kind).toBe('receipt')
  }
  return [...new Set(receipts)]
}

async function statusOf(app: AppProcess, path: string): Promise<number> {
  const response = await fetch(`${app.origin}${path}`)
  await response.text()
  return response.status
}

async function expectWhole(query: Query, receipts: readonly string[]): Promise<void> {
  const stored = await query('select ref from public.error_reports')
  expect(stored.map(({ ref }) => ref).sort()).toEqual([...receipts].sort())
  const { halves, doubled, broken } = await account(query, nothingYet(), { hasPairs: false })
  expect({ lost: 0, halves, doubled, broken }).toEqual(unharmed)
}
