import { startPostgres } from './postgres.ts'

// The process that a test kills: holds a PostgreSQL and says where.
const server = await startPostgres({ settings: { fsync: 'off' } })
console.log(server.dataFolder)
setInterval(() => {}, 1_000)
