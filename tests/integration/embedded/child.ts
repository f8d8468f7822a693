import { openEmbedded } from '#embedded/open.ts'

// The other process of a test: opens the folder, then holds it, or writes rows and says which are acknowledged.
const [mode, dataDir = '', migrationsDir = '', databaseUrl] = process.argv.slice(2)
try {
  const backend = await openEmbedded({
    dataDir,
    databaseUrl: databaseUrl ?? null,
    migrationsDir,
    log: line => console.log(line),
  })
  console.log(`OPEN ${backend.serviceKey}`)
  if (mode === 'hold') setInterval(() => {}, 1_000)
  for (let n = 1; mode === 'write'; n += 1) {
    await backend.db.query('insert into public.ledger values ($1)', [String(n)])
    console.log(`ROW ${n}`)
  }
} catch (error) {
  console.log(`REFUSED ${error instanceof Error ? error.message : error}`)
}
