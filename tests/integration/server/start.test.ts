import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

/** The real start with these settings, until it ends by itself. */
async function startRefused(env: Record<string, string>): Promise<{ code: number; said: string; dataDir: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'imarika-start-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const dataDir = join(folder, 'data')
  const child = spawn(process.execPath, ['server/start.ts'], {
    env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      said += chunk
    })
  }
  const [code] = await once(child, 'exit')
  return { code, said, dataDir }
}

test('a port that is taken is said before a database is made', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as { port: number }
  const { code, said, dataDir } = await startRefused({ PORT: String(port) })
  expect(code).toBe(1)
  expect(said).toBe(`PORT: ${port} is taken by another program. Stop it, or set PORT.\n`)
  expect(existsSync(dataDir)).toBe(false)
})

test('a PostgreSQL that does not answer is said in one sentence, and the folder is left alone', async () => {
  const env = { PORT: '0', DATABASE_URL: 'postgres://imarika:hidden@127.0.0.1:1/imarika' }
  const { code, said, dataDir } = await startRefused(env)
  expect(code).toBe(1)
  expect(said).toContain('Database: PostgreSQL at 127.0.0.1:1/imarika as imarika')
  expect(said).toContain('cannot be used (08001)')
  expect(said).not.toMatch(/hidden|\bat .*\.ts:/)
  expect(existsSync(dataDir)).toBe(false)
})
