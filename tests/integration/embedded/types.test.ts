import { spawnSync } from 'node:child_process'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { makeFolder } from './support.ts'

const script = fileURLToPath(new URL('../../../scripts/db-types.ts', import.meta.url))
const committed = fileURLToPath(new URL('../../../app/data/database.types.ts', import.meta.url))
const run = (...options: string[]) => spawnSync(process.execPath, [script, ...options], { encoding: 'utf8' })

test('the committed types are those of the migrations', { timeout: 240_000 }, () => {
  expect(run('--check')).toMatchObject({ status: 0, stderr: '' })
})

test('types that are stale by one letter are found', { timeout: 240_000 }, () => {
  const copy = join(makeFolder(), 'database.types.ts')
  copyFileSync(committed, copy)
  expect(run('--check', copy).status).toBe(0)
  writeFileSync(copy, readFileSync(copy, 'utf8').replace('countries', 'countrjes'))
  const { status, stderr } = run('--check', copy)
  expect([status, stderr]).toEqual([1, expect.stringContaining('is stale')])
})
