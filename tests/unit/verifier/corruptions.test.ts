import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { verifyRecord } from '../../../app/verifier/verify-record.ts'
import { allocate, makeRecord, PROOF } from './engine-record.ts'
import { rehash } from './rehash.ts'

// P19: records that are true, and forgeries of them whose hashes fit again.

const seeded = { seed: PROOF.randomness, round: 'r1', scope: '*' }

/** Two stable matchings: units get their first choices, or the offers get theirs (O1 with two sides of three). */
const twoStable = {
  kind: 'matching',
  units: [
    { id: 'a', preferences: ['A', 'B', 'C'] },
    { id: 'b', preferences: ['B', 'C', 'A'] },
    { id: 'c', preferences: ['C', 'A', 'B'] },
  ],
  offers: [
    { id: 'A', capacity: 1, priority: ['b', 'c', 'a'] },
    { id: 'B', capacity: 1, priority: ['c', 'a', 'b'] },
    { id: 'C', capacity: 1, priority: ['a', 'b', 'c'] },
  ],
}

const seats = {
  kind: 'matching',
  units: [
    { id: 'u1', preferences: ['p', 'q'], classes: ['LDC'], groups: { country: 'KE' } },
    { id: 'u2', preferences: ['p', 'q'], groups: { country: 'BR' } },
    { id: 'u3', preferences: ['p', 'q'], groups: { country: 'BR' } },
    { id: 'u4', preferences: ['p'], groups: { country: 'BR' } },
    { id: 'u5', preferences: ['p', 'q'], groups: { country: 'IN' } },
    { id: 'u6', preferences: ['q', 'p'], groups: { country: 'IN' } },
    { id: 'u7', preferences: ['q'], groups: { country: 'IN' } },
  ],
  offers: [
    {
      id: 'p',
      capacity: 3,
      priority: { scores: { u1: 100, u2: 900, u3: 800, u4: 850, u5: 500, u6: 400 } },
      rule: { floors: [{ id: 'least-developed', class: 'LDC', seats: 1 }], caps: [{ key: 'country', max: 1 }] },
    },
    { id: 'q', capacity: 2, priority: { scores: { u1: 500, u2: 500, u3: 500, u6: 500, u7: 500 } } },
  ],
  ties: seeded,
}

const money = {
  kind: 'funding',
  budget: 500,
  envelopes: [{ id: 'ldc', class: 'LDC', amount: 100 }],
  requests: [
    { id: 'a', ask: 100, least: 80, score: 10, classes: ['LDC'] },
    { id: 'b', ask: 300, least: 200, score: 50 },
    { id: 'c', ask: 300, least: 200, score: 50 },
  ],
  ties: seeded,
}

const shares = {
  kind: 'equal-shares',
  budget: 2500,
  projects: [
    { id: '1', cost: 600 },
    { id: '2', cost: 800 },
    { id: '4', cost: 1400 },
    { id: '5', cost: 1000 },
    { id: '7', cost: 1200 },
  ],
  ballots: ['124', '12', '245', '57', '147', '17', '5', '4', '245', '45'].map((approves, i) => ({
    id: `b${i}`,
    approves: [...approves],
  })),
  completion: 'add1',
}

const calls = {
  kind: 'call-order',
  order: ['C1', 'C2', 'B1', 'C3', 'C4', 'B2'],
  shares: [{ class: 'B', percent: 25 }],
  classes: { B1: ['B'], B2: ['B'] },
}

// biome-ignore lint/suspicious/noExplicitAny: why: a forger changes anything anywhere.
type Anything = any

function honest(instance: { kind: string; ties?: unknown }): Anything {
  return structuredClone(makeRecord(instance, allocate(instance)))
}

const verify = (record: unknown) => verifyRecord(JSON.stringify(record))

test.each([
  ['twoStable', twoStable],
  ['seats', seats],
  ['money', money],
  ['shares', shares],
  ['calls', calls],
])('the true record %s is accepted', (_, instance) => {
  expect(verify(honest(instance))).toMatchObject({ ok: true, withheld: [] })
})

test('the seats of the example are the ones worked out by hand', () => {
  // p: u1 by the floor; then u2 (BR), u4 and u3 are over the cap of one a country, u5 (IN) third. q: u6 and u7 first
  // choice, u3 second; all have 500, so tickets decide.
  const { assignment, category } = honest(seats).result
  expect(assignment).toMatchObject({ u1: 'p', u2: 'p', u5: 'p', u4: null })
  expect(category).toMatchObject({ u1: 'least-developed', u2: 'open', u5: 'open' })
})

