import { bigEndian, hasAt, littleEndian } from './bytes.ts'

export type ImageSize = { width: number; height: number }

/**
 * The size that an image's header names, without decoding it; null where the file is not whole and nothing but the
 * image: what follows its end would be a second file for whoever reads from the back.
 */
export type ReadImage = (bytes: Uint8Array) => ImageSize | null

/** PNG (W3C, third edition): chunks from IHDR to IEND, none of them longer than the file. */
export const readPng: ReadImage = bytes => {
  if (!hasAt(bytes, 0, '\x89PNG\r\n\x1a\n') || !hasAt(bytes, 12, 'IHDR')) return null
  const size = { width: bigEndian(bytes, 16, 4), height: bigEndian(bytes, 20, 4) }
  let hasData = false
  for (let at = 8; at < bytes.length; ) {
    const length = bigEndian(bytes, at, 4)
    const end = at + 12 + length
    if (Number.isNaN(length) || end > bytes.length) return null
    if (hasAt(bytes, at + 4, 'IDAT')) hasData = true
    if (hasAt(bytes, at + 4, 'IEND')) return length === 0 && end === bytes.length && hasData ? positive(size) : null
    at = end
  }
  return null
}

/** Frame headers of JPEG (ITU-T T.81, table B.1): SOF0 to SOF15 without DHT, JPG and DAC. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** As many images as cameras put into one file: the picture, its preview, its depths. */
const mostImages = 16

/**
 * JPEG: segments to the start of the scan, which must end with EOI. Behind the first image cameras put further ones
 * (CIPA DC-007); so what follows must be a JPEG again, or padding. The size is that of the first.
 */
export const readJpeg: ReadImage = bytes => {
  let first: ImageSize | null = null
  let at = 0
  for (let count = 0; count < mostImages; count += 1) {
    const image = readOneJpeg(bytes, at)
    if (image === null) return null
    first ??= image.size
    at = skipPadding(bytes, image.end)
    if (at === bytes.length) return positive(first)
  }
  return null
}

function readOneJpeg(bytes: Uint8Array, start: number): { size: ImageSize; end: number } | null {
  if (!hasAt(bytes, start, '\xff\xd8\xff')) return null
  let size: ImageSize | null = null
  let at = start + 2
  for (;;) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) return size && { size, end: at + 2 }
    const length = bigEndian(bytes, at + 2, 2)
    if (!(length >= 2) || at + 2 + length > bytes.length) return null
    if (isFrame(marker)) size ??= { height: bigEndian(bytes, at + 5, 2), width: bigEndian(bytes, at + 7, 2) }
    at += 2 + length
    if (marker === 0xda) at = nextMarker(bytes, at)
  }
}

function skipPadding(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && (bytes[at] === 0 || (bytes[at] === 0xff && bytes[at + 1] !== 0xd8))) at += 1
  return at
}

/** Within a scan FF 00 is a byte of it and FF D0 to FF D7 begin its next part. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = from; ; ) {
    at = bytes.indexOf(0xff, at)
    if (at < 0) return bytes.length
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
    at += next === 0xff ? 1 : 2
  }
}

/** WebP (RFC 9649): one RIFF as long as the file, its first chunk one of three. */
export const readWebp: ReadImage = bytes => {
  if (!hasAt(bytes, 0, 'RIFF') || !hasAt(bytes, 8, 'WEBP')) return null
  if (littleEndian(bytes, 4, 4) + 8 !== bytes.length || bytes.length < 30) return null
  for (let at = 12; at < bytes.length; ) {
    const length = littleEndian(bytes, at + 4, 4)
    if (Number.isNaN(length) || at + 8 + length > bytes.length) return null
    at += 8 + length + (length % 2)
    if (at > bytes.length) return null
  }
  if (hasAt(bytes, 12, 'VP8X'))
    return positive({ width: littleEndian(bytes, 24, 3) + 1, height: littleEndian(bytes, 27, 3) + 1 })
  if (hasAt(bytes, 12, 'VP8L') && bytes[20] === 0x2f) {
    const bits = littleEndian(bytes, 21, 4)
    return positive({ width: (bits % 2 ** 14) + 1, height: (Math.floor(bits / 2 ** 14) % 2 ** 14) + 1 })
  }
  if (hasAt(bytes, 12, 'VP8 ') && hasAt(bytes, 23, '\x9d\x01\x2a'))
    return positive({ width: littleEndian(bytes, 26, 2) % 2 ** 14, height: littleEndian(bytes, 28, 2) % 2 ** 14 })
  return null
}

const positive = (size: ImageSize): ImageSize | null => (size.width > 0 && size.height > 0 ? size : null)
