import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEmbedded } from '#embedded/open.ts'
import { makeFolder, migrationsDir } from './support.ts'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

test('the data folder and its keys are closed to other users of the machine, also a folder that was there', {
  timeout: 240_000,
}, async () => {
  const parent = makeFolder()
  const there = join(parent, 'there')
  mkdirSync(there)
  chmodSync(there, 0o755)
  for (const dataDir of [there, join(parent, 'new', 'deep')]) {
    const backend = await openEmbedded({ dataDir, migrationsDir })
    await backend.close()
    expect(modeOf(dataDir)).toBe('700')
    expect(modeOf(join(dataDir, 'keys.json'))).toBe('600')
  }
})
