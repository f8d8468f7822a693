import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { buildRecord } from '#app/domain/record/build-record.ts'
import type { MatchingInstance } from '#app/domain/record/matching-instance.ts'
import { pseudonymise } from '#app/domain/record/pseudonymise.ts'
import { type MatchingResult, makeFullCommitment, makePublicBundle } from '#app/domain/record/public-bundle.ts'
import { leafHash, merkleRoot } from '../../../app/verifier/commitment.ts'
import { verifyRecord } from '../../../app/verifier/verify-record.ts'
import { allocate, PROOF } from './engine-record.ts'
import { makeRandom, randomMatching } from './random-instance.ts'
import { rehash } from './rehash.ts'

const SECRET = '5a'.repeat(32)

// biome-ignore lint/suspicious/noExplicitAny: why: a forger changes anything anywhere.
type Anything = any

/** 24 nominees, 12 of them women, 4 with a refugee's papers; two offers with floors, one of them for women. */
function round(): MatchingInstance {
  const units = Array.from({ length: 24 }, (_, i) => ({
    id: `nominee ${i}`,
    preferences: i % 3 === 0 ? ['lab', 'school', 'course'] : ['school', 'course', 'lab'],
    classes: [...(i % 2 ? ['woman'] : []), ...(i % 4 === 0 ? ['LDC'] : []), ...(i % 6 === 0 ? ['refugee'] : [])],
    groups: { country: `country ${i % 5}` },
  }))
  const scores = (salt: number) => Object.fromEntries(units.map(({ id }, i) => [id, (i * 7 + salt) % 5]))
  return {
    kind: 'matching',
    units,
    offers: [
      {
        id: 'school',
        capacity: 6,
        priority: { scores: scores(1) },
        rule: { floors: [{ id: 'w', class: 'woman', seats: 3 }] },
      },
      { id: 'course', capacity: 5, priority: { scores: scores(2) }, rule: { caps: [{ key: 'country', max: 1 }] } },
      {
        id: 'lab',
        capacity: 4,
        priority: units
          .map(unit => unit.id)
          .reverse()
          .slice(2),
      },
    ],
    ties: { seed: PROOF.randomness, round: 'r1', scope: '*' },
  }
}

function publish(instance: MatchingInstance, personalClasses: string[]): Anything {
  const result = allocate(instance) as unknown as MatchingResult
  const shown = makePublicBundle({ instance, result, personalClasses, secret: SECRET })
  const seeded = instance.ties && 'seed' in instance.ties
  const seedProof = seeded ? ({ ...PROOF, source: 'drand-quicknet' } as const) : null
  return structuredClone(buildRecord({ ...shown, seedProof }))
}

const verify = (record: unknown) => verifyRecord(JSON.stringify(record))

test('a public bundle with large classes is checked in full and shows no name and no lower choice', () => {
  const record = publish(pseudonymise(round(), SECRET).instance, ['woman'])
  expect(verify(record)).toMatchObject({ ok: true, withheld: [] })
  const verdict = verify(record)
  expect(verdict.ok && verdict.checked).toContain('not-unit-optimal')
  const text = JSON.stringify(record)
  expect(text).not.toContain('nominee')
  expect(text).not.toMatch(/country \d/)
  for (const unit of record.instance.units) {
    const got = record.result.assignment[unit.id]
    if (got) expect(unit.preferences.at(-1)).toBe(got)
  }
  // A score would tell that a unit listed the offer below what it got.
  for (const { id, priority } of record.instance.offers) {
    const named = Array.isArray(priority) ? priority : Object.keys(priority.scores)
    const listing = record.instance.units.filter((unit: Anything) => unit.preferences.includes(id))
    expect(listing.map((unit: Anything) => unit.id)).toEqual(expect.arrayContaining(named))
  }
})

test('a personal class of fewer than ten is withheld, and the checks that need it are not claimed', () => {
  const instance = round()
  const [school, ...others] = instance.offers
  if (!school) throw new Error('no offer')
  school.rule = { floors: [{ id: 'r', class: 'refugee', seats: 2 }] }
  const record = publish({ ...instance, offers: [school, ...others] }, ['woman', 'refugee'])
  const verdict = verify(record)
  expect(verdict).toMatchObject({ ok: true, withheld: ['refugee'] })
  expect(verdict.ok && verdict.checked).toEqual(expect.arrayContaining(['seed', 'inputHash', 'capacity', 'caps']))
  for (const name of ['floors', 'not-unit-optimal', 'reasons'])
    expect(verdict.ok && verdict.checked).not.toContain(name)
  // Neither a class nor the seat taken tells who is meant.
  for (const unit of record.instance.units) expect(unit.classes).not.toContain('refugee')
  for (const [unit, offer] of Object.entries(record.result.assignment)) {
    expect(unit in record.result.category).toBe(offer !== null && offer !== 'school')
  }
})

