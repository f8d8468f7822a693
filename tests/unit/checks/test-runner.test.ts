import { spawnSync } from 'node:child_process'
import { expect, test, vi } from 'vitest'
import { countReport, runSuites, tally } from '../../../scripts/test.mjs'

test('a report of Vitest is counted, and a file that could not be loaded is a failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
    ],
  }
  expect(countReport(report)).toEqual({ passed: 3, failed: 2, skipped: 1 })
})

test('a report of Playwright is counted, and an error outside any test is a failure', () => {
  const report = { stats: { expected: 5, flaky: 1, unexpected: 2, skipped: 3 }, errors: [{ message: 'no server' }] }
  expect(countReport(report)).toEqual({ passed: 6, failed: 3, skipped: 3 })
})

test('a suite that ended badly is never counted as clean', () => {
  expect(tally({ ok: false, counts: null })).toEqual({ passed: 0, failed: 1, skipped: 0 })
  expect(tally({ ok: false, counts: { passed: 9, failed: 0, skipped: 0 } })).toEqual({
    passed: 9,
    failed: 1,
    skipped: 0,
  })
  expect(tally({ ok: true, counts: null })).toEqual({ passed: 1, failed: 0, skipped: 0 })
})

test('a misspelt suite is refused by name', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/test.mjs', 'unti'], { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('No such suite: unti')
})

test('a run that takes longer than it may stops what is running, starts nothing more, and fails', async () => {
  const lines: string[] = []
  vi.spyOn(console, 'log').mockImplementation(line => void lines.push(String(line)))
  expect(await runSuites(['types', 'styles'], 300)).toBe(1)
  const output = lines.join('\n')
  expect(output).toMatch(/types .*stopped: no time left/)
  expect(output).toMatch(/styles .*not run: no time left/)
  expect(output).toMatch(/0 passed, [1-9] failed/)
})
