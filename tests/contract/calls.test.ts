import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cases } from './cases.ts'
import { isRecording, judge, recorded, recordFile, targetOf } from './judge.ts'
import { type Outcome, observe } from './outcome.ts'
import { findPostgrest, openPostgrestOnPglite } from './postgrest.ts'
import { openGateway } from './targets.ts'

const postgrest = findPostgrest()

test('each call has a name of its own, and each recorded answer a call', () => {
  const names = cases.map(each => each.name)
  expect(new Set(names).size).toBe(names.length)
  if (!isRecording) expect(Object.keys(recorded.outcomes).sort()).toEqual([...names].sort())
})

// Without a package for this machine's processor the recorded answers still judge the gateway.
describe.skipIf(postgrest === null)(
  `the real PostgREST ${postgrest?.version ?? 'is not packaged for this machine'}, on PGlite`,
  () => {
    const open = () => openPostgrestOnPglite(postgrest?.binary ?? '')
    if (!isRecording) judge(open, `PostgREST ${postgrest?.version}`)
    else record(open)
    test('is the version that was recorded', () => {
      if (!isRecording) expect(postgrest?.version).toBe(recorded.version)
    })
  },
)

describe.skipIf(isRecording)('the gateway on PGlite', () => judge(openGateway, 'gateway'))

function record(open: Parameters<typeof targetOf>[0]): void {
  const target = targetOf(open)
  test('the answers are recorded', async () => {
    const outcomes: Record<string, Outcome> = {}
    for (const each of cases) outcomes[each.name] = await observe(target(), each)
    writeFileSync(recordFile, `${JSON.stringify({ version: postgrest?.version, outcomes }, null, 2)}\n`)
  })
}