test('what can still be checked of a bundle with a withheld class is checked', () => {
  const instance = round()
  const record = publish({ ...instance, offers: instance.offers.map(offer => ({ ...offer })) }, ['refugee'])
  const crowded = structuredClone(record)
  for (const unit of crowded.instance.units.slice(0, 8)) crowded.result.assignment[unit.id] = 'lab'
  expect(verify(rehash(crowded))).toMatchObject({ ok: false, broken: 'capacity' })
})

test('the auditor’s bundle opens every leaf of the complete instance', () => {
  const { instance } = pseudonymise(round(), SECRET)
  const result = allocate(instance)
  const commitment = makeFullCommitment(instance, SECRET)
  const proof = { ...PROOF, source: 'drand-quicknet' } as const
  const record = buildRecord({ instance, result, seedProof: proof, commitment })
  expect(verify(record)).toMatchObject({ ok: true, withheld: [] })
  const published = publish(instance, ['woman'])
  expect(published.commitment.root).toBe(commitment.root)
})

const forgeries: [string, (record: Anything) => void][] = [
  ['another root', ({ commitment }) => Object.assign(commitment, { root: '00'.repeat(32) })],
  ['a leaf left out', ({ commitment }) => commitment.leaves.pop()],
  ['a class changed after the commitment', ({ instance }) => flip(instance.units[5].classes, 'LDC')],
  [
    'a class changed in its leaf as well',
    ({ instance, commitment }) => {
      const unit = instance.units[5]
      flip(unit.classes, 'LDC')
      const leaf = find(commitment, ['class', unit.id, 'LDC'])
      leaf[4] = !leaf[4]
    },
  ],
  ['a group taken away', ({ instance }) => delete instance.units[3].groups.country],
  [
    'a score changed',
    ({ instance }) => {
      const { scores } = instance.offers.find((offer: Anything) => offer.id === 'course').priority
      scores[Object.keys(scores)[0] as string] += 1
    },
  ],
  ['a leaf opened twice', ({ commitment }) => commitment.leaves.push(commitment.leaves.find(Array.isArray))],
  [
    'an opened leaf closed again',
    ({ commitment }) => {
      const at = commitment.leaves.findIndex((leaf: Anything) => leaf[1] === 'class')
      commitment.leaves[at] = leafHash(commitment.leaves[at])
    },
  ],
  [
    'the end of an unmatched unit’s list closed again',
    record => {
      const unit = record.instance.units.find(({ id }: Anything) => record.result.assignment[id] === null)
      const leaf = find(record.commitment, ['list', unit.id, unit.preferences.length])
      record.commitment.leaves[record.commitment.leaves.indexOf(leaf)] = leafHash(leaf)
    },
  ],
  ['a rule changed after the commitment', ({ instance }) => Object.assign(instance.offers[0], { capacity: 9 })],
  ['a class called withheld and shown', ({ commitment }) => commitment.withheld.push('LDC')],
]

function flip(classes: string[], name: string) {
  if (classes.includes(name)) classes.splice(classes.indexOf(name), 1)
  else classes.push(name)
}

function find(commitment: Anything, start: unknown[]) {
  return commitment.leaves.find(
    (leaf: Anything) => Array.isArray(leaf) && start.every((part, i) => leaf[i + 1] === part),
  )
}

test.each(forgeries)('refused as input: %s', (_, forge) => {
  const record = publish(round(), ['woman'])
  forge(record)
  const verdict = verify(rehash(record))
  expect(verdict).toMatchObject({ ok: false })
  // A changed score may show first as a ticket that did not decide.
  expect(['inputHash', 'tickets', 'format']).toContain(verdict.ok ? '' : verdict.broken)
})

test('public bundles of 300 random markets are accepted, whatever the rules', { timeout: 60_000 }, () => {
  let accepted = 0
  for (let seed = 1; accepted < 300; seed++) {
    const instance = randomMatching(makeRandom(seed)) as unknown as MatchingInstance
    if (instance.ties && 'seed' in instance.ties) continue
    if (!allocate(instance).ok) continue
    accepted++
    expect(verify(publish(instance, [])), `seed ${seed}`).toMatchObject({ ok: true })
    expect(verify(publish(instance, ['woman'])), `seed ${seed}`).toMatchObject({ ok: true, withheld: ['woman'] })
  }
})

test('the Merkle root of one, two and three leaves by hand', () => {
  const [a, b, c] = ['aa', 'bb', 'cc'].map(byte => byte.repeat(32)) as [string, string, string]
  const pair = (x: string, y: string) => hash('sha256', Buffer.from(`01${x}${y}`, 'hex'))
  expect(merkleRoot([a])).toBe(a)
  expect(merkleRoot([a, b])).toBe(pair(a, b))
  expect(merkleRoot([a, b, c])).toBe(pair(pair(a, b), c))
  expect(leafHash(['00'.repeat(16), 'class', 'u', 'LDC', true])).toBe(
    hash('sha256', `\0["${'00'.repeat(16)}","class","u","LDC",true]`),
  )
})

test('a refused result makes no record', () => {
  expect(buildRecord({ instance: {}, result: { ok: false, error: 'COUPLE' } })).toMatchObject({ ok: false })
})
