import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inEvenTime } from '#app/platform/even-time.server.ts'

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await inEvenTime(work, 100).catch(() => {})
  return performance.now() - began
}

test('an answer comes at the end of the step in which its work ended, also where the work fails', async () => {
  for (const work of [async () => 1, () => sleep(60), () => Promise.reject(new Error('x'))]) {
    const ms = await timeOf(work)
    expect(ms).toBeGreaterThanOrEqual(100)
    expect(ms).toBeLessThan(1000)
  }
  const long = await timeOf(() => sleep(110))
  expect(long).toBeGreaterThanOrEqual(200)
  expect(long).toBeLessThan(1000)
})

test('what the work gave, or threw, comes through', async () => {
  expect(await inEvenTime(async () => 'value', 1)).toBe('value')
  await expect(inEvenTime(() => Promise.reject(new Error('why')), 1)).rejects.toThrow('why')
})
