import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEmbedded } from '#embedded/open.ts'
import { hasPostgres } from '../support/postgres-programs.ts'
import { cuts, seed } from './support/amounts.ts'
import { chanceOf } from './support/chance.ts'
import { mountCuttableDisk } from './support/disk.ts'
import { note } from './support/figures.ts'
import { makeFolder, sleep } from './support/folder.ts'
import { type Account, account, nothingYet, readAcknowledged, unharmed } from './support/ledger.ts'
import type { LineProcess } from './support/line-process.ts'
import { makeChaosMigrations } from './support/migrations.ts'
import { killAllOf, postgresForTest, superuserQuery } from './support/postgres-chaos.ts'
import { canCutPower, hasStrace } from './support/programs.ts'
import { type Place, startWriter, untilAcknowledged } from './support/writing.ts'

const subject = 'Power cut'
// A kill leaves what the kernel holds; this takes that as well.
if (!canCutPower) note(subject, 'both', 'left out', 'it takes root, a loop device, mkfs.ext4 and perl')

test.skipIf(!canCutPower)('PGlite: nothing acknowledged is lost when the power fails', async () => {
  const disk = mountCuttableDisk(512)
  const place = await pglitePlace(disk.folder)
  const chance = chanceOf(seed + 4)
  const acknowledged = nothingYet()
  let result: Account | null = null
  for (let round = 1; round <= cuts; round += 1) {
    const writer = startWriter(place, { seed: seed * 3_000 + round })
    await untilAcknowledged(writer, chance.between(20, 400))
    await sleep(chance.between(0, 60))
    disk.cut()
    await writer.kill()
    readAcknowledged(writer.lines, acknowledged)
    disk.powerOn()
    const backend = await openEmbedded(place)
    result = await account((text, params) => backend.db.query(text, params ?? []), acknowledged)
    expect(result, `round ${round}, seed ${seed}`).toMatchObject(unharmed)
    await backend.close()
  }
  noteResult('PGlite', result)
})

test.skipIf(!canCutPower || !hasStrace)(
  'PGlite: the harness sees what is lost on a disk that only says it wrote',
  async () => {
    const disk = mountCuttableDisk(512)
    const place = await pglitePlace(disk.folder)
    disk.sync()
    const writer = startWriter(place, { seed, lyingDisk: true })
    await untilAcknowledged(writer, 200)
    disk.cut()
    await writer.kill()
    const acknowledged = nothingYet()
    readAcknowledged(writer.lines, acknowledged)
    disk.powerOn()
    note(subject, 'PGlite', 'control, fsync does nothing', await lossOf(place, acknowledged))
  },
)

test.skipIf(!canCutPower || !hasPostgres)('PostgreSQL: nothing acknowledged is lost when the power fails', async () => {
  const disk = mountCuttableDisk(1_024)
  const server = await postgresForTest({ under: disk.folder, settings: { max_wal_size: '128MB' } })
  const place = await postgresPlace(server.url)
  disk.sync()
  const chance = chanceOf(seed + 5)
  const acknowledged = nothingYet()
  let result: Account | null = null
  for (let round = 1; round <= cuts; round += 1) {
    const writer = startWriter(place, { seed: seed * 4_000 + round })
    await untilAcknowledged(writer, chance.between(20, 400))
    await sleep(chance.between(0, 60))
    await cutUnder(server, disk.cut, writer, acknowledged)
    disk.powerOn()
    await server.restart()
    result = await account(superuserQuery(server, server.url), acknowledged)
    expect(result, `round ${round}, seed ${seed}`).toMatchObject(unharmed)
  }
  noteResult('PostgreSQL', result)
})

test.skipIf(!canCutPower || !hasPostgres)('PostgreSQL: the harness sees what is lost with fsync off', async () => {
  const disk = mountCuttableDisk(1_024)
  const server = await postgresForTest({ under: disk.folder, settings: { fsync: 'off' } })
  const place = await postgresPlace(server.url)
  disk.sync()
  const acknowledged = nothingYet()
  const writer = startWriter(place, { seed })
  await untilAcknowledged(writer, 200)
  await cutUnder(server, disk.cut, writer, acknowledged)
  disk.powerOn()
  const said = acknowledged.pairs.size + acknowledged.acts.size
  let loss: string
  try {
    await server.restart()
    const { lost } = await account(superuserQuery(server, server.url), acknowledged)
    expect(lost).toBeGreaterThan(0)
    loss = `${lost} of ${said} lost`
  } catch (error) {
    if (!/PostgreSQL did not start/.test(String(error))) throw error
    loss = `all of ${said} lost: it does not start`
  }
  note(subject, 'PostgreSQL', 'control, fsync off', loss)
})

async function cutUnder(
  server: Awaited<ReturnType<typeof postgresForTest>>,
  cut: () => void,
  writer: LineProcess,
  acknowledged: ReturnType<typeof nothingYet>,
): Promise<void> {
  // The numbers of the processes stand in a file that cannot be read once the power is gone.
  const kill = killAllOf(server, cut)
  await Promise.all([kill, writer.kill()])
  readAcknowledged(writer.lines, acknowledged)
}

async function pglitePlace(folder: string): Promise<Place> {
  const migrationsDir = makeChaosMigrations(join(makeFolder(), 'migrations'))
  const place = { dataDir: join(folder, 'data'), databaseUrl: null, migrationsDir }
  mkdirSync(place.dataDir)
  await (await openEmbedded(place)).close()
  return place
}

async function postgresPlace(databaseUrl: string): Promise<Place> {
  const folder = makeFolder()
  const place = { dataDir: folder, databaseUrl, migrationsDir: makeChaosMigrations(join(folder, 'migrations')) }
  await (await openEmbedded(place)).close()
  return place
}

/** What is lost, in words: some rows, or all of them because the folder does not open any more. */
async function lossOf(place: Place, acknowledged: ReturnType<typeof nothingYet>): Promise<string> {
  const said = acknowledged.pairs.size + acknowledged.acts.size
  const probe = startWriter(place, { seed: 0, inFlight: 0 })
  const opens = await probe.line('OPEN', 60_000).then(
    () => true,
    () => false,
  )
  await probe.kill()
  if (!opens) return `all of ${said} lost: it does not open`
  const backend = await openEmbedded(place)
  const { lost } = await account((text, params) => backend.db.query(text, params ?? []), acknowledged)
  await backend.close()
  expect(lost).toBeGreaterThan(0)
  return `${lost} of ${said} lost`
}

function noteResult(engine: string, result: Account | null): void {
  note(subject, engine, 'cuts', cuts)
  note(subject, engine, 'acknowledged rows, acts', `${result?.pairs}, ${result?.acts}`)
  note(
    subject,
    engine,
    'lost, half, doubled, broken links',
    [result?.lost, result?.halves, result?.doubled, result?.broken].join(', '),
  )
}
