import { mailOf, players } from '#scripts/demonstration/cast.ts'
import { loadDemonstration } from '#scripts/demonstration/load.ts'
import { removeDemonstration } from '#scripts/demonstration/remove.ts'
import { describeDatabase, openBackend, serviceDb } from '#server/backend.ts'
import { makePassword, readPassword } from '#server/demonstration.ts'
import { readTold } from './told.ts'

const usage = `usage: npm run demonstration:load
       npm run demonstration:remove
  Founds the demonstration world in the database that the environment names, or takes all of it away.`

/** Exit code 0, or 1 where nothing was asked for. */
async function run(what: string | undefined): Promise<number> {
  if (what !== 'load' && what !== 'remove') {
    console.error(usage)
    return 1
  }
  const { environment } = readTold(console.log)
  console.log(`In: ${describeDatabase(environment)}`)
  const backend = await openBackend(environment, console.log)
  try {
    const service = serviceDb(backend, 'keep the demonstration')
    if (what === 'remove') {
      const removed = await removeDemonstration(service)
      console.log(removed === null ? 'There is no demonstration here.' : `Removed: ${JSON.stringify(removed)}`)
      return 0
    }
    // A database of others keeps no password for us: it is told once.
    const password = environment.supabase || environment.postgres ? makePassword() : readPassword(environment.dataDir)
    const today = new Date()
    const outcome = await backend.alone(() => loadDemonstration(service, backend, { password, today }))
    if (outcome === 'unchanged')
      console.log('The demonstration is there already, with the password it was founded with.')
    else console.log(`Sign in with the password ${password} as ${players.map(({ part }) => mailOf(part)).join(', ')}.`)
    return 0
  } finally {
    await backend.close()
  }
}

try {
  process.exitCode = await run(process.argv[2])
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
