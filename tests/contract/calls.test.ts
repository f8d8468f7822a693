import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cases } from './cases.ts'
import { knownDifferences } from './known-differences.ts'
import { type Outcome, observe } from './outcome.ts'
import { findPostgrest, openPostgrestOnPglite } from './postgrest.ts'
import { openGateway, type Target } from './targets.ts'

/** Recorded from the real PostgREST with RECORD_CONTRACT=1, and from nothing else. */
const file = new URL('./recorded.json', import.meta.url)
const isRecording = process.env.RECORD_CONTRACT === '1'
type Record_ = { version: string; outcomes: Record<string, Outcome> }
const recorded: Record_ = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { version: '', outcomes: {} }
const postgrest = findPostgrest()

function targetOf(open: () => Promise<Target>): () => Target {
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

test('each call has a name of its own, and each recorded answer a call', () => {
  const names = cases.map(each => each.name)
  expect(new Set(names).size).toBe(names.length)
  if (!isRecording) expect(Object.keys(recorded.outcomes).sort()).toEqual([...names].sort())
})

// Without a package for this machine's processor the recorded answers still judge the gateway.
describe.skipIf(postgrest === null)(
  `the real PostgREST ${postgrest?.version ?? 'is not packaged for this machine'}`,
  () => {
    const target = targetOf(() => openPostgrestOnPglite(postgrest?.binary ?? ''))
    const outcomes: Record<string, Outcome> = {}
    for (const each of cases) {
      test(each.name, async () => {
        const outcome = await observe(target(), each)
        outcomes[each.name] = outcome
        if (!isRecording) expect(outcome).toEqual(recorded.outcomes[each.name])
      })
    }
    test('is the version that was recorded', () => {
      if (isRecording) {
        writeFileSync(file, `${JSON.stringify({ version: postgrest?.version, outcomes }, null, 2)}\n`)
      } else expect(postgrest?.version).toBe(recorded.version)
    })
  },
)

describe.skipIf(isRecording)('the gateway on PGlite', () => {
  judge(openGateway, recorded.version)
})

/** A target that answers as recorded, save for what is known of its version. */
function judge(open: () => Promise<Target>, version: string): void {
  const target = targetOf(open)
  const known = knownDifferences[version] ?? {}
  for (const each of cases) {
    test(each.name, async () => {
      const outcome = await observe(target(), each)
      const expected = recorded.outcomes[each.name]
      const difference = known[each.name]
      expect(outcome).toEqual({ ...expected, ...difference })
      if (difference !== undefined) expect(outcome).not.toEqual(expected)
    })
  }
  test('every known difference belongs to a call', () => {
    expect(Object.keys(known).filter(name => !cases.some(each => each.name === name))).toEqual([])
  })
}
