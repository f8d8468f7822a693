import { expect, test } from 'vitest'
import { jobRunner } from '#app/services/job-runner.server.ts'

test('a job that fails says so once, again for another reason, and once that it works again', async () => {
  const lines: string[] = []
  const run = jobRunner(line => lines.push(line))
  const fail = (why: unknown) => () => Promise.reject(why)
  expect(await run('Sealing', fail(new Error('away')))).toBe(false)
  await run('Sealing', fail(new Error('away')))
  await run('Sealing', fail(new Error('full')))
  await run('Telling', fail('no error at all'))
  expect(await run('Sealing', async () => 1)).toBe(true)
  await run('Sealing', async () => 1)
  await run('Sealing', fail(new Error('away')))
  expect(lines).toEqual(['Sealing: away', 'Sealing: full', 'Telling: fault', 'Sealing: works again.', 'Sealing: away'])
})
