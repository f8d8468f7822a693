import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs, TextDecoder } from 'node:util'
import { type Verdict, verifyRecord } from '../app/verifier/verify-record.ts'

/**
 * `npm run -s allocation:verify -- <file>…` checks records and prints one line of JSON for each; `-` reads standard
 * input. Names are relative to the folder where npm was called. `--previous <file>` hands over the record before,
 * so that the chain's link is recomputed as well. Exit code 0, or 1 when a record is broken.
 */
function run(): number {
  let input: { values: { previous?: string }; positionals: string[] }
  try {
    input = parseArgs({ options: { previous: { type: 'string' } }, allowPositionals: true })
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    input = { values: {}, positionals: [] }
  }
  if (input.positionals.length === 0) {
    process.stderr.write('usage: npm run -s allocation:verify -- [--previous <record>] <record>…\n')
    print({ ok: false, broken: 'format', at: 'no file named' })
    return 1
  }
  const { previous } = input.values
  const verdicts = input.positionals.map(file => verifyFile(file, previous))
  for (const verdict of verdicts) print(verdict)
  return verdicts.every(verdict => verdict.ok) ? 0 : 1
}

function verifyFile(file: string, previous: string | undefined): Verdict {
  const text = readText(file)
  if (text === null) return { ok: false, broken: 'format', at: 'unreadable file' }
  if (previous === undefined) return verifyRecord(text)
  const before = readText(previous)
  return before === null ? { ok: false, broken: 'previous', at: 'unreadable file' } : verifyRecord(text, before)
}

/** The text of a file, or null when it cannot be read or is no UTF-8. */
function readText(file: string): string | null {
  try {
    const bytes = readFileSync(file === '-' ? 0 : resolve(process.env.INIT_CWD ?? '.', file))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    return null
  }
}

function print(verdict: Verdict) {
  process.stdout.write(`${JSON.stringify(verdict)}\n`)
}

process.exitCode = run()
