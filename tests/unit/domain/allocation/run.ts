import { readInstance, writeResult } from '#app/domain/allocation/run-instance.ts'
import { sha256 } from '../../../../cli/sha256.ts'

/** The engine's answer to an instance, as the command gives it. */
// biome-ignore lint/suspicious/noExplicitAny: tests read any key of any kind of result
export function run(instance: unknown): any {
  return runText(JSON.stringify(instance))
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export function runText(text: string): any {
  const read = readInstance(text, sha256)
  if (!read.ok) return read
  const pieces: Uint8Array[] = []
  writeResult(read.instance, sha256, { add: piece => pieces.push(piece) })
  return JSON.parse(Buffer.concat(pieces).toString())
}

export function codes(reasons: Record<string, Record<string, { code: string }>>) {
  return Object.fromEntries(
    Object.entries(reasons).map(([unit, row]) => [
      unit,
      Object.fromEntries(Object.entries(row).map(([offer, { code }]) => [offer, code])),
    ]),
  )
}