const forgeries: [string, { kind: string; ties?: unknown }, (record: Anything) => void, string[]][] = [
  [
    'another stable matching, the best for the offers',
    twoStable,
    ({ result }) => {
      result.assignment = { a: 'C', b: 'A', c: 'B' }
      for (const [unit, offer] of Object.entries(result.assignment)) {
        for (const other of ['A', 'B', 'C']) result.reasons[unit][other].code = 'BELOW_CUTOFF'
        result.reasons[unit][offer as string].code = 'ASSIGNED'
      }
    },
    ['not-unit-optimal'],
  ],
  [
    'two units changed places',
    twoStable,
    ({ result }) => {
      result.assignment = { a: 'B', b: 'A', c: 'C' }
    },
    ['blocking-pair'],
  ],
  [
    'a seat left empty that somebody wanted',
    {
      kind: 'matching',
      units: [{ id: 'a', preferences: ['A'] }],
      offers: [{ id: 'A', capacity: 1, priority: ['a'] }],
    } as { kind: string },
    ({ result }) => {
      result.assignment.a = null
      delete result.category.a
    },
    ['non-wasteful'],
  ],
  [
    'a seat more than there are',
    seats,
    ({ result }) => {
      result.assignment.u4 = 'p'
      result.category.u4 = 'open'
    },
    ['capacity'],
  ],
  [
    'an offer that the unit did not list',
    twoStable,
    record => {
      record.instance.units[0].preferences = ['B', 'C']
      delete record.result.reasons.a.A
    },
    ['acceptable'],
  ],
  [
    'a second seat for one country',
    seats,
    ({ result }) => {
      result.assignment.u4 = 'p'
      result.category.u4 = 'open'
      result.assignment.u5 = null
      delete result.category.u5
    },
    ['caps'],
  ],
  [
    'a floor seat for somebody outside the class',
    seats,
    ({ result }) => {
      result.category.u2 = 'least-developed'
      result.category.u1 = 'open'
    },
    ['floors'],
  ],
  [
    'a floor seat called open',
    seats,
    ({ result }) => {
      result.category.u1 = 'open'
    },
    ['floors'],
  ],
  [
    'a unit of the floor class sent away',
    seats,
    ({ result }) => {
      result.assignment.u1 = null
      delete result.category.u1
    },
    ['floors'],
  ],
  [
    'a changed reason',
    seats,
    ({ result }) => {
      result.reasons.u4.p.code = 'BELOW_CUTOFF'
    },
    ['reasons'],
  ],
  [
    'a reason for an offer not listed',
    seats,
    ({ result }) => {
      result.reasons.u7.p = { code: 'INELIGIBLE' }
    },
    ['reasons'],
  ],
  [
    'a seed swapped after the close',
    seats,
    ({ instance, seedProof }) => {
      instance.ties.seed = 'ab'.repeat(32)
      seedProof.randomness = instance.ties.seed
    },
    ['seed'],
  ],
  [
    'a seed that is not the randomness of the round',
    seats,
    ({ instance }) => {
      instance.ties.seed = 'ab'.repeat(32)
    },
    ['seed'],
  ],
  [
    'a round that was signed before the close',
    seats,
    ({ seedProof }) => {
      seedProof.closedAt = '2023-08-23T16:00:00Z'
    },
    ['seed'],
  ],
  [
    'the signature of another round',
    seats,
    ({ seedProof }) => {
      seedProof.round = 1001
    },
    ['seed'],
  ],
  [
    'a seed without proof',
    seats,
    record => {
      record.seedProof = null
    },
    ['seed'],
  ],
  [
    'a changed ticket order',
    money,
    record => {
      const { awards } = record.result
      ;[awards.b, awards.c] = [awards.c, awards.b]
      for (const line of record.result.log) line.request = line.request === 'b' ? 'c' : line.request === 'c' ? 'b' : 'a'
    },
    ['tickets'],
  ],
  [
    'a changed order of ties',
    { ...money, ties: { order: ['a', 'b', 'c'] } },
    ({ instance }) => {
      instance.ties.order = ['a', 'c', 'b']
    },
    ['tickets'],
  ],
  [
    'a moved balance',
    money,
    ({ result }) => {
      result.left = Number(result.left) + 10
    },
    ['funding-balance'],
  ],
  [
    'a balance moved inside the log',
    money,
    ({ result }) => {
      result.log[0].before = Number(result.log[0].before) - 1
    },
    ['funding-balance'],
  ],
  [
    'money moved from one award to another',
    money,
    ({ result }) => {
      result.awards.a = Number(result.awards.a) - 1
      result.awards.b = Number(result.awards.b) + 1
    },
    ['funding-balance', 'tickets'],
  ],
  [
    'an outcome that satisfies P16 but is not the rule’s',
    { ...shares, completion: 'none' } as { kind: string },
    ({ result }) => {
      // O27: the rule buys {4}. {5} for 1000 is affordable as well, paid by its five supporters who hold 250 each.
      result.winners = ['5']
      result.cost = 1000
      result.payments = { 5: Object.fromEntries([2, 3, 6, 8, 9].map(i => [`b${i}`, '200'])) }
    },
    ['equal-shares-step'],
  ],
  [
    'a winner left out',
    shares,
    ({ result }) => {
      result.winners = ['4']
      result.cost = 1400
      delete result.payments[1]
    },
    ['equal-shares-step'],
  ],
  [
    'a cost that is not the sum',
    shares,
    ({ result }) => {
      result.cost = 2001
    },
    ['equal-shares-step'],
  ],
  [
    'a payment moved from one voter to another',
    shares,
    ({ result }) => {
      const [first, second] = Object.keys(result.payments[4]) as [string, string]
      result.payments[4] = { ...result.payments[4], [first]: '1', [second]: '2' }
    },
    ['equal-shares-payments'],
  ],
  [
    'two of the same class called in another order',
    calls,
    ({ result }) => {
      const [first, ...rest] = result.order
      result.order = [rest[0], first, ...rest.slice(1)]
    },
    ['call-order'],
  ],
  [
    'a link that is no hash',
    calls,
    record => {
      record.previous = 'the record before'
    },
    ['previous'],
  ],
]

