import { sleep } from './folder.ts'
import { type LineProcess, startProcess } from './line-process.ts'
import type { WriterTask } from './writer.ts'

/** Where a writer writes: a data folder, or a database named by its address. */
export type Place = Pick<WriterTask, 'dataDir' | 'databaseUrl' | 'migrationsDir'>

type WriterOptions = {
  seed: number
  inFlight?: number
  /** Every fsync answers that all is well and does nothing. */
  lyingDisk?: boolean
}

let writers = 0

/** Starts an app process that writes until it is ended. */
export function startWriter(place: Place, { seed, inFlight = 16, lyingDisk = false }: WriterOptions): LineProcess {
  writers += 1
  const task: WriterTask = { ...place, seed, firstId: writers * 1_000_000, inFlight }
  const command = [process.execPath, new URL('./writer.ts', import.meta.url).pathname, JSON.stringify(task)]
  if (!lyingDisk) return startProcess(process.execPath, command.slice(1))
  const calls = 'fsync,fdatasync'
  const lie = ['-f', '--seccomp-bpf', '-e', `trace=${calls}`, '-e', `inject=${calls}:retval=0`, '-o', '/dev/null']
  // What is traced outlives its tracer, so both are ended as one group.
  return startProcess('strace', [...lie, ...command], { detached: true })
}

/** Waits until a writer was told of so many more writes that they stand; `from` is the line to count from. */
export async function untilAcknowledged(writer: LineProcess, writes: number, from = 0): Promise<void> {
  const deadline = Date.now() + 120_000
  for (let read = from, found = 0; found < writes; await sleep(5)) {
    for (; read < writer.lines.length; read += 1) if (/^(PAIR|ACT) /.test(writer.lines[read] ?? '')) found += 1
    if (writer.process.exitCode !== null || Date.now() > deadline) {
      throw new Error(`Only ${found} of ${writes} writes:\n${writer.lines.slice(-20).join('\n')}`)
    }
  }
}
