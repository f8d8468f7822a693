import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

let standardInput: Buffer | null = null

/**
 * The text of a file named on the command line: relative to the folder where npm was called, `-` for standard input.
 * Null where it cannot be read or is not UTF-8.
 */
export function readNamedFile(name: string): string | null {
  try {
    const bytes = name === '-' ? readStandardInput() : readFileSync(resolve(process.env.INIT_CWD ?? '.', name))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Standard input ends once: a second `-` reads the same bytes. */
function readStandardInput(): Buffer {
  standardInput ??= readFileSync(0)
  return standardInput
}
