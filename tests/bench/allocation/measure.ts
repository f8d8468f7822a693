/** Measures one instance file in this process and prints a `Measurement` as JSON: file, runs, what. */
import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { deferAcceptance } from '#app/domain/allocation/deferred-acceptance.ts'
import { buildMarket } from '#app/domain/allocation/market.ts'
import { readInstance, writeResult } from '#app/domain/allocation/run-instance.ts'
import { verifyRecord } from '../../../app/verifier/verify-record.ts'
import { sha256 } from '../../../cli/sha256.ts'
import { proof } from './make-instance.ts'

// As the command does.
setFlagsFromString('--semi-space-growth-factor=1')

/** Milliseconds by the clock, and of the processor: on a busy machine the second says more. */
export type Times = { median: number; worst: number; processor: number }
export type Measurement = {
  edges: number
  /** Priorities in strict order to the stable matching. */
  assign: Times
  /** Text of the instance to text of the result. */
  endToEnd: Times
  /** The record of the result, checked in full; null where it is not asked for. */
  verify: Times | null
  peakMegabytes: number
  inputHash: string
  resultHash: string
  /** SHA-256 over the offers that the units got, in the order of the units: comparable with other programs. */
  answer: string
}

const [file = '', runs = '7', what = 'engine'] = process.argv.slice(2)

function repeat(work: () => void, times = Number(runs)): Times {
  const measured = Array.from({ length: times }, () => {
    const before = process.cpuUsage()
    const start = performance.now()
    work()
    const clock = performance.now() - start
    const { user, system } = process.cpuUsage(before)
    return { clock, processor: (user + system) / 1000 }
  })
  const sorted = (of: 'clock' | 'processor') => measured.map(time => time[of]).sort((a, b) => a - b)
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

function allocate(): Buffer {
  const pieces: Uint8Array[] = []
  writeResult(read(), sha256, { add: piece => pieces.push(piece) })
  return Buffer.concat(pieces)
}

function verify(result: string): void {
  const rest = `"seedProof":${JSON.stringify(proof)},"commitment":null,"codeHash":null,"previous":null`
  const record = `{"version":1,"instance":${readFileSync(file, 'utf8')},"result":${result},${rest}}`
  const verdict = verifyRecord(record)
  if (!verdict.ok) throw new Error(JSON.stringify(verdict))
}

function measure(): Measurement {
  let result = allocate()
  // Of one run, as a command does it, before anything is repeated.
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  const endToEnd = repeat(() => {
    result = allocate()
  })
  const hashOf = (name: string) => new RegExp(`"${name}":"(\\w+)"`).exec(result.toString('latin1'))?.[1] ?? ''
  const [inputHash, resultHash] = [hashOf('inputHash'), hashOf('resultHash')]
  const instance = read()
  let got: Int32Array = new Int32Array()
  const assign = repeat(() => {
    got = deferAcceptance(buildMarket(instance)).edgeOf
  })
  const { ids, offer } = instance.units
  const lines = ids.map((id, u) => {
    const edge = got[u] as number
    return `${id} ${edge === -1 ? '-' : instance.offers.ids[offer[edge] as number]}\n`
  })
  return {
    edges: offer.length,
    assign,
    endToEnd,
    verify: what === 'verify' ? repeat(() => verify(result.toString())) : null,
    peakMegabytes,
    inputHash,
    resultHash,
    answer: sha256.hex(lines.sort().join('')),
  }
}

process.stdout.write(JSON.stringify(measure()))
