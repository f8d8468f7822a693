/** Runs one job; whether it worked. A fault is said in the log and stops no other job. */
export type RunJob = (name: string, job: () => Promise<unknown>) => Promise<boolean>

/** A job that fails at every turn for the same reason says so once, and once that it works again. */
export function jobRunner(log: (line: string) => void): RunJob {
  const troubles = new Map<string, string>()
  return async (name, job) => {
    try {
      await job()
      if (troubles.delete(name)) log(`${name}: works again.`)
      return true
    } catch (error) {
      const trouble = error instanceof Error ? error.message : 'fault'
      if (troubles.get(name) !== trouble) log(`${name}: ${trouble}`)
      troubles.set(name, trouble)
      return false
    }
  }
}
