import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { NOTICE } from '#scripts/archive/archive-format.ts'
import { exportArchive } from '#scripts/archive/export-archive.ts'
import { openToExport } from '#scripts/archive/place.ts'
import { describeDatabase } from '#server/backend.ts'
import { readTold } from './told.ts'

const usage = `usage: npm run data:export -- [--with-keys] <file>
  Writes everything in the database, and every file, into one new archive.
  --with-keys  also the keys of this site and its open sessions, so that nobody needs to sign in again after a move.`

/** Exit code 0; 1 when there is no archive; 2 when there is one, and files were damaged already. */
async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { 'with-keys': { type: 'boolean' } }, allowPositionals: true })
  const [name, ...more] = positionals
  if (name === undefined || more.length > 0) {
    console.error(usage)
    return 1
  }
  const started = performance.now()
  const told = readTold(console.log)
  console.log(`From: ${describeDatabase(told.environment)}`)
  const file = resolve(process.env.INIT_CWD ?? '.', name)
  const place = await openToExport(told)
  try {
    const done = await exportArchive(place, file, { withKeys: values['with-keys'] ?? false })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(
      `Exported: ${done.rows} rows of ${done.tables} tables and ${done.files} files (${done.bytes} bytes), in ${seconds} s.`,
    )
    console.log(`Archive: ${file}`)
    console.log(NOTICE)
    if (values['with-keys']) console.log('With it anybody can act as any person of this site: it holds the keys.')
    if (done.damaged.length === 0) return 0
    console.error(`The bytes of ${done.damaged.length} files are missing or damaged in this database:`)
    for (const damaged of done.damaged) console.error(`  ${damaged}`)
    return 2
  } finally {
    await place.close()
  }
}

try {
  process.exitCode = await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
