import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Order } from './app-process.ts'
import { calls } from './calls.ts'
import { median } from './statistics.ts'

/** Calls a second of one app process and of two at once on the same database, taking turns. */
export async function compareProcesses(url: string, rounds: number, durationMs: number) {
  const children = [startProcess(), startProcess()]
  try {
    for (const child of children) await child.ask(url)
    const results: { call: string; one: number; two: number; ratio: number }[] = []
    for (const call of Object.keys(calls)) {
      const order: Order = { call, durationMs }
      const perSecond = async (asked: typeof children) =>
        (await Promise.all(asked.map(child => child.ask(order)))).reduce<number>((sum, each) => sum + Number(each), 0)
      const pairs: { one: number; two: number }[] = []
      for (let round = 0; round < rounds; round++) {
        const one = await perSecond(children.slice(round % 2, (round % 2) + 1))
        pairs.push({ one, two: await perSecond(children) })
      }
      const of = (read: (pair: { one: number; two: number }) => number) => median(pairs.map(read))
      results.push({
        call,
        one: of(pair => pair.one),
        two: of(pair => pair.two),
        ratio: of(({ one, two }) => two / one),
      })
    }
    return results
  } finally {
    for (const child of children) child.stop()
  }
}

function startProcess() {
  const child: ChildProcess = fork(new URL('./app-process.ts', import.meta.url))
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`An app process ended with ${code}`)
  })
  ended.catch(() => {})
  const ask = async (message: string | Order): Promise<unknown> => {
    const answer = once(child, 'message').then(([result]) => result as unknown)
    child.send(message)
    return Promise.race([answer, ended])
  }
  return { ask, stop: () => child.kill() }
}
