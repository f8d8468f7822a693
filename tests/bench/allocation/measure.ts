/** Measures one instance file in this process and prints a `Measurement` as JSON: file, runs, solver. */
import { readFileSync } from 'node:fs'
import { deferAcceptance } from '#app/domain/allocation/deferred-acceptance.ts'
import { buildMarket } from '#app/domain/allocation/market.ts'
import { readInstance, writeResult } from '#app/domain/allocation/run-instance.ts'
import { sha256 } from '../../../cli/sha256.ts'

/** Milliseconds by the clock, and of the processor: on a busy machine the second says more. */
type Times = { median: number; worst: number; processor: number }
export type Measurement = {
  edges: number
  assign: Times
  endToEnd: Times
  peakMegabytes: number
  inputHash: string
  resultHash: string
}

const [file = '', runs = '7', solver = 'engine'] = process.argv.slice(2)

function repeat(work: () => void): Times {
  const times = Array.from({ length: Number(runs) }, () => {
    const before = process.cpuUsage()
    const start = performance.now()
    work()
    const clock = performance.now() - start
    const { user, system } = process.cpuUsage(before)
    return { clock, processor: (user + system) / 1000 }
  })
  const sorted = (of: 'clock' | 'processor') => times.map(time => time[of]).sort((a, b) => a - b)
  const clock = sorted('clock')
  const middle = clock.length >> 1
  return {
    median: clock[middle] as number,
    worst: clock[clock.length - 1] as number,
    processor: sorted('processor')[middle] as number,
  }
}

function read() {
  const answer = readInstance(readFileSync(file, 'utf8'), sha256)
  if (!answer.ok || answer.instance.kind !== 'matching') throw new Error(JSON.stringify(answer))
  return answer.instance
}

const peakMegabytes = () => Math.round(process.resourceUsage().maxRSS / 1024)

async function measure(): Promise<Measurement> {
  if (solver === 'highs') {
    const { priceOfRule } = await import('../../../cli/price-of-rule.ts')
    const instance = read()
    const start = performance.now()
    const price = await priceOfRule(instance)
    const time = performance.now() - start
    const [score, optimum] = price.computed ? [price.score, price.optimum] : ['not computed', 'not computed']
    const once = { median: time, worst: time, processor: time }
    const edges = instance.units.offer.length
    return {
      edges,
      assign: once,
      endToEnd: once,
      peakMegabytes: peakMegabytes(),
      inputHash: optimum,
      resultHash: score,
    }
  }
  let result = ''
  const endToEnd = repeat(() => {
    const pieces: Uint8Array[] = []
    writeResult(read(), sha256, { add: piece => pieces.push(piece) })
    result = Buffer.from(pieces[pieces.length - 1] ?? []).toString()
    inputHash ||= /"inputHash":"(\w+)"/.exec(Buffer.concat(pieces).toString('latin1'))?.[1] ?? ''
  })
  // Before the engine alone is repeated on an instance that stays in memory.
  const peak = peakMegabytes()
  const instance = read()
  const assign = repeat(() => {
    deferAcceptance(buildMarket(instance))
  })
  const resultHash = /"resultHash":"(\w+)"/.exec(result)?.[1] ?? ''
  return { edges: instance.units.offer.length, assign, endToEnd, peakMegabytes: peak, inputHash, resultHash }
}

let inputHash = ''
process.stdout.write(JSON.stringify(await measure()))
