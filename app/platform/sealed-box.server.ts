import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

const ivBytes = 12
const tagBytes = 16

/** What the holder of a key is called where the key itself must not be known. */
export const nameOfKey = (key: Buffer): string => createHmac('sha256', key).update('imarika browser').digest('hex')

/** Seals a text with AES-256-GCM; `label` must be named again to open it. In base64: nonce, tag, text. */
export function seal(key: Buffer, label: string, text: string): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(label))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Null where the key or the label is another, or a byte was changed. */
export function unseal(key: Buffer, label: string, box: string): string | null {
  const bytes = Buffer.from(box, 'base64')
  const [iv, tag] = [bytes.subarray(0, ivBytes), bytes.subarray(ivBytes, ivBytes + tagBytes)]
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(label)).setAuthTag(tag)
    const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()])
    return text.toString('utf8')
  } catch {
    return null
  }
}
