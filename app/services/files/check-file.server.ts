import { fileTypeFromBuffer } from 'file-type'
import { hasAt } from '#app/domain/files/bytes.ts'
import { checkText } from '#app/domain/files/check-text.ts'
import { cleanFileName, nameForKind, splitName } from '#app/domain/files/clean-file-name.ts'
import { type FileKind, type FileRefusal, mostFileBytes, mostPixels } from '#app/domain/files/file-kind.ts'
import { type ReadImage, readJpeg, readPng, readWebp } from '#app/domain/files/image-size.ts'
import { checkPdf } from './check-pdf.server.ts'

export type FileVerdict = { ok: true; kind: FileKind; name: string } | { ok: false; reason: FileRefusal }

/** How the files begin that are looked into further; with any other beginning a file is text or nothing. */
const beginnings: [kind: FileKind, begins: (bytes: Uint8Array) => boolean][] = [
  ['application/pdf', bytes => hasAt(bytes, 0, '%PDF-')],
  ['image/png', bytes => hasAt(bytes, 0, '\x89PNG\r\n\x1a\n')],
  ['image/jpeg', bytes => hasAt(bytes, 0, '\xff\xd8\xff')],
  ['image/webp', bytes => hasAt(bytes, 0, 'RIFF') && hasAt(bytes, 8, 'WEBP')],
]

const images: Partial<Record<FileKind, ReadImage>> = {
  'image/png': readPng,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
}

/** Enough for the library to tell a type, and so little that nothing can be unpacked from it at length. */
const headBytes = 4100

/** A test file that every scanner of viruses knows, in two halves so that none takes this one for it. */
const testVirus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/**
 * Decides whether a file is taken: by its content, never by what its sender calls it, and then only where its name
 * agrees. A file is one thing alone: what also reads as something else is refused.
 */
export async function checkFile(bytes: Buffer, givenName: string): Promise<FileVerdict> {
  if (bytes.length === 0) return refuse('empty')
  if (bytes.length > mostFileBytes) return refuse('too_large')
  if (bytes.includes(testVirus, 0, 'latin1')) return refuse('malware')
  const name = cleanFileName(givenName)
  const kind = await kindOf(bytes, name)
  if (kind === null) return refuse('type_not_allowed')
  const named = nameForKind(name, kind)
  if (named === null) return refuse('name_differs')
  const reason = checkContent(bytes, kind)
  return reason === null ? { ok: true, kind, name: named } : refuse(reason)
}

const refuse = (reason: FileRefusal): FileVerdict => ({ ok: false, reason })

/** Two opinions on what has a beginning of its own; text has none, and is told apart by its name. */
async function kindOf(bytes: Buffer, name: string): Promise<FileKind | null> {
  const head = bytes.subarray(0, headBytes)
  const kind = beginnings.find(([, begins]) => begins(head))?.[0]
  if (kind) return (await fileTypeFromBuffer(head))?.mime === kind ? kind : null
  const ending = splitName(name).ending.toLowerCase()
  return ending === 'txt' ? 'text/plain' : ending === 'csv' ? 'text/csv' : null
}

function checkContent(bytes: Buffer, kind: FileKind): FileRefusal | null {
  if (kind === 'text/plain' || kind === 'text/csv') return checkText(bytes, kind)
  if (isArchiveToo(bytes)) return 'active'
  if (kind === 'application/pdf') return checkPdf(bytes)
  if (/<(?:script|html|svg|iframe|\?php|!doctype)\b|%PDF-/i.test(bytes.toString('latin1'))) return 'active'
  const size = images[kind]?.(bytes) ?? null
  if (size === null) return 'damaged'
  return size.width * size.height > mostPixels ? 'image_too_large' : null
}

/** Archives are read from their end (ZIP, APPNOTE 4.3.16): behind an image or a PDF one would be a second file. */
function isArchiveToo(bytes: Buffer): boolean {
  return (
    bytes.includes('PK\x05\x06', Math.max(0, bytes.length - 65_557), 'latin1') ||
    bytes.includes('Rar!\x1a\x07', 0, 'latin1')
  )
}
