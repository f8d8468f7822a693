import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEmbedded } from '#embedded/open.ts'
import { hasPostgres } from '../support/postgres-programs.ts'
import { kills, seed } from './support/amounts.ts'
import { chanceOf } from './support/chance.ts'
import { note } from './support/figures.ts'
import { makeFolder, sleep } from './support/folder.ts'
import { type Account, account, nothingYet, readAcknowledged, unharmed } from './support/ledger.ts'
import { makeChaosMigrations } from './support/migrations.ts'
import { killAllOf, postgresForTest, superuserQuery } from './support/postgres-chaos.ts'
import { type Place, startWriter, untilAcknowledged } from './support/writing.ts'

const victims = ['the app', 'the database', 'both'] as const

test.skipIf(!hasPostgres)(
  'PostgreSQL: nothing acknowledged is lost and nothing is half done, whether the app, the database or both are killed',
  async () => {
    const server = await postgresForTest()
    const place = await placeIn(server.url)
    const query = superuserQuery(server, server.url)
    const chance = chanceOf(seed + 1)
    const acknowledged = nothingYet()
    const backMs: number[] = []
    let result: Account | null = null
    for (let round = 1; round <= kills; round += 1) {
      const victim = victims[round % 3] ?? 'both'
      const writer = startWriter(place, { seed: seed * 2_000 + round })
      await untilAcknowledged(writer, chance.between(20, 400))
      await sleep(chance.between(0, 60))
      if (victim === 'the app') await writer.kill()
      else {
        const app = victim === 'both' ? writer.kill() : null
        await killAllOf(server)
        await app
        const before = writer.lines.length
        await sleep(chance.between(0, 800))
        await server.restart()
        if (victim === 'the database') {
          const started = performance.now()
          await untilAcknowledged(writer, 1, before)
          backMs.push(performance.now() - started)
          await untilAcknowledged(writer, 20, before)
          await writer.kill()
        }
      }
      readAcknowledged(writer.lines, acknowledged)
      result = await account(query, acknowledged)
      expect(result, `round ${round}, ${victim} killed, seed ${seed}`).toMatchObject(unharmed)
    }
    expect(acknowledged.pairs.size + acknowledged.acts.size).toBeGreaterThan(kills * 20)
    const subject = 'SIGKILL under writes'
    note(subject, 'PostgreSQL', 'kills of app, database, both in turn', kills)
    note(subject, 'PostgreSQL', 'acknowledged rows, acts', `${result?.pairs}, ${result?.acts}`)
    const { lost, halves, doubled, broken, unheard } = result as Account
    note(subject, 'PostgreSQL', 'lost, half, doubled, broken links', [lost, halves, doubled, broken].join(', '))
    note(subject, 'PostgreSQL', 'committed, not yet acknowledged', unheard)
    note(subject, 'PostgreSQL', 'longest until the same app writes again', `${Math.round(Math.max(...backMs))} ms`)
    await query('create extension amcheck')
    const faults = await query(`select c.relname from pg_class c cross join lateral verify_heapam(c.oid) v
      where c.relkind in ('r', 't', 'm')`)
    const indexes = await query(`select bt_index_parent_check(c.oid, true, true) from pg_class c
      join pg_am a on a.oid = c.relam where c.relkind = 'i' and a.amname = 'btree'`)
    note(subject, 'PostgreSQL', 'indexes checked, faults in tables', `${indexes.length}, ${faults.length}`)
    expect(faults).toEqual([])
  },
)

test.skipIf(!hasPostgres)(
  'PostgreSQL: the harness sees what is lost when a commit does not wait for the log',
  async () => {
    const server = await postgresForTest({ settings: { synchronous_commit: 'off', wal_writer_delay: '10s' } })
    const place = await placeIn(server.url)
    const query = superuserQuery(server, server.url)
    // Else the tables would be lost as well.
    await query('checkpoint')
    const acknowledged = nothingYet()
    const writer = startWriter(place, { seed })
    await untilAcknowledged(writer, 200)
    await killAllOf(server)
    await writer.kill()
    readAcknowledged(writer.lines, acknowledged)
    await server.restart()
    const { lost, pairs, acts } = await account(query, acknowledged)
    note('SIGKILL under writes', 'PostgreSQL', 'control, synchronous_commit off: lost', `${lost} of ${pairs + acts}`)
    expect(lost).toBeGreaterThan(0)
  },
)

async function placeIn(databaseUrl: string): Promise<Place> {
  const folder = makeFolder()
  const place = { dataDir: folder, databaseUrl, migrationsDir: makeChaosMigrations(join(folder, 'migrations')) }
  await (await openEmbedded(place)).close()
  return place
}
