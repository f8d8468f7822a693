import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { dataFolder } from './data-folder.ts'
import { startServer } from './server.ts'

/** A server for one file of checks, with accounts of known kinds; what is done to it disturbs no other check. */
export async function ownServer(env: Record<string, string> = {}) {
  const folder = await dataFolder()
  const script = 'tests/e2e/support/prepare-accounts.ts'
  const { status } = spawnSync('node_modules/.bin/node', [script, folder], { stdio: 'inherit' })
  if (status !== 0) throw new Error('The accounts could not be made.')
  const server = await startServer({ DATA_DIR: folder, ...env })
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { origin: server.origin, folder, stop }
}
