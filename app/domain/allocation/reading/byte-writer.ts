/** Takes bytes as they come; each piece is the receiver's to keep. */
export type ByteSink = { add(bytes: Uint8Array): void }

const encoder = new TextEncoder()

export const utf8 = (text: string): Uint8Array => encoder.encode(text)

/** Texts that are written many times, encoded once and side by side. */
export class EncodedTexts {
  readonly bytes: Uint8Array
  readonly start: Int32Array

  constructor(texts: readonly string[]) {
    this.start = new Int32Array(texts.length + 1)
    const pieces = texts.map(utf8)
    for (const [i, piece] of pieces.entries()) this.start[i + 1] = (this.start[i] as number) + piece.length
    this.bytes = new Uint8Array(this.start[texts.length] as number)
    for (const [i, piece] of pieces.entries()) this.bytes.set(piece, this.start[i])
  }
}

const pieceSize = 1 << 16

/**
 * Puts a long UTF-8 text together from small pieces. Joined as strings, a million pieces cost more than the matching
 * that they tell of.
 */
export class ByteWriter {
  private room = new Uint8Array(pieceSize)
  private size = 0
  private readonly sink: ByteSink

  constructor(sink: ByteSink) {
    this.sink = sink
  }

  text(text: string): void {
    this.bytes(utf8(text))
  }

  bytes(piece: Uint8Array): void {
    this.copy(piece, 0, piece.length)
  }

  encoded({ bytes, start }: EncodedTexts, i: number): void {
    this.copy(bytes, start[i] as number, start[i + 1] as number)
  }

  /** A whole number from 0 on. */
  count(value: number): void {
    if (this.size + 16 > pieceSize) this.flush()
    let digits = 1
    for (let power = 10; power <= value; power *= 10) digits++
    let rest = value
    for (let i = this.size + digits - 1; i >= this.size; i--) {
      const tens = Math.floor(rest / 10)
      this.room[i] = 48 + rest - 10 * tens
      rest = tens
    }
    this.size += digits
  }

  flush(): void {
    if (this.size === 0) return
    this.sink.add(this.room.subarray(0, this.size))
    this.room = new Uint8Array(pieceSize)
    this.size = 0
  }

  private copy(from: Uint8Array, start: number, end: number): void {
    const length = end - start
    if (this.size + length > pieceSize) this.flush()
    if (length > pieceSize) {
      this.sink.add(from.slice(start, end))
      return
    }
    const { room, size } = this
    if (length > 64) room.set(from.subarray(start, end), size)
    else for (let i = 0; i < length; i++) room[size + i] = from[start + i] as number
    this.size = size + length
  }
}
