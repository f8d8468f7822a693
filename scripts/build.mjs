// Builds the server bundle and the small browser scripts. With --if-stale it does nothing when no source changed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const sources = ['app', 'locales', 'public', 'remix.config.js', 'vite.config.ts', 'package-lock.json']
const stampFile = 'build/.stamp'

function* filesBelow(path) {
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const child = join(path, entry.name)
    if (entry.isDirectory()) yield* filesBelow(child)
    else yield child
  }
}

function sourceStamp() {
  const hash = createHash('sha256')
  for (const source of sources) {
    const files = source.includes('.') ? [source] : [...filesBelow(source)]
    for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

const stamp = sourceStamp()
const isFresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
if (process.argv.includes('--if-stale') && isFresh) process.exit(0)

console.log('Building …')
const { status } = spawnSync(
  process.execPath,
  ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build', '--logLevel', 'warn'],
  {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  },
)
if (status !== 0) process.exit(status ?? 1)
await buildEnhancements()
writeFileSync(stampFile, stamp)

/** The plain browser scripts: one file each, for browsers of the last six years. */
async function buildEnhancements() {
  const { build } = await import('vite')
  for (const name of ['draft', 'register', 'sw']) {
    await build({
      configFile: false,
      logLevel: 'warn',
      build: {
        outDir: 'build/enhance',
        emptyOutDir: false,
        copyPublicDir: false,
        target: 'es2020',
        lib: { entry: `app/enhance/${name}.ts`, formats: ['iife'], name: 'imarika', fileName: () => `${name}.js` },
      },
    })
  }
}
