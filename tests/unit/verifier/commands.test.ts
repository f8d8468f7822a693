import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { CHECKS } from '../../../app/verifier/broken.ts'
import { allocate, makeRecord } from './engine-record.ts'

const root = resolve(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'record-'))
const instance = {
  kind: 'matching',
  units: [{ id: 'u1', preferences: ['p'] }],
  offers: [{ id: 'p', capacity: 1, priority: ['u1'] }],
}
const record = makeRecord(instance, allocate(instance))
const put = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text)
put('true.json', JSON.stringify(record))
put('false.json', JSON.stringify({ ...record, previous: 'x' }))
put('latin.json', Uint8Array.of(0x22, 0xe9, 0x22))
put('instance.json', JSON.stringify(instance))
put('result.json', JSON.stringify(allocate(instance)))

function run(command: string, args: string[], env: Record<string, string> = {}, input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'cli', command), ...args], {
    cwd: root,
    encoding: 'utf8',
    input,
    env: { ...process.env, INIT_CWD: folder, ...env },
  })
  return { status, stdout, stderr }
}

test('a true record: one line of JSON, exit code 0', { timeout: 30_000 }, () => {
  const { status, stdout } = run('allocation-verify.ts', ['true.json'])
  expect(status).toBe(0)
  expect(stdout).toMatch(/^\{.*\}\n$/)
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, withheld: [] })
})

test('a broken record, no record, no file and no UTF-8: exit code 1', { timeout: 60_000 }, () => {
  const answers: [string[], string][] = [
    [['false.json'], 'previous'],
    [['instance.json'], 'format'],
    [['missing.json'], 'format'],
    [['latin.json'], 'format'],
    [['.'], 'format'],
    [[], 'format'],
    [['--unknown', 'true.json'], 'format'],
  ]
  for (const [args, broken] of answers) {
    const { status, stdout } = run('allocation-verify.ts', args)
    expect(status, args.join(' ')).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, broken })
  }
})

test('standard input is read as a file', { timeout: 30_000 }, () => {
  const { status, stdout } = run('allocation-verify.ts', ['-'], {}, JSON.stringify(record))
  expect([status, JSON.parse(stdout).ok]).toEqual([0, true])
})

test('P18: the bytes of a record are the same in another time zone and another language', { timeout: 60_000 }, () => {
  put('secret', `${'7b'.repeat(32)}\n`)
  const args = ['--instance', 'instance.json', '--result', 'result.json', '--secret', 'secret']
  const here = run('allocation-record.ts', args, { TZ: 'UTC', LC_ALL: 'C' })
  const there = run('allocation-record.ts', args, { TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8', LANG: 'ar' })
  expect(here.status).toBe(0)
  expect(there.stdout).toBe(here.stdout)
  put('public.json', here.stdout)
  expect(run('allocation-verify.ts', ['public.json']).status).toBe(0)
})

test('a refused instance has no record: exit code 2', { timeout: 30_000 }, () => {
  put('refused.json', JSON.stringify({ ok: false, error: 'COUPLE' }))
  const { status, stdout } = run('allocation-record.ts', ['--instance', 'instance.json', '--result', 'refused.json'])
  expect(status).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({ ok: false })
})

const page = readFileSync(join(root, 'docs/allocation/verifier/index.html'), 'utf8')

test('the page is at most 60 KB, names every check, and its policy lets nothing be fetched', () => {
  expect(Buffer.byteLength(page)).toBeLessThanOrEqual(60_000)
  expect(page).toContain("default-src 'none'")
  expect(page).not.toMatch(/ (src|href|action)=/)
  const [, length, packed] = /id="packed" data-bytes="(\d+)">([^<]*)</.exec(page) ?? []
  const letters = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter(
    each => !'&<\\'.includes(each),
  )
  let bits = ''
  for (let at = 0; at < (packed ?? '').length; at += 2) {
    const [high, low] = [packed?.[at] ?? '', packed?.[at + 1] ?? '']
    bits += (letters.indexOf(high) * 91 + letters.indexOf(low)).toString(2).padStart(13, '0')
  }
  const bytes = Uint8Array.from({ length: Number(length) }, (_, i) => Number.parseInt(bits.slice(8 * i, 8 * i + 8), 2))
  const script = inflateRawSync(bytes).toString('utf8')
  for (const check of CHECKS) expect(script).toContain(check)
  for (const code of ['en', 'fr', 'ar']) {
    const words = JSON.parse(readFileSync(join(root, `locales/${code}/verifier.json`), 'utf8'))
    expect(script, code).toContain(words.title)
    expect(script, code).toContain(words['check.reasons'])
  }
})

test('the page in public/ is the one that its sources give', { timeout: 60_000 }, () => {
  const built = join(folder, 'index.html')
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build-verifier.mjs'), built], {
    encoding: 'utf8',
  })
  expect(status).toBe(0)
  expect(readFileSync(built, 'utf8')).toBe(page)
})
