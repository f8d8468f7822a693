import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasPostgres } from '../support/postgres-programs.ts'
import { launchApp, Reporter, startApp } from './support/app-process.ts'
import { note } from './support/figures.ts'
import { makeFolder } from './support/folder.ts'
import { postgresForTest, superuserQuery } from './support/postgres-chaos.ts'

test('PGlite: a second app on the folder is refused in plain words, and the first goes on', async () => {
  const dataDir = join(makeFolder(), 'data')
  const first = await startApp({ DATA_DIR: dataDir })
  const second = launchApp({ DATA_DIR: dataDir })
  await second.hasEnded
  expect(second.process.exitCode).toBe(1)
  const said = second.lines.filter(line => line !== '')
  expect(said.at(-1)).toContain('is already open in another process. Stop that process first')
  // One sentence, and no trace of where in the code it was said.
  expect(said.filter(line => line.startsWith('    at '))).toEqual([])
  expect(said.length).toBeLessThanOrEqual(2)
  const answer = await fetch(`${first.origin}/en/countries/NG`)
  expect(answer.status).toBe(200)
  note('Second process', 'PGlite', 'is told', said.at(-1)?.replace(dataDir, '<folder>') ?? '')
})

test.skipIf(!hasPostgres)('PostgreSQL: two apps that start at once on an empty database both work', async () => {
  const server = await postgresForTest()
  const start = () => startApp({ DATABASE_URL: server.url, DATA_DIR: join(makeFolder(), 'unused') })
  const apps = await Promise.all([start(), start()])
  const receipts: string[] = []
  for (const [index, app] of apps.entries()) {
    const reporter = new Reporter(app.origin, `From app ${index}`)
    await reporter.open()
    const answer = await reporter.send()
    expect(answer).toMatchObject({ kind: 'receipt' })
    if (answer.kind === 'receipt') receipts.push(answer.code)
  }
  // What one took, the other shows.
  for (const app of apps) {
    for (const code of receipts) expect((await fetch(`${app.origin}/en/report-an-error/${code}`)).status).toBe(200)
  }
  const query = superuserQuery(server, server.url)
  expect(await query('select count(*)::text as n from public.error_reports')).toEqual([{ n: '2' }])
  note('Second process', 'PostgreSQL', 'apps started at once on an empty database, both working', apps.length)
})
