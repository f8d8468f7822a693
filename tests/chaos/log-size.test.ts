import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openPglite } from '#embedded/engine/pglite-db.ts'
import { logMegabytes } from './support/amounts.ts'
import { note } from './support/figures.ts'
import { makeFolder } from './support/folder.ts'

/** A checkpoint is due at 32 MB; twice that and a few segments of 16 MB is all the log may ever take. */
const boundMegabytes = 112

test('PGlite: the write-ahead log stays small however much is written', async () => {
  const folder = join(makeFolder(), 'pg')
  const db = await openPglite({ folder, template: true })
  onTestFinished(() => db.close())
  await db.query('create table bulk (n int, body text)')
  await db.query('alter table bulk alter body set storage external')
  const writtenBytes = async () =>
    Number((await db.query("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') as n"))[0]?.n)
  const before = await writtenBytes()
  let largest = 0
  while ((await writtenBytes()) - before < logMegabytes * 2 ** 20) {
    await db.query("insert into bulk select n, repeat('x', 100000) from generate_series(1, 20) n")
    largest = Math.max(largest, folderBytes(join(folder, 'pg_wal')))
  }
  const { checkpoints } = await db.stats()
  note('Write-ahead log', 'PGlite', 'written', `${logMegabytes} MB`)
  note('Write-ahead log', 'PGlite', 'checkpoints', checkpoints)
  note('Write-ahead log', 'PGlite', 'largest log folder', `${Math.round(largest / 2 ** 20)} MB`)
  expect(largest / 2 ** 20).toBeLessThan(boundMegabytes)
  expect(checkpoints).toBeGreaterThanOrEqual(Math.floor(logMegabytes / 64))
})

function folderBytes(folder: string): number {
  return readdirSync(folder)
    .map(name => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0)
}
