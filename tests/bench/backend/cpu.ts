import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Kernel ticks are a hundredth of a second on every Linux that Node runs on. */
const TICK_MS = 10

/** Milliseconds of processor time that a process has used so far; 0 where it is gone or the machine is no Linux. */
export function usedMs(pid: number): number {
  const fields = statOf(pid)
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS
}

/** The server processes of a PostgreSQL cluster, one of them for each connection. */
export function processesOf(cluster: string): number[] {
  const postmaster = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && statOf(Number(name))[1] === postmaster)
    .map(Number)
}

/** What stands behind the name in /proc/<pid>/stat: state, parent, …; times of user and kernel at 11 and 12. */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}
