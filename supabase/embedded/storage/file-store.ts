import type { Statement } from '../engine/db.ts'

/** Bytes that were taken in and are not lost any more once the transaction of their row, with `statements`, is through. */
export type Taken = {
  size: number
  /** Hex of the SHA-256. */
  hash: string
  /** Belong into the transaction that writes the row. */
  statements: Statement[]
  /** For when that transaction fails. */
  discard(): Promise<void>
}

export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Where the bytes of files lie, each under a uuid that is its own for ever: a file is written once and never changed. */
export interface FileStore {
  /** Null where there are more than `most` bytes; then nothing is kept of them. */
  take(id: string, bytes: Bytes, most: number): Promise<Taken | null>
  /** Null where there is no such file. */
  read(id: string): Promise<ReadableStream<Uint8Array> | null>
  remove(ids: readonly string[]): Promise<void>
  /** Removes what no row knows, left by a process that died between bytes and row. */
  sweep(known: ReadonlySet<string>): Promise<number>
}
