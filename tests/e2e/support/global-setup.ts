import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeAccounts } from './accounts.ts'
import { dataFolder } from './data-folder.ts'
import { readManifest } from './manifest.ts'
import { startServer } from './server.ts'

/** One server with the real languages and one with the two invented ones, for the whole run. */
export default async function setUp(): Promise<() => Promise<void>> {
  const { status } = spawnSync('node_modules/.bin/node', ['scripts/build.mjs', '--if-stale'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('The build failed.')
  process.env.IMARIKA_TEST_ROUTES = JSON.stringify(await readManifest())
  const folders = [await dataFolder(), await dataFolder()] as const
  process.env.IMARIKA_TEST_REFS = readFileSync(join(folders[0], 'refs.json'), 'utf8')
  const [site, pseudo] = await Promise.all([
    startServer({ DATA_DIR: folders[0] }),
    startServer({ DATA_DIR: folders[1], IMARIKA_PSEUDO: '1' }),
  ])
  process.env.IMARIKA_TEST_SITE = site.origin
  process.env.IMARIKA_TEST_PSEUDO = pseudo.origin
  const accounts = await Promise.all([makeAccounts(site.origin, folders[0]), makeAccounts(pseudo.origin, folders[1])])
  process.env.IMARIKA_TEST_SESSIONS = JSON.stringify({ [site.origin]: accounts[0], [pseudo.origin]: accounts[1] })
  return async () => {
    await Promise.all([site.stop(), pseudo.stop()])
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
}