test.each(forgeries)('refused with a true fault: %s', (_, instance, forge, faults) => {
  const record = honest(instance)
  forge(record)
  const verdict = verify(rehash(record))
  expect(verdict).toMatchObject({ ok: false })
  expect(faults).toContain(verdict.ok ? '' : verdict.broken)
})

test('what is changed without new hashes is refused by the hash', () => {
  const changedInput = honest(seats)
  changedInput.instance.offers[1].capacity = 3
  expect(verify(changedInput)).toMatchObject({ ok: false, broken: 'inputHash' })
  const changedResult = honest(twoStable)
  changedResult.result.reasons.a.A.note = 'kindly'
  expect(verify(changedResult)).toMatchObject({ ok: false, broken: 'resultHash' })
})

test('further keys in a reason are for people and may stand there', () => {
  const record = honest(twoStable)
  record.result.reasons.a.A.note = 'kindly'
  expect(verify(rehash(record))).toMatchObject({ ok: true })
})

test.each([
  ['an unknown key', (record: Anything) => Object.assign(record, { note: 1 })],
  ['a missing key', (record: Anything) => delete record.codeHash],
  ['another version', (record: Anything) => Object.assign(record, { version: 2 })],
  ['an unknown key in the instance', (record: Anything) => Object.assign(record.instance, { seed: 1 })],
  ['a missing unit', (record: Anything) => delete record.result.assignment.a],
  ['a refused result', (record: Anything) => Object.assign(record, { result: { ok: false, error: 'NO_GUARANTEE' } })],
  ['a result of another kind', (record: Anything) => Object.assign(record.result, { kind: 'funding' })],
  ['a commitment of the wrong form', (record: Anything) => Object.assign(record, { commitment: { root: '' } })],
  ['a seed proof of the wrong form', (record: Anything) => Object.assign(record, { seedProof: {} })],
])('no record: %s', (_, spoil) => {
  const record = honest(twoStable)
  spoil(record)
  expect(verify(record)).toMatchObject({ ok: false, broken: 'format' })
})

test('no record: text that is no JSON, and a key given twice', () => {
  for (const text of ['', '{', 'null', '[]', '{"version":1,"version":1}']) {
    expect(verifyRecord(text)).toMatchObject({ ok: false, broken: 'format' })
  }
})

test('the link to the record before is recomputed when that record is at hand', () => {
  const before = JSON.stringify(honest(calls))
  const record = honest(twoStable)
  // SHA-256 of the RFC 8785 form, by another way: the keys of this record sorted by JSON.parse and a replacer.
  const sorted = (value: Anything): Anything =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.keys(value)
            .sort()
            .map(key => [key, sorted(value[key])]),
        )
      : Array.isArray(value)
        ? value.map(sorted)
        : value
  record.previous = hash('sha256', JSON.stringify(sorted(JSON.parse(before))))
  expect(verifyRecord(JSON.stringify(record), before)).toMatchObject({ ok: true })
  const alone = verifyRecord(JSON.stringify(record))
  expect(alone.ok && alone.checked).not.toContain('previous')
  const other = before.replace('"codeHash":null', '"codeHash":"x"')
  expect(verifyRecord(JSON.stringify(record), other)).toMatchObject({ ok: false, broken: 'previous' })
})
