import { setFlagsFromString } from 'node:v8'
import type { Refusal } from '#app/domain/allocation/reading/refusal.ts'
import { readInstance, writeResult } from '#app/domain/allocation/run-instance.ts'
import { readNamedFile } from './read-named-file.ts'
import { sha256 } from './sha256.ts'

/** `npm run -s allocate -- <file…>`: one line of JSON for each instance. Contract: docs/allocation-instance.md. */

// Room for new objects is emptied in smaller steps: a large instance takes a quarter less memory and no more time.
setFlagsFromString('--semi-space-growth-factor=1')

const exitCodes = { done: 0, invalid: 1, refused: 2, internal: 3 }

type Answer = { pieces: readonly (string | Uint8Array)[]; exitCode: number }

function allocate(name: string): Answer {
  const read = readFile(name)
  if (!read.ok) return refusal(read)
  const pieces: Uint8Array[] = []
  writeResult(read.instance, sha256, { add: piece => pieces.push(piece) })
  return { pieces, exitCode: exitCodes.done }
}

/** In a function of its own, so that the text is let go before the run. */
function readFile(name: string): ReturnType<typeof readInstance> {
  const text = readNamedFile(name)
  if (text !== null) return readInstance(text, sha256)
  return { ok: false, error: 'INVALID_INSTANCE', detail: { what: 'not-readable', file: name } }
}

function refusal(refused: Refusal): Answer {
  const exitCode = refused.error === 'INVALID_INSTANCE' ? exitCodes.invalid : exitCodes.refused
  return { pieces: [JSON.stringify(refused)], exitCode }
}

function answer(name: string): Answer {
  try {
    return allocate(name)
  } catch (error) {
    console.error(error)
    return {
      pieces: [JSON.stringify({ ok: false, error: 'INTERNAL', detail: { file: name } })],
      exitCode: exitCodes.internal,
    }
  }
}

// A reader that closes the pipe early is no fault.
process.stdout.on('error', () => {})

const names = process.argv.slice(2)
if (names.length === 0) {
  console.error('Usage: npm run -s allocate -- <instance.json> …   (- reads standard input)')
  console.log(JSON.stringify({ ok: false, error: 'INVALID_INSTANCE', detail: { what: 'no-file-named' } }))
  process.exitCode = exitCodes.invalid
}
for (const name of names) {
  const { pieces, exitCode } = answer(name)
  for (const piece of pieces) process.stdout.write(piece)
  process.stdout.write('\n')
  process.exitCode = Math.max(Number(process.exitCode ?? 0), exitCode)
}
