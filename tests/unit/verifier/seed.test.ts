import { hash } from 'node:crypto'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSignedRound, QUICKNET, randomnessOf, roundTime, unixSeconds } from '../../../app/verifier/drand.ts'
import { isShortSignature } from '../../../app/verifier/short-signature.ts'
import { ticketOf } from '../../../app/verifier/ties.ts'

// Published rounds of quicknet: 123 stands in the documentation of drand-verify, 1000 in several clients' tests, 657413
// in the documentation of its Python binding.
const published = [
  {
    round: 123,
    signature: 'b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92',
  },
  {
    round: 1000,
    signature: 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
    randomness: 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd',
  },
  {
    round: 657_413,
    signature: 'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b',
    randomness: 'fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587',
  },
]

test.each(published)('round $round of quicknet is signed by the key in the code, and no other round is', round => {
  expect(isSignedRound(round.round, round.signature)).toBe(true)
  expect(isSignedRound(round.round + 1, round.signature)).toBe(false)
  if (round.randomness) expect(randomnessOf(round.signature)).toBe(round.randomness)
})

test('what is no signature is refused without an error', () => {
  const { signature } = published[1] as (typeof published)[0]
  const infinity = `c0${'00'.repeat(47)}`
  const flipped = (signature.startsWith('b') ? '9' : 'b') + signature.slice(1)
  // x = 4 lies on the curve, outside the group of prime order.
  const outside = `80${'00'.repeat(46)}04`
  for (const wrong of ['', signature.toUpperCase(), signature.slice(2), infinity, flipped, outside, 'ff'.repeat(48)]) {
    expect(isSignedRound(1000, wrong)).toBe(false)
  }
  for (const round of [0, -1, 1.5, 2 ** 60]) expect(isSignedRound(round, signature)).toBe(false)
})

test('the chain hash in the code is that of the key, the genesis and the period in the code', () => {
  const head = Buffer.alloc(12)
  head.writeUInt32BE(QUICKNET.periodSeconds, 0)
  head.writeBigUInt64BE(BigInt(QUICKNET.genesisUnix), 4)
  const bytes = Buffer.concat([
    head,
    Buffer.from(QUICKNET.publicKey, 'hex'),
    Buffer.from(QUICKNET.groupHash, 'hex'),
    Buffer.from(QUICKNET.id),
  ])
  expect(hash('sha256', bytes)).toBe(QUICKNET.chainHash)
})

test('the small curve agrees with the ready-made one on signatures of random keys', { timeout: 30_000 }, () => {
  const { shortSignatures: ready } = bls12_381
  const domain = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
  fc.assert(
    fc.property(bytes(48), fc.uint8Array({ maxLength: 40 }), fc.boolean(), (seed, message, spoil) => {
      const { secretKey, publicKey } = ready.keygen(seed)
      const hashed = ready.hash(message, domain)
      const signature = ready.sign(hashed, secretKey).toBytes()
      const said = spoil ? Uint8Array.of(...message, 1) : message
      const key = publicKey.toBytes()
      expect(isShortSignature(signature, said, key, domain)).toBe(!spoil)
      expect(ready.verify(signature, ready.hash(said, domain), key)).toBe(!spoil)
    }),
    { numRuns: 6, seed: 5 },
  )
})

test('instants are read as RFC 3339 and nothing else', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }), date => {
      expect(unixSeconds(date.toISOString())).toBeCloseTo(date.getTime() / 1000, 3)
    }),
    { seed: 5 },
  )
  expect(unixSeconds('2026-03-01T01:30:00+05:45')).toBe(Date.parse('2026-03-01T01:30:00+05:45') / 1000)
  expect(unixSeconds('2024-02-29T00:00:00Z')).toBe(Date.parse('2024-02-29T00:00:00Z') / 1000)
  for (const text of [
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01',
    '2026-01-01T00:00:00',
    'soon',
    '',
  ]) {
    expect(unixSeconds(text)).toBeNull()
  }
})

test('round 1 comes with the genesis and one more every three seconds', () => {
  expect(roundTime(1)).toBe(1_692_803_367)
  expect(roundTime(1000)).toBe(unixSeconds('2023-08-23T15:59:24Z'))
})

test('the two tickets of the contract', () => {
  const ties = { seed: '0'.repeat(64), round: 'r1' }
  expect(ticketOf(ties, '*', 'u1')).toBe('f2dac47334d773ee5fae295837a2da8dbcfd1b96086a7b264592a9f040299d55')
  expect(ticketOf(ties, 'p', 'u1')).toBe('26673644b8db74104c3f2c3893b0083534e22105d9edae0300412ddbf1046589')
})
