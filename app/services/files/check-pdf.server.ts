import { inflateSync } from 'node:zlib'
import type { FileRefusal } from '#app/domain/files/file-kind.ts'

/**
 * Names of a PDF (ISO 32000-1) that make it do something, carry another file, or hide its form in a second format.
 * All are too long to turn up by chance among the bytes of a picture.
 */
const active =
  /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|Movie|Sound)(?![A-Za-z0-9])|\/XFA\s*[[\d]/

/** The dictionary of a stream of objects says so; one that says it in another way, by escapes or comments, hides. */
const objectStream = /\/Type\s*\/ObjStm/g
const longestSettings = 4096
/** Each holds some hundred objects where a program wrote it. */
const mostStreams = 2000

/** In all its streams of objects together, unpacked: so many bytes are looked at, and no file of ours needs more. */
const mostUnpacked = 16 * 1024 * 1024

/**
 * Whether a PDF is whole, open to be looked through, and nothing but pages. Names are compared after their escapes
 * (#4a) are undone, in the file itself and in its packed streams of objects.
 */
export function checkPdf(bytes: Buffer): FileRefusal | null {
  // One byte a character, so that places in the text are places in the file.
  const text = bytes.toString('latin1')
  if (!/^%PDF-[12]\.\d/.test(text) || !/%%EOF\s*$/.test(text.slice(-1024))) return 'damaged'
  if (/<(?:script|html|svg|\?php|!doctype)\b/i.test(text.slice(0, 4096))) return 'active'
  const plain = unescapeNames(text)
  if (/\/Encrypt(?![A-Za-z0-9])/.test(plain)) return 'locked'
  if (active.test(plain)) return 'active'
  const streams = count(text, objectStream)
  if (streams > mostStreams) return 'damaged'
  if (count(plain, /\/ObjStm/g) !== streams) return 'active'
  let left = mostUnpacked
  for (const packed of objectStreams(bytes, text)) {
    let unpacked: Buffer
    try {
      unpacked = inflateSync(packed, { maxOutputLength: left })
    } catch {
      return 'damaged'
    }
    left -= unpacked.length
    if (active.test(unescapeNames(unpacked.toString('latin1')))) return 'active'
    if (left <= 0) return 'damaged'
  }
  return null
}

const unescapeNames = (text: string) =>
  text.includes('#')
    ? text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** How often it is there; whatever is past the most that is wanted counts as one more. */
function count(text: string, pattern: RegExp): number {
  let found = 0
  for (const _ of text.matchAll(pattern)) {
    found += 1
    if (found > mostStreams) break
  }
  return found
}

/**
 * The bytes of streams of objects (7.5.7). One that is packed otherwise than by Flate, or changed before it was packed,
 * does not unpack to names here, so it counts as damaged.
 */
function* objectStreams(bytes: Buffer, text: string): Generator<Buffer> {
  let last = 0
  for (const { index } of text.matchAll(objectStream)) {
    const start = /stream\r?\n/g
    start.lastIndex = index
    const begins = start.exec(text)
    const end = begins ? text.indexOf('endstream', begins.index) : -1
    const settings = text.slice(Math.max(last, index - longestSettings), begins?.index)
    const isOwn = index >= last && !/\/Predictor\s+(?!1\b)/.test(settings.slice(settings.lastIndexOf(' obj')))
    // Each stream is looked for once, so that a file of many false ones takes no longer than its length.
    if (!begins || end < 0 || !isOwn) yield Buffer.alloc(0)
    else yield bytes.subarray(begins.index + begins[0].length, end)
    last = Math.max(last, end)
  }
}
