import { expect, test } from 'vitest'
import { whoMayTake } from '#app/domain/applications/who-may-take.ts'

const real = { ref: 'khartoum', role: 'owner', origin: 'imported' }
const invented = { ref: 'delta', role: 'editor', origin: 'demonstration' }
const reader = { ref: 'juba', role: 'viewer', origin: 'platform' }
const offer = { provider: { ref: 'ministry' }, origin: 'platform' }
const inventedOffer = { ...offer, origin: 'demonstration' }

test.each([
  ['nobody', [], offer, [], 'no_organisation'],
  ['a viewer', [reader], offer, [], 'role'],
  ['the provider', [{ ...real, ref: 'ministry' }], offer, [], 'own_offer'],
  ['a real one before an invented offer', [reader, real], inventedOffer, [], 'demonstration_offer'],
  ['an invented one before a real offer', [invented], offer, [], 'demonstration_organisation'],
  ['both before a real offer', [invented, real], offer, [real], null],
  ['both before an invented offer', [invented, real], inventedOffer, [invented], null],
])('%s', (_, mine, of, able, whyNobody) => {
  expect(whoMayTake(mine, of)).toEqual({ mine: able, whyNobody })
})
