import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, mkdirSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { makeFolder } from './folder.ts'

const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'pipe' })

export type SmallDisk = {
  folder: string
  /** Takes what room is left, but for so many bytes. */
  fill(leaveBytes?: number): void
  /** Gives the room back. */
  free(): void
}

/** A disk in memory that can be filled without harm to anybody; only for root. */
export function mountSmallDisk(megabytes: number): SmallDisk {
  const around = makeFolder()
  chmodSync(around, 0o755)
  const folder = join(around, 'disk')
  mkdirSync(folder)
  run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'imarika-chaos', folder)
  onTestFinished(() => void run('umount', '--lazy', folder))
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill: (leaveBytes = 0) => writeUntilFull(ballast, leaveBytes),
    free: () => rmSync(ballast, { force: true }),
  }
}

function writeUntilFull(file: string, leaveBytes: number): void {
  const descriptor = openSync(file, 'a')
  try {
    for (const size of [2 ** 20, 4096]) {
      const block = Buffer.alloc(size, 1)
      for (;;) if (!tryWrite(descriptor, block)) break
    }
  } finally {
    closeSync(descriptor)
  }
  truncateSync(file, statSync(file).size - leaveBytes)
}

function tryWrite(descriptor: number, block: Buffer): boolean {
  try {
    return writeSync(descriptor, block) === block.length
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw error
  }
}

export type CuttableDisk = {
  folder: string
  /** Brings everything written so far to the disk. */
  sync(): void
  /** What was not brought to the disk is gone at once, and nothing more is taken, as when the power fails. */
  cut(): void
  /** As after the power is back: the file system reads its journal. */
  powerOn(): void
}

/** FS_IOC_GOINGDOWN with FS_GOING_FLAGS_NOLOGFLUSH (2), which file systems offer to test exactly this. */
const goDown = 'open(my $f, "<", $ARGV[0]) or die $!; my $how = pack("I", 2); ioctl($f, 0x8004587d, $how) or die $!'

/** An ext4 in a file whose power can be cut; only for root, and with a loop device. */
export function mountCuttableDisk(megabytes: number): CuttableDisk {
  const around = makeFolder()
  chmodSync(around, 0o755)
  const [image, folder] = [join(around, 'image'), join(around, 'disk')]
  closeSync(openSync(image, 'w'))
  truncateSync(image, megabytes * 2 ** 20)
  mkdirSync(folder)
  run('mkfs.ext4', '-q', '-F', image)
  const mount = () => run('mount', '-o', 'loop', image, folder)
  mount()
  onTestFinished(() => void run('umount', '--lazy', folder))
  return {
    folder,
    sync: () => void run('sync', '-f', folder),
    cut: () => void run('perl', '-e', goDown, folder),
    powerOn: () => {
      run('umount', folder)
      mount()
    },
  }
}
