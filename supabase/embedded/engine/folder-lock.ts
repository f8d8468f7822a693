import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

export type ReleaseLock = () => Promise<void>

/** Somebody else has the data folder open. */
export class FolderInUseError extends Error {
  override name = 'FolderInUseError'
  constructor(folder: string) {
    super(`The data folder ${folder} is already open in another process. Stop that process first, or choose another.`)
  }
}

/**
 * Takes the folder for the life of this process. Two PGlite on one folder both write without an error and one of
 * them loses everything, so a second opening is refused, in this process as well.
 * Linux: an abstract socket named after the folder's device and inode, which the kernel frees however we die.
 * (The name is seen by one network namespace: two containers that share a volume do not see each other.)
 */
export function lockFolder(folder: string): Promise<ReleaseLock> {
  return process.platform === 'linux' ? lockBySocket(folder) : lockByPidFile(folder)
}

function lockBySocket(folder: string): Promise<ReleaseLock> {
  const { dev, ino } = statSync(folder)
  return new Promise((resolve, reject) => {
    const server = createServer(socket => socket.destroy())
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new FolderInUseError(folder) : error)
    })
    server.listen({ path: `\0imarika-data-${dev}-${ino}` }, () => {
      resolve(() => new Promise(done => server.close(() => done())))
    })
    server.unref()
  })
}

/** For systems without abstract sockets. The file of a dead process is taken over, that of a living one never. */
export async function lockByPidFile(folder: string): Promise<ReleaseLock> {
  const file = join(folder, 'lock.pid')
  const own = String(process.pid)
  if (!createExclusive(file, own)) {
    const holder = readFileSync(file, 'utf8')
    if (isAlive(Number(holder))) throw new FolderInUseError(folder)
    // The move has one winner; what was moved must still be the dead holder's, else a quicker process has it.
    const moved = `${file}.${own}`
    renameSync(file, moved)
    if (readFileSync(moved, 'utf8') !== holder) {
      renameSync(moved, file)
      throw new FolderInUseError(folder)
    }
    rmSync(moved)
    if (!createExclusive(file, own)) throw new FolderInUseError(folder)
  }
  return async () => rmSync(file, { force: true })
}

function createExclusive(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
