/** How much is tried: little in `npm test`, all in `npm run test:full`; each is a variable of the environment too. */
const isFull = process.env.IMARIKA_FULL === '1'

function amount(name: string, short: number, full: number): number {
  const given = process.env[name]
  const value = given === undefined ? (isFull ? full : short) : Number(given)
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`${name}: ${given} is not a number from 1.`)
  return value
}

/** Rounds of writing that end with a kill, on each engine. */
export const kills = amount('CHAOS_KILLS', 3, 20)
/** Kills during the first start on an empty folder or database. */
export const creations = amount('CHAOS_CREATIONS', 2, 20)
/** Power cuts. */
export const cuts = amount('CHAOS_CUTS', 2, 8)
/** Written to see the log of changes stay small, in megabytes. */
export const logMegabytes = amount('CHAOS_LOG_MB', 100, 300)
/** Forms sent while the database is restarted. */
export const posts = amount('CHAOS_POSTS', 40, 100)
/** Where all chance begins; printed with the figures. */
export const seed = amount('CHAOS_SEED', 3, 3)
