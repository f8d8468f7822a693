// Prepares a bare clone: installs what the lock file names, then builds what is stale.
// Plain Node and no dependency, because it runs before node_modules exists (and on Node 20).
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

const stampFile = 'node_modules/.deps-stamp'
const lockDir = '.cache/bootstrap.lock'

const wantedStamp = () =>
  createHash('sha256')
    .update(readFileSync('package-lock.json'))
    .update(process.platform + process.arch)
    .digest('hex')

const isInstalled = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wantedStamp()

/** Runs a command with our own output; a failing one ends the process with its exit code. */
function run(command, args, env = process.env) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env })
  if (error) console.error(error.message)
  if (status !== 0) process.exit(status ?? 1)
}

/** The newer Node that the lock file brings; the host's own where it is new enough. */
function nodeBinary() {
  const bundled = 'node_modules/.bin/node'
  if (existsSync(bundled)) return bundled
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 24 || (major === 24 && minor >= 7)) return process.execPath
  console.error(
    `Imarika needs Node 24.7 or later; here is ${process.versions.node} and no bundled Node for ${process.platform} ${process.arch}.`,
  )
  process.exit(1)
}

function install() {
  const npm = process.env.npm_execpath
  const args = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  console.log('Installing the packages that package-lock.json names …')
  if (npm) run(process.execPath, [npm, ...args])
  else run('npm', args)
  writeFileSync(stampFile, wantedStamp())
}

/** Two first starts at once: the second waits for the first, and takes over a lock whose owner is gone. */
async function withLock(work) {
  mkdirSync('.cache', { recursive: true })
  for (let waited = 0; ; waited += 500) {
    try {
      mkdirSync(lockDir)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (waited === 0) console.log('Another start is preparing this folder; waiting …')
      if (isStale()) rmSync(lockDir, { recursive: true, force: true })
      else await sleep(500)
    }
  }
  writeFileSync(`${lockDir}/pid`, String(process.pid))
  const release = () => rmSync(lockDir, { recursive: true, force: true })
  process.once('exit', release)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
  work()
  release()
}

function isStale() {
  try {
    process.kill(Number(readFileSync(`${lockDir}/pid`, 'utf8')), 0)
    return false
  } catch (error) {
    if (error.code === 'ESRCH') return true
    // No pid file yet: the owner is between two lines, unless it died right there.
    return existsSync(lockDir) && Date.now() - statSync(lockDir).mtimeMs > 10_000
  }
}

const wantsBuild = process.argv.includes('--build')

await withLock(() => {
  if (!isInstalled()) install()
  const node = nodeBinary()
  if (wantsBuild) run(node, ['scripts/build.mjs', '--if-stale'])
})
