import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { amcheck } from '@electric-sql/pglite/contrib/amcheck'
import { citext } from '@electric-sql/pglite/contrib/citext'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { expect, test } from 'vitest'
import { openEmbedded } from '#embedded/open.ts'
import { kills, seed } from './support/amounts.ts'
import { chanceOf } from './support/chance.ts'
import { note } from './support/figures.ts'
import { makeFolder, sleep } from './support/folder.ts'
import { type Account, account, nothingYet, readAcknowledged, unharmed } from './support/ledger.ts'
import { makeChaosMigrations } from './support/migrations.ts'
import { type Place, startWriter, untilAcknowledged } from './support/writing.ts'

/** Twenty rounds take two minutes on a machine that has nothing else to do. */
const timeout = 1_800_000

const checkEverything = `
  select count(*)::int as indexes from (select bt_index_parent_check(c.oid, true, true)
    from pg_class c join pg_am a on a.oid = c.relam where c.relkind = 'i' and a.amname = 'btree') checked`
const checkTables = `
  select c.relname, v.msg from pg_class c cross join lateral verify_heapam(c.oid) v where c.relkind in ('r', 't', 'm')`

test('PGlite: nothing acknowledged is lost and nothing is half done, whenever the process is killed', {
  timeout,
}, async () => {
  const place = await newPlace()
  const chance = chanceOf(seed)
  const acknowledged = nothingYet()
  const reopenMs: number[] = []
  let killed = 0
  let result: Account | null = null
  for (let round = 1; round <= kills; round += 1) {
    const writer = startWriter(place, { seed: seed * 1_000 + round })
    await untilAcknowledged(writer, chance.between(20, 400))
    await sleep(chance.between(0, 60))
    await writer.kill()
    readAcknowledged(writer.lines, acknowledged)
    killed += 1
    // The one that reads the log of the first may be killed as well.
    if (round % 4 === 0) {
      const second = startWriter(place, { seed: 0, inFlight: 0 })
      await sleep(chance.between(200, 900))
      await second.kill()
      killed += 1
    }
    const started = performance.now()
    const backend = await openEmbedded(place)
    reopenMs.push(performance.now() - started)
    result = await account((text, params) => backend.db.query(text, params ?? []), acknowledged)
    expect(result, `round ${round}, seed ${seed}`).toMatchObject(unharmed)
    await backend.close()
  }
  expect(acknowledged.pairs.size + acknowledged.acts.size).toBeGreaterThan(kills * 20)
  note('SIGKILL under writes', 'PGlite', 'kills', killed)
  note('SIGKILL under writes', 'PGlite', 'acknowledged rows, acts', `${result?.pairs}, ${result?.acts}`)
  note('SIGKILL under writes', 'PGlite', 'lost, half, doubled, broken links', totals(result))
  note('SIGKILL under writes', 'PGlite', 'committed, not yet acknowledged', result?.unheard ?? '')
  note('SIGKILL under writes', 'PGlite', 'longest opening afterwards', `${Math.round(Math.max(...reopenMs))} ms`)
  const checked = await checkStructure(place.dataDir)
  note('SIGKILL under writes', 'PGlite', 'indexes checked, faults in tables', `${checked.indexes}, ${checked.faults}`)
  expect(checked.indexes).toBeGreaterThan(100)
  expect(checked.faults).toBe(0)
})

test('PGlite: the harness sees what is lost when a commit does not wait for the log', async () => {
  const place = await newPlace()
  const backend = await openEmbedded(place)
  await backend.db.query('alter system set synchronous_commit = off', [])
  await backend.close()
  const acknowledged = nothingYet()
  const writer = startWriter(place, { seed })
  await untilAcknowledged(writer, 200)
  await writer.kill()
  readAcknowledged(writer.lines, acknowledged)
  const again = await openEmbedded(place)
  const { lost, pairs, acts } = await account((text, params) => again.db.query(text, params ?? []), acknowledged)
  await again.close()
  note('SIGKILL under writes', 'PGlite', 'control, synchronous_commit off: lost', `${lost} of ${pairs + acts}`)
  expect(lost).toBeGreaterThan(0)
})

async function newPlace(): Promise<Place> {
  const folder = makeFolder()
  const migrationsDir = makeChaosMigrations(join(folder, 'migrations'))
  const place = { dataDir: join(folder, 'data'), databaseUrl: null, migrationsDir }
  await (await openEmbedded(place)).close()
  return place
}

const totals = (result: Account | null) => [result?.lost, result?.halves, result?.doubled, result?.broken].join(', ')

/** PostgreSQL's own check of every index against its table, and of every table, on a copy of the folder. */
async function checkStructure(dataDir: string): Promise<{ indexes: number; faults: number }> {
  const copy = join(makeFolder(), 'pg')
  cpSync(join(dataDir, 'pg'), copy, { recursive: true })
  const pg = await PGlite.create({ dataDir: copy, extensions: { amcheck, citext, pg_trgm, pgcrypto, unaccent } })
  try {
    await pg.exec('create extension amcheck')
    const [row] = (await pg.query<{ indexes: number }>(checkEverything)).rows
    return { indexes: row?.indexes ?? 0, faults: (await pg.query(checkTables)).rows.length }
  } finally {
    await pg.close()
  }
}
