import { closeSync, fsyncSync, openSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type InitOptions = Parameters<NodeFS['init']>[1]
type NodeFsNode = object
type NodeFsStream = { nfd?: number; node: NodeFsNode }
type NodeFsType = { realPath(node: NodeFsNode): string; stream_ops: { fsync?: (stream: NodeFsStream) => number } }

/** EIO of the WASI table: PostgreSQL stops rather than believe a write that may be lost. */
const EIO = 29

/**
 * PGlite's file system on a real folder, with the fsync that PGlite leaves out (its issue 1107): without it a
 * commit that was acknowledged can be lost when the power fails.
 */
export class DurableNodeFs extends NodeFS {
  fsyncs = 0

  override async init(pg: PGlite, options: InitOptions): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options)
    const installFsync: NonNullable<InitOptions['preRun']>[number] = module => {
      const { FS } = module
      const nodeFs = (FS.filesystems as unknown as { NODEFS: NodeFsType }).NODEFS
      nodeFs.stream_ops.fsync = stream => {
        try {
          // A folder is opened without a descriptor of its own.
          if (stream.nfd === undefined) syncPath(nodeFs.realPath(stream.node))
          else fsyncSync(stream.nfd)
        } catch {
          throw new FS.ErrnoError(EIO)
        }
        this.fsyncs += 1
        return 0
      }
    }
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), installFsync] } }
  }
}

function syncPath(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
