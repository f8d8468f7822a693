import { pathToFileURL } from 'node:url'
import type { SupabaseClient } from '@supabase/supabase-js'
import { buildRows } from './data/build-rows.ts'
import { dataFolder, hashFiles, readDataFiles } from './data/read-files.ts'
import type { Refusal } from './data/refusals.ts'
import { type TableCount, writeTables } from './data/write-tables.ts'

/** `unchanged`: the files and the import are those of the last run, and nothing was written. */
export type LoadResult =
  | { outcome: 'unchanged'; refused: Refusal[] }
  | { outcome: 'loaded'; counts: TableCount[]; refused: Refusal[] }

const defaultReason = 'The source file states it differently from the last import.'

/**
 * Brings the database to what the files in `data/` say. It may run at any time: unchanged files cost one query, a run
 * that was cut off is finished by the next. `client` is one of the service role; the caller lets one run at a time.
 */
export async function loadData(
  client: SupabaseClient,
  log: (line: string) => void,
  folder: URL = dataFolder,
): Promise<LoadResult> {
  const files = hashFiles(folder)
  const last = await lastRun(client)
  if (last !== null && sameHashes(last.files, files)) return { outcome: 'unchanged', refused: last.refused }

  const started = performance.now()
  const data = readDataFiles(folder)
  const { tables, refused } = buildRows(data)
  const reason = data['real-commitments.json'].meta.revisionReason ?? defaultReason
  const counts = await writeTables(client, tables, reason)
  const { error } = await client.rpc('record_import_run', { files, counts, refused })
  if (error) throw new Error(`The run of the import could not be recorded: ${error.message}`, { cause: error })

  for (const { file, row, reason: why } of refused) log(`Refused: data/${file}, ${row}: ${why}`)
  const total = (part: 'read' | 'inserted' | 'changed' | 'removed') =>
    counts.reduce((sum, count) => sum + count[part], 0)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  log(
    `Data: ${total('read')} rows read, ${total('inserted')} new, ${total('changed')} changed, ${total('removed')} removed, ` +
      `${refused.length} refused (${seconds} s).`,
  )
  return { outcome: 'loaded', counts, refused }
}

type LastRun = { files: Record<string, string>; refused: Refusal[] }

async function lastRun(client: SupabaseClient): Promise<LastRun | null> {
  const latest = client
    .from('import_runs')
    .select('files, refused')
    .order('at', { ascending: false })
    .order('id')
    .limit(1)
  const { data, error } = await latest
  if (error) throw new Error(`The last import cannot be read: ${error.message}`, { cause: error })
  return (data[0] as LastRun | undefined) ?? null
}

function sameHashes(one: Record<string, string>, other: Record<string, string>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every(name => one[name] === other[name])
}

/**
 * `npm run data:load`: loads into the backend that the environment names and says what it did. Exit code 0; 1 when rows
 * were refused, or nothing could be loaded.
 */
async function main(): Promise<void> {
  const [{ readEnvironment }, { openBackend, serviceDb }] = await Promise.all([
    import('#server/environment.ts'),
    import('#server/backend.ts'),
  ])
  const backend = await openBackend(readEnvironment(process.env, process.argv), console.log)
  try {
    const result = await backend.alone(() => loadData(serviceDb(backend, 'load the reference data'), console.log))
    if (result.outcome === 'unchanged') console.log('Data: nothing has changed since the last run.')
    process.exitCode = result.refused.length > 0 ? 1 : 0
  } finally {
    await backend.close()
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await main()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
