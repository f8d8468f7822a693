import { setTimeout as sleep } from 'node:timers/promises'

/**
 * The step in which answers about accounts are given, in ms. The dearest of them hashes a password once (argon2id,
 * 60 to 130 ms on two cores) and asks the database ten times; the step leaves room for three of them at once.
 */
export const stepMs = 600

/**
 * Does work whose time would tell something, and answers only when a whole number of steps has passed since it
 * began, also when it fails: an answer that takes longer than a step waits for the end of the next.
 */
export async function inEvenTime<Value>(work: () => Promise<Value>, step = stepMs): Promise<Value> {
  const began = performance.now()
  try {
    return await work()
  } finally {
    const ends = began + step * Math.ceil((performance.now() - began) / step)
    // A timer may fire a little early.
    for (let left = ends - performance.now(); left > 0; left = ends - performance.now()) await sleep(Math.ceil(left))
  }
}
