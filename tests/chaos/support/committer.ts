import { openPglite } from '#embedded/engine/pglite-db.ts'

// Commits one row after the other in a database of its own and says what the engine counted.
//   <folder> <commits> <on|off>
const [folder = '', commits = '', fsync = 'on'] = process.argv.slice(2)
const db = await openPglite({ folder, template: true, fsync: fsync === 'on' })
await db.query('create table t (n int)')
const { fsyncs: before } = await db.stats()
console.log('BEGIN')
for (let n = 0; n < Number(commits); n += 1) await db.query('insert into t values ($1)', [String(n)])
console.log('END')
const { fsyncs: after } = await db.stats()
console.log(`COUNT ${after - before}`)
await db.close()
process.exit(0)
