import { spawnSync } from 'node:child_process'

/** Whether calls of a process can be watched here: the program is there and the kernel lets it. */
export const hasStrace = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0

/** Mounting file systems takes root; elsewhere what needs a small or a failing disk is left out. */
export const canMount =
  process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('mount', ['-V']).status === 0

const can = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

/** An ext4 in a file, and the call that stops it. */
export const canCutPower =
  canMount && ['mkfs.ext4', 'perl', 'sync'].every(can) && spawnSync('losetup', ['-f']).status === 0
