import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cases } from './cases.ts'
import { type Difference, known } from './known-differences.ts'
import { type Outcome, observe } from './outcome.ts'
import type { Target } from './targets.ts'

/** Recorded from the real PostgREST with RECORD_CONTRACT=1, and from nothing else. */
export const recordFile = new URL('./recorded.json', import.meta.url)
export type Recorded = { version: string; outcomes: Record<string, Outcome> }
export const recorded: Recorded = existsSync(recordFile)
  ? JSON.parse(readFileSync(recordFile, 'utf8'))
  : { version: '', outcomes: {} }
export const isRecording = process.env.RECORD_CONTRACT === '1'

/** Opens a target before the tests of the block and closes it after them. */
export function targetOf(open: () => Promise<Target>): () => Target {
  let target: Target | null = null
  beforeAll(async () => {
    target = await open()
  })
  afterAll(() => target?.close())
  return () => {
    if (target === null) throw new Error('The target is not open')
    return target
  }
}

/**
 * Every call against a target, which answers as recorded, save for what is known of `version`. A difference that is
 * not there any more fails as well.
 */
export function judge(open: () => Promise<Target>, version: string): void {
  const target = targetOf(open)
  const differences: Record<string, Difference> = known(version, recorded.version)
  for (const each of cases) {
    test(each.name, async () => {
      const outcome = await observe(target(), each)
      const expected = recorded.outcomes[each.name]
      const difference = differences[each.name]
      expect(outcome).toEqual({ ...expected, ...difference })
      if (difference !== undefined) expect(outcome).not.toEqual(expected)
    })
  }
  test('every known difference belongs to a call', () => {
    expect(Object.keys(differences).filter(name => !cases.some(each => each.name === name))).toEqual([])
  })
}
