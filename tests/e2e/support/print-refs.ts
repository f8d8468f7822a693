// Prints the refs of the demonstration in a data folder that no server has open: node tests/e2e/support/print-refs.ts <folder>
import { createClient } from '@supabase/supabase-js'
import { openEmbedded } from '#embedded/open.ts'
import { readDemonstration } from '#scripts/demonstration/state.ts'

const [folder = ''] = process.argv.slice(2)
const backend = await openEmbedded({
  dataDir: `${folder}/pglite`,
  databaseUrl: null,
  migrationsDir: 'supabase/migrations',
})
const service = createClient(backend.url, backend.serviceKey, {
  auth: { persistSession: false, autoRefreshToken: false },
  global: { fetch: backend.fetch },
})
const state = await readDemonstration(service)
if (!state?.finishedAt) throw new Error('There is no finished demonstration in this folder.')
console.log(JSON.stringify(state.refs))
await backend.close()
