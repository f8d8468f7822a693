import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { AuthError } from './auth-error.ts'

/** OWASP's least for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 }
/** At once, 19 MiB each: two of libuv's four threads, so that files and names are still read. */
const AT_ONCE = 2
/** In line; past it the request is refused, as waiting would take longer than anybody waits. */
const WAITING = 100
const TAG_BYTES = 32

const derive = promisify(argon2)
const waiting: (() => void)[] = []
let running = 0

/** As a PHC string, which Supabase Auth reads too. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await deriveTag(password, salt, COST, TAG_BYTES)
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${toText(salt)}$${toText(tag)}`
}

/** False for an unknown account (null) and for a hash of another kind, after the same work. */
export async function isPassword(password: string, phc: string | null): Promise<boolean> {
  const [, m, t, p, salt, tag] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(phc ?? '') ?? []
  if (m === undefined || t === undefined || p === undefined || salt === undefined || tag === undefined) {
    await deriveTag(password, Buffer.alloc(16), COST, TAG_BYTES)
    return false
  }
  const wanted = Buffer.from(tag, 'base64')
  const cost = { memory: Number(m), passes: Number(t), parallelism: Number(p) }
  return timingSafeEqual(await deriveTag(password, Buffer.from(salt, 'base64'), cost, wanted.length), wanted)
}

const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '')

/** Off the event loop and in line. Two ways to type one letter are one password (NIST SP 800-63B-4, 3.1.1.2). */
async function deriveTag(password: string, nonce: Buffer, cost: typeof COST, tagLength: number): Promise<Buffer> {
  if (waiting.length >= WAITING) {
    throw new AuthError(429, 'over_request_rate_limit', 'Request rate limit reached')
  }
  if (running >= AT_ONCE) await new Promise<void>(resolve => waiting.push(resolve))
  else running += 1
  try {
    return await derive('argon2id', { message: password.normalize('NFC'), nonce, tagLength, ...cost })
  } finally {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}
