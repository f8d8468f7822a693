import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockByPidFile } from '#embedded/engine/folder-lock.ts'
import { openEmbedded } from '#embedded/open.ts'
import { makeFolder, migrationsDir, startChild } from './support.ts'

/** A data folder made once; most tests open a copy of it. */
const made = mkdtempSync(join(tmpdir(), 'imarika-embedded-made-'))
beforeAll(async () => {
  await (await openEmbedded({ dataDir: made, migrationsDir })).close()
})
afterAll(() => rmSync(made, { recursive: true }))

function copyDataDir(): string {
  const folder = makeFolder()
  cpSync(made, folder, { recursive: true })
  return folder
}

test('a folder is refused while another process has it, and given after that one is killed', async () => {
  const dataDir = copyDataDir()
  const first = startChild('hold', dataDir)
  await first.line('OPEN')
  const second = startChild('hold', dataDir)
  await second.line('REFUSED')
  expect(second.lines.join()).toContain(`${dataDir} is already open in another process`)
  await first.killHard()
  const third = startChild('hold', dataDir)
  await third.line('OPEN')
})

test('a folder is refused a second time in the same process as well', async () => {
  const options = { dataDir: copyDataDir(), migrationsDir }
  const backend = await openEmbedded(options)
  await expect(openEmbedded(options)).rejects.toThrow('already open')
  await backend.close()
  await (await openEmbedded(options)).close()
})

test('the lock by a file is never taken from a living process, and is taken from a dead one', async () => {
  const folder = makeFolder()
  const file = join(folder, 'lock.pid')
  writeFileSync(file, String(process.ppid))
  await expect(lockByPidFile(folder)).rejects.toThrow('already open')
  // Above the largest process number that Linux gives.
  writeFileSync(file, '4194999')
  const release = await lockByPidFile(folder)
  expect(readFileSync(file, 'utf8')).toBe(String(process.pid))
  await expect(lockByPidFile(folder)).rejects.toThrow('already open')
  await release()
  expect(existsSync(file)).toBe(false)
})

test('a kill at any moment of the first creation leaves a folder that opens', { timeout: 240_000 }, async () => {
  const dataDir = makeFolder()
  // Before anything is written, in the midst of the files, and when PostgreSQL runs on them.
  for (const file of ['.', 'base/1', 'postmaster.pid']) {
    const child = startChild('hold', dataDir)
    const temporary = () => readdirSync(dataDir).find(name => name === `pg-creating-${child.process.pid}`) ?? 'none'
    await until(() => existsSync(join(dataDir, temporary(), file)))
    await child.killHard()
    expect(child.lines.join()).not.toContain('OPEN')
    expect(existsSync(join(dataDir, 'pg'))).toBe(false)
  }
  const backend = await openEmbedded({ dataDir, migrationsDir })
  expect(await backend.db.query('select count(*) from public.ledger')).toEqual([{ count: '0' }])
  await backend.close()
  expect(readdirSync(dataDir).sort()).toEqual(['keys.json', 'objects', 'pg'])
})

test('what the kill leaves behind would not open under the final name', async () => {
  const dataDir = makeFolder()
  const child = startChild('hold', dataDir)
  await until(() => readdirSync(dataDir).some(name => name.startsWith('pg-creating')))
  await child.killHard()
  const half = readdirSync(dataDir).find(name => name.startsWith('pg-creating')) ?? ''
  renameSync(join(dataDir, half), join(dataDir, 'pg'))
  await expect(openEmbedded({ dataDir, migrationsDir })).rejects.toThrow('holds no database')
})

test('a folder of another major version is refused in plain words', async () => {
  const dataDir = makeFolder()
  mkdirSync(join(dataDir, 'pg'))
  writeFileSync(join(dataDir, 'pg', 'PG_VERSION'), '17\n')
  const opening = openEmbedded({ dataDir, migrationsDir })
  await expect(opening).rejects.toThrow('was written by PostgreSQL 17, this version of Imarika reads PostgreSQL 18')
  await expect(opening).rejects.toThrow('npm run data:export -- <file>')
})

test('the keys belong to the folder and only its owner can read them', async () => {
  const options = { dataDir: copyDataDir(), migrationsDir }
  const first = await openEmbedded(options)
  await first.close()
  const again = await openEmbedded(options)
  expect([again.anonKey, again.serviceKey]).toEqual([first.anonKey, first.serviceKey])
  expect(statSync(join(options.dataDir, 'keys.json')).mode & 0o777).toBe(0o600)
  await again.close()
})

test('after closing, fetch still answers', async () => {
  const backend = await openEmbedded({ dataDir: copyDataDir(), migrationsDir })
  await backend.close()
  const response = await backend.fetch(`${backend.url}/rest/v1/ledger`, { headers: { apikey: backend.serviceKey } })
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([500, 'PGRSTX00'])
})

test('what was acknowledged before a kill is there afterwards', async () => {
  const dataDir = copyDataDir()
  const child = startChild('write', dataDir)
  await child.line('ROW 300')
  await child.killHard()
  const acknowledged = child.lines.filter(line => line.startsWith('ROW ')).length
  const backend = await openEmbedded({ dataDir, migrationsDir })
  const [row] = await backend.db.query('select count(*), max(n) from public.ledger')
  expect(Number(row?.count)).toBeGreaterThanOrEqual(acknowledged)
  expect(row?.max).toBe(row?.count)
  await backend.close()
})

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise(done => setTimeout(done, 5))
}
