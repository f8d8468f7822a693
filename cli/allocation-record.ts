import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildRecord } from '#app/domain/record/build-record.ts'
import { makeFullCommitment, makePublicBundle } from '#app/domain/record/public-bundle.ts'

/**
 * `node cli/allocation-record.ts --instance <file> --result <file> [--seed-proof <file>] [--previous <record>]`
 * writes the record of a run to standard output. With `--secret <file>` (64 hexadecimal digits; made if missing) it
 * writes the public bundle of a matching, `--personal woman,refugee` names the personal classes, and `--full` writes
 * the auditor's bundle instead: complete, every leaf opened. Exit code 0, 2 for a refused instance, 1 for the rest.
 */
function run(): number {
  const { values } = parseArgs({
    options: {
      instance: { type: 'string' },
      result: { type: 'string' },
      'seed-proof': { type: 'string' },
      previous: { type: 'string' },
      secret: { type: 'string' },
      personal: { type: 'string', default: '' },
      full: { type: 'boolean', default: false },
    },
  })
  if (!values.instance || !values.result) throw new Error('--instance and --result are needed')
  const instance = readJson(values.instance)
  const result = readJson(values.result)
  const seedProof = values['seed-proof'] ? readJson(values['seed-proof']) : null
  const previous = values.previous ? readJson(values.previous) : null
  let shown = { instance, result, commitment: null as unknown }
  if (values.secret && result.ok) {
    if (instance.kind !== 'matching') throw new Error('only a matching has a public bundle')
    const secret = readSecret(values.secret)
    const personalClasses = values.personal.split(',').filter(name => name !== '')
    shown = values.full
      ? { instance, result, commitment: makeFullCommitment(instance, secret) }
      : makePublicBundle({ instance, result, personalClasses, secret })
  }
  const record = buildRecord({ ...shown, seedProof, previous, codeHash: hashCode() })
  process.stdout.write(`${JSON.stringify(record)}\n`)
  return 'ok' in record ? 2 : 0
}

const named = (file: string) => resolve(process.env.INIT_CWD ?? '.', file)

function readJson(file: string) {
  return JSON.parse(readFileSync(named(file), 'utf8'))
}

function readSecret(file: string): string {
  const path = named(file)
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  const secret = readFileSync(path, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(secret)) throw new Error('the secret is 64 hexadecimal digits')
  return secret
}

/** SHA-256 over the lines `<SHA-256 of the file>  <path>` of the engine's files, by path. */
function hashCode(): string {
  const root = resolve(import.meta.dirname, '..')
  const paths = ['app/domain/allocation', 'app/domain/funding'].flatMap(room =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll('\\', '/'),
      ),
  )
  const lines = paths.sort().map(path => {
    const bytes = readFileSync(join(root, path))
    return `${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`
  })
  return createHash('sha256').update(lines.join('')).digest('hex')
}

try {
  process.exitCode = run()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
