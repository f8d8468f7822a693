import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { hasPostgres } from '../../support/postgres-programs.ts'

test.skipIf(!hasPostgres)('a test that is killed leaves no server and no folder behind', async () => {
  const script = fileURLToPath(new URL('../../support/hold-postgres.ts', import.meta.url))
  const holder = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(holder.stdout, 'data')
  const folder = String(said).trim()
  const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
  expect(existsSync(`/proc/${pid}`)).toBe(true)
  holder.kill('SIGKILL')
  await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 10_000 }).toBe(false)
  await expect.poll(() => existsSync(dirname(folder)), { timeout: 10_000 }).toBe(false)
})
