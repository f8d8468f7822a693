// Finds a Chromium for the browser tests. As a command it prints the path, or one line and exit code 1.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Flags that a browser needs where tests run as root, without a screen, and without reaching the network. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

/**
 * The path of a browser that starts: CHROME_PATH, else one on the path, else the one that the packages bring, else
 * (only with `mayInstall`, as root on Debian) the system's. Throws with one plain sentence where there is none.
 * @param {{ env?: Record<string, string | undefined>, mayInstall?: boolean, log?: (line: string) => void }} [options]
 */
export async function findBrowser({ env = process.env, mayInstall = false, log = console.log } = {}) {
  if (env.CHROME_PATH) {
    if (starts(env.CHROME_PATH)) return env.CHROME_PATH
    throw new Error(`CHROME_PATH: ${env.CHROME_PATH} is no browser that starts.`)
  }
  const onPath = findOnPath(env.PATH)
  if (onPath) return onPath
  const packaged = await findPackaged()
  if (packaged) return packaged
  if (mayInstall && installFromDebian(log)) {
    const installed = findOnPath(env.PATH)
    if (installed) return installed
  }
  throw new Error(
    'No browser: set CHROME_PATH to a Chromium or Chrome, or install one (Debian, Ubuntu: apt-get install chromium).',
  )
}

/** Whether the file is a browser with every library it needs. */
function starts(path) {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 })
  return status === 0 && /Chrom/.test(stdout)
}

function findOnPath(path = '') {
  for (const folder of path.split(delimiter)) {
    for (const name of names) {
      const file = join(folder, name)
      if (folder !== '' && existsSync(file) && starts(file)) return file
    }
  }
  return null
}

async function findPackaged() {
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    const path = await chromium.executablePath()
    return starts(path) ? path : null
  } catch {
    return null
  }
}

function installFromDebian(log) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false
  log('No browser here: installing Debian’s chromium …')
  const run = args =>
    spawnSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-core']
  return run(install).status === 0 || (run(['update']).status === 0 && run(install).status === 0)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(await findBrowser({ mayInstall: process.argv.includes('--install') }))
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
