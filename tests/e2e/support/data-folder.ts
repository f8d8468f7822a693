import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from './server.ts'

const cache = '.cache/test-data'
const sources = [
  'data',
  'supabase/migrations',
  'supabase/embedded',
  'scripts/data',
  'scripts/data-load.ts',
  'scripts/demonstration',
]

/** A folder of its own with a freshly loaded database: made once per state of the sources, then copied. */
export async function dataFolder(): Promise<string> {
  const template = join(cache, stamp())
  if (!existsSync(template)) await makeTemplate(template)
  const folder = mkdtempSync(join(tmpdir(), 'imarika-data-'))
  cpSync(template, folder, { recursive: true })
  return folder
}

async function makeTemplate(template: string): Promise<void> {
  rmSync(cache, { recursive: true, force: true })
  mkdirSync(cache, { recursive: true })
  const unfinished = `${template}.new`
  const server = await startServer({ DATA_DIR: unfinished })
  await server.stop()
  const { status, stdout, stderr } = spawnSync(
    'node_modules/.bin/node',
    ['tests/e2e/support/print-refs.ts', unfinished],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`The demonstration cannot be read: ${stderr}`)
  writeFileSync(join(unfinished, 'refs.json'), stdout)
  renameSync(unfinished, template)
}

function stamp(): string {
  const hash = createHash('sha256')
  for (const source of sources) {
    if (!existsSync(source)) continue
    for (const file of filesOf(source)) hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}

function filesOf(source: string): string[] {
  if (/\.\w+$/.test(source)) return [source]
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}
