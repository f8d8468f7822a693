import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { randomInstance } from './random-instance.ts'

const root = resolve(import.meta.dirname, '../../..')

/** A Node of another major version on this machine, if there is one: the project runs on its own. */
function findOtherNode(): string | null {
  const own = process.versions.node.split('.')[0]
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, 'node')
    if (!existsSync(path)) continue
    const major = /^v(\d+)/.exec(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout)?.[1]
    if (major !== undefined && major !== own && Number(major) >= 20) return path
  }
  return null
}

const otherNode = findOtherNode()
const folder = mkdtempSync(join(tmpdir(), 'other-node-'))
const instances = Array.from({ length: 120 }, (_, i) => {
  const name = `${i}.json`
  writeFileSync(join(folder, name), JSON.stringify(randomInstance(7_000 + i)))
  return name
})

async function bundled(): Promise<string> {
  const outfile = join(folder, 'allocate.mjs')
  const entryPoints = [join(root, 'cli/allocate.ts')]
  await build({
    entryPoints,
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  })
  return outfile
}

const allocate = (node: string, file: string, env: Record<string, string>) =>
  spawnSync(node, [file, ...instances], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: folder, ...env },
  }).stdout

const here = { TZ: 'UTC', LC_ALL: 'C' }
const there = { TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }

test('P18: 120 results are the same bytes in another time zone and language', { timeout: 60_000 }, () => {
  const plain = allocate(process.execPath, join(root, 'cli/allocate.ts'), here)
  expect(plain.trim().split('\n')).toHaveLength(120)
  expect(allocate(process.execPath, join(root, 'cli/allocate.ts'), there)).toBe(plain)
})

test.runIf(otherNode !== null)('P18: and on another Node of this machine', { timeout: 60_000 }, async () => {
  const plain = allocate(process.execPath, join(root, 'cli/allocate.ts'), here)
  expect(allocate(otherNode as string, await bundled(), there)).toBe(plain)
})

test('P18 can fail: a program that asks for the time of day or compares by language prints other bytes there', () => {
  const program = join(folder, 'careless.mjs')
  writeFileSync(
    program,
    "console.log(new Date(0).getHours(), ['ı', 'i', 'I', 'z'].sort((a, b) => a.localeCompare(b)).join())",
  )
  expect(allocate(process.execPath, program, there)).not.toBe(allocate(process.execPath, program, here))
})
