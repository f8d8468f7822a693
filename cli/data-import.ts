import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { importArchive, summarise } from '#scripts/archive/import-archive.ts'
import { checkArchive } from '#scripts/archive/read-archive.ts'
import { describeDatabase } from '#server/backend.ts'
import { readTold } from './told.ts'

const usage = `usage: npm run data:import -- [--check] <file>
  Fills an empty backend from an archive: all of it, or nothing.
  --check  only reads the archive and says whether it is whole.`

/** Exit code 0; 1 when nothing was imported, or the archive is not whole. */
async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { check: { type: 'boolean' } }, allowPositionals: true })
  const [name, ...more] = positionals
  if (name === undefined || more.length > 0) {
    console.error(usage)
    return 1
  }
  const file = resolve(process.env.INIT_CWD ?? '.', name)
  return values.check ? check(file) : fill(file)
}

async function check(file: string): Promise<number> {
  const { head, end } = await checkArchive(file)
  const { tables, rows, files } = summarise(end)
  const last = head.migrations.at(-1)
  console.log(`The archive is whole: ${rows} rows of ${tables} tables and ${files} files.`)
  console.log(`Made at ${head.made_at} from ${head.engine}, at migration ${last?.version}_${last?.name}.`)
  console.log(head.with_keys ? 'It holds keys and open sessions.' : 'It holds no keys and no open sessions.')
  return 0
}

async function fill(file: string): Promise<number> {
  const started = performance.now()
  const told = readTold(console.log)
  console.log(`Into: ${describeDatabase(told.environment)}`)
  const done = await importArchive(told, file)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`Imported: ${done.rows} rows of ${done.tables} tables and ${done.files} files, in ${seconds} s.`)
  console.log(
    done.withKeys
      ? 'Keys and open sessions came along: nobody needs to sign in again.'
      : 'Keys and open sessions did not come along: everybody signs in again.',
  )
  if (done.foreignPasswords > 0) {
    console.log(
      `${done.foreignPasswords} accounts have passwords that only a Supabase can check. Their owners choose a new one ` +
        'through "forgotten password".',
    )
  }
  return 0
}

try {
  process.exitCode = await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
