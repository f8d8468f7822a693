import { createHash } from 'node:crypto'

/** The namespace of all names of imported rows; never change it, or every record gets another key. */
const namespace = Buffer.from('5f1d7d0e6b1c4a5e9a8e2f6f0a7c3b21', 'hex')

/** The same name gives the same UUID on every machine (RFC 9562, version 5). */
export function uuidV5(name: string): string {
  const bytes = createHash('sha1').update(namespace).update(name.normalize('NFC')).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
