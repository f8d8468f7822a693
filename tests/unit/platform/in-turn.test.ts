import { expect, test } from 'vitest'
import { inTurn } from '#app/platform/in-turn.server.ts'

const here = new AbortController().signal

/** Work that ends when it is told to. */
function makeWork(log: string[], name: string) {
  let end = () => {}
  const ended = new Promise<void>(resolve => {
    end = resolve
  })
  const run = async () => {
    log.push(`${name} begins`)
    await ended
    log.push(`${name} ends`)
    return name
  }
  return { run, end }
}

test('work runs one after the other, also after one that failed, and never for somebody who left', async () => {
  const log: string[] = []
  const [one, two] = [makeWork(log, 'one'), makeWork(log, 'two')]
  const left = AbortSignal.abort()
  const first = inTurn(here, one.run)
  const failing = inTurn(here, () => Promise.reject(new Error('broken')))
  const gone = inTurn(left, async () => log.push('for nobody'))
  const second = inTurn(here, two.run)
  two.end()
  await Promise.resolve()
  one.end()
  await expect(failing).rejects.toThrow('broken')
  await expect(gone).rejects.toThrow('aborted')
  expect([await first, await second]).toEqual(['one', 'two'])
  expect(log).toEqual(['one begins', 'one ends', 'two begins', 'two ends'])
})

test('the ninth who would wait is asked to come back, and has a place once the line is shorter', async () => {
  const log: string[] = []
  const work = makeWork(log, 'slow')
  const line = Array.from({ length: 8 }, () => inTurn(here, work.run))
  const refused = await inTurn(here, work.run).catch((answer: Response) => answer)
  expect(refused).toMatchObject({ status: 503 })
  expect((refused as Response).headers.get('Retry-After')).toBe('20')
  work.end()
  await Promise.all(line)
  expect(await inTurn(here, async () => 'taken')).toBe('taken')
})
