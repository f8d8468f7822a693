import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEmbedded } from '#embedded/open.ts'
import { hasPostgres } from '../support/postgres-programs.ts'
import { creations, seed } from './support/amounts.ts'
import { type Chance, chanceOf } from './support/chance.ts'
import { note } from './support/figures.ts'
import { makeFolder, sleep } from './support/folder.ts'
import type { Query } from './support/ledger.ts'
import { makeChaosMigrations } from './support/migrations.ts'
import { killAllOf, postgresForTest, superuserQuery } from './support/postgres-chaos.ts'
import { type Place, startWriter } from './support/writing.ts'

const subject = 'SIGKILL during creation'
/** Each round makes a database twice. */
const timeout = 1_800_000

test('PGlite: a first start that is killed at any moment is followed by one that works', { timeout }, async () => {
  const chance = chanceOf(seed + 2)
  const migrationsDir = makeChaosMigrations(join(makeFolder(), 'migrations'))
  const place = (): Place => ({ dataDir: join(makeFolder(), 'data'), databaseUrl: null, migrationsDir })
  const steps = await timeSteps(place())
  const found: string[] = []
  for (let round = 1; round <= creations; round += 1) {
    const here = place()
    found.push(await killWhileOpening(here, momentOf(steps, chance)))
    const backend = await openEmbedded(here)
    await expectWhole((text, params) => backend.db.query(text, params ?? []), migrationsDir)
    await backend.close()
    expect(readdirSync(here.dataDir).filter(name => name.startsWith('pg-creating'))).toEqual([])
  }
  noteAll('PGlite', steps, found)
})

test.skipIf(!hasPostgres)(
  'PostgreSQL: a first start during which app or database are killed is followed by one that works',
  { timeout },
  async () => {
    const chance = chanceOf(seed + 3)
    const server = await postgresForTest()
    const migrationsDir = makeChaosMigrations(join(makeFolder(), 'migrations'))
    const place = async (): Promise<Place> => ({
      dataDir: makeFolder(),
      databaseUrl: await server.createDatabase(),
      migrationsDir,
    })
    // The first on a server makes the roles as well.
    const steps = await timeSteps(await place())
    const found: string[] = []
    for (let round = 1; round <= creations; round += 1) {
      const here = await place()
      const isDatabaseKilled = round % 2 === 0
      found.push(
        await killWhileOpening(here, momentOf(steps, chance), async () => {
          if (isDatabaseKilled) await killAllOf(server)
        }),
      )
      if (isDatabaseKilled) await server.restart()
      await (await openEmbedded(here)).close()
      await expectWhole(superuserQuery(server, here.databaseUrl ?? ''), migrationsDir)
    }
    noteAll('PostgreSQL', steps, found)
  },
)

/** When a start that nobody disturbs says what it does, in milliseconds since it began; the last one is that it is open. */
async function timeSteps(place: Place): Promise<number[]> {
  const started = performance.now()
  const first = startWriter(place, { seed, inFlight: 0 })
  const steps: number[] = []
  for (;;) {
    const said = stepsOf(first.lines).length
    while (steps.length < said) steps.push(performance.now() - started)
    if (first.lines.some(line => line.startsWith('OPEN'))) break
    if (first.process.exitCode !== null) throw new Error(`It does not start:\n${first.lines.join('\n')}`)
    await sleep(2)
  }
  await first.kill('SIGTERM')
  return steps
}

const stepsOf = (lines: readonly string[]) => lines.filter(line => /^(LOG|OPEN) /.test(line))

/** After which step a start is killed, and how long after it: between two steps, however short, and any two alike. */
type Moment = { step: number; afterMs: number }

function momentOf(steps: readonly number[], chance: Chance): Moment {
  const step = chance.between(0, steps.length - 1)
  const gap = (steps[step] ?? 0) - (steps[step - 1] ?? 0)
  return { step, afterMs: chance.next() * gap }
}

/** What the killed start had said last. */
async function killWhileOpening(place: Place, { step, afterMs }: Moment, also = async () => {}): Promise<string> {
  const child = startWriter(place, { seed, inFlight: 0 })
  while (stepsOf(child.lines).length < step) {
    if (child.process.exitCode !== null) throw new Error(`It does not start:\n${child.lines.join('\n')}`)
    await sleep(1)
  }
  await sleep(afterMs)
  await also()
  await child.kill()
  return (
    stepsOf(child.lines)
      .at(-1)
      ?.replace(/ in \/.*| \d+$/, '') ?? 'nothing'
  )
}

/** Every migration ran, and the last one left what it makes. */
async function expectWhole(query: Query, migrationsDir: string): Promise<void> {
  const files = readdirSync(migrationsDir).length
  expect(await query('select count(*)::text as n from supabase_migrations.schema_migrations')).toEqual([
    { n: String(files) },
  ])
  expect(await query('select count(*)::text as n from public.chaos_pairs')).toEqual([{ n: '0' }])
}

function noteAll(engine: string, steps: readonly number[], found: readonly string[]): void {
  note(subject, engine, 'a whole creation takes', `${Math.round(steps.at(-1) ?? 0)} ms`)
  note(subject, engine, 'kills, each followed by a whole database', found.length)
  note(subject, engine, 'different last words of the killed', new Set(found).size)
}
