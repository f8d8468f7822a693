import { generateKeyPairSync, type JsonWebKey, randomUUID } from 'node:crypto'

/** A key pair for ES256 (RFC 7518, section 3.4), both halves as JSON Web Keys. */
export type SigningKey = { kid: string; privateJwk: JsonWebKey; publicJwk: JsonWebKey }

export function createSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    kid: randomUUID(),
    privateJwk: privateKey.export({ format: 'jwk' }),
    publicJwk: publicKey.export({ format: 'jwk' }),
  }
}
