import { argon2 } from 'node:crypto'
import { promisify } from 'node:util'

const argon2Async = promisify(argon2)

/** The least that OWASP's Password Storage Cheat Sheet asks of argon2id; a code has 50 bits besides. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/** A recovery code as it is kept: argon2id with the salt of its set (32 hexadecimal digits), as 64 hexadecimal digits. */
export async function hashRecoveryCode(code: string, salt: string): Promise<string> {
  const hash = await argon2Async('argon2id', { message: code, nonce: Buffer.from(salt, 'hex'), ...cost })
  return hash.toString('hex')
}
