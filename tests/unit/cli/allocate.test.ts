import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 60_000 })

let folder = ''
const call = { kind: 'call-order', order: ['b', 'a'], shares: [{ class: 'L', percent: 50 }], classes: { a: ['L'] } }
const refused = { kind: 'funding', budget: 1, envelopes: [{ id: 'e', class: 'L', amount: 2 }], requests: [] }

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'allocate-'))
  const put = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content)
  put('call.json', JSON.stringify(call))
  put('refused.json', JSON.stringify(refused))
  put('broken.json', '{')
  put(
    'latin1.json',
    Buffer.from('{"kind":"call-order","order":["\xe9"],"shares":[{"class":"L","percent":1}]}', 'latin1'),
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The command as npm starts it, with the folder where npm was called in INIT_CWD. */
function allocate(names: string[], { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('cli/allocate.ts'), ...names], {
    input,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: folder, ...env },
  })
  const lines = stdout.split('\n')
  expect(lines.pop()).toBe('')
  return { status, stderr, lines, answers: lines.map(line => JSON.parse(line)) }
}

test('one file: one line, exit code 0, nothing on standard error', () => {
  const { status, stderr, answers } = allocate(['call.json'])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(answers).toEqual([expect.objectContaining({ ok: true, kind: 'call-order', order: ['a', 'b'] })])
})

test.each([
  ['refused.json', 2, 'ENVELOPES_EXCEED_BUDGET'],
  ['broken.json', 1, 'INVALID_INSTANCE'],
  ['absent.json', 1, 'INVALID_INSTANCE'],
  ['latin1.json', 1, 'INVALID_INSTANCE'],
  ['.', 1, 'INVALID_INSTANCE'],
])('%s: exit code %i and %s', (name, status, error) => {
  expect(allocate([name])).toMatchObject({ status, answers: [{ ok: false, error }] })
})

test('several files: a line for each in order, and the largest exit code', () => {
  const { status, answers } = allocate(['call.json', 'refused.json', 'broken.json', 'call.json'])
  expect(status).toBe(2)
  expect(answers.map(answer => answer.error ?? 'ok')).toEqual([
    'ok',
    'ENVELOPES_EXCEED_BUDGET',
    'INVALID_INSTANCE',
    'ok',
  ])
  expect(answers[3]).toEqual(answers[0])
})

test('- reads standard input', () => {
  expect(allocate(['-'], { input: JSON.stringify(call) })).toMatchObject({
    status: 0,
    answers: [{ order: ['a', 'b'] }],
  })
  expect(allocate(['-'])).toMatchObject({ status: 1, answers: [{ error: 'INVALID_INSTANCE' }] })
})

test('without a file it says how it is used and exits with 1', () => {
  const { status, stderr, answers } = allocate([])
  expect(status).toBe(1)
  expect(stderr).toContain('allocate -- <instance.json>')
  expect(answers).toEqual([expect.objectContaining({ ok: false, error: 'INVALID_INSTANCE' })])
})

test('P18: the bytes do not depend on time zone, language or file order', () => {
  const plain = allocate(['call.json']).lines
  expect(allocate(['call.json'], { env: { TZ: 'Pacific/Chatham', LC_ALL: 'tr_TR.UTF-8', LANG: 'ar' } }).lines).toEqual(
    plain,
  )
})
