import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { ArchiveError, LINE_BYTES } from './archive-format.ts'

const NEWLINE = 0x0a

/** The lines of a gzip file, each with its end of line. Memory holds one line. */
export async function* readLines(file: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip()
  // What goes wrong with either is thrown by the loop over what was unpacked.
  pipeline(createReadStream(file), gunzip).catch(() => {})
  try {
    let rest: Buffer[] = []
    let size = 0
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      let from = 0
      for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, at + 1)])
        rest = []
        size = 0
        from = at + 1
      }
      rest.push(chunk.subarray(from))
      size += chunk.length - from
      if (size > LINE_BYTES) throw new ArchiveError('The archive is damaged: it has a line that is far too long.')
    }
    if (size > 0) throw new ArchiveError('The archive is cut off: its last line has no end.')
  } catch (error) {
    throw toArchiveError(error, file)
  } finally {
    gunzip.destroy()
  }
}

function toArchiveError(error: unknown, file: string): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  if (code === 'ENOENT') return new ArchiveError(`There is no file ${file}.`)
  if (code === 'Z_BUF_ERROR') return new ArchiveError('The archive is cut off: its end is missing.')
  if (code?.startsWith('Z_'))
    return new ArchiveError('The archive is damaged, or is no archive: it cannot be unpacked.')
  return error
}
