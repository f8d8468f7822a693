import { expect, test, vi } from 'vitest'
import { canonicalJson } from '#app/domain/allocation/reading/canonical-json.ts'
import { ticket } from '#app/domain/allocation/reading/ties.ts'
import { compareUtf8 } from '#app/domain/allocation/reading/utf8-order.ts'
import { sha256 } from '../../../../cli/sha256.ts'
import { makeDice, randomMarket } from './random-market.ts'
import { run } from './run.ts'

vi.setConfig({ testTimeout: 60_000 })

test('tickets are those of the contract', () => {
  const ties = { seed: '0'.repeat(64), round: 'r1' }
  expect(ticket(sha256, ties, '*', 'u1')).toBe('f2dac47334d773ee5fae295837a2da8dbcfd1b96086a7b264592a9f040299d55')
  expect(ticket(sha256, ties, 'p', 'u1')).toBe('26673644b8db74104c3f2c3893b0083534e22105d9edae0300412ddbf1046589')
})

test('ids go by UTF-8 bytes, keys by UTF-16: the two differ above U+FFFF', () => {
  const ids = ['\u{1f600}', '\ufb01', 'z', '\ud7ff', 'a', 'ab']
  const bytes = [...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  expect([...ids].sort(compareUtf8)).toEqual(bytes)
  expect(canonicalJson({ '\u{1f600}': 1, '\ufb01': 2 })).toBe('{"\u{1f600}":1,"\ufb01":2}')
})

test('RFC 8785, section 3.2.3: keys of its sorting example', () => {
  const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 }
  expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}')
})

const sorted = (ids: string[]) => [...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))

/** The hashed form of a matching instance, put together word by word from rules 11 and 18. */
function formOf(market: ReturnType<typeof randomMarket>) {
  const byId = <T extends { id: string }>(rows: T[]) =>
    sorted(rows.map(row => row.id)).map(id => rows.find(row => row.id === id) as T)
  return {
    ...market,
    units: byId(market.units).map(unit => ({
      groups: {},
      size: 1,
      ...unit,
      classes: sorted(unit.classes ?? []),
    })),
    offers: byId(market.offers).map(offer => ({
      ...offer,
      ...(offer.rule && {
        rule: {
          mode: 'min-guarantee',
          floors: [],
          shares: [],
          unfilled: 'revert',
          counting: 'one-to-one',
          ...offer.rule,
          caps: [...(offer.rule.caps ?? [])].sort((a, b) => (a.key < b.key ? -1 : 1)),
        },
      }),
    })),
    ...(market.pools && { pools: byId(market.pools).map(pool => ({ ...pool, offers: sorted(pool.offers) })) }),
  }
}

test('inputHash and resultHash are those of the plain RFC 8785 texts', () => {
  const dice = makeDice(5)
  let checked = 0
  while (checked < 200) {
    const market = randomMarket(dice, { units: dice.below(12), offers: dice.below(11), maxCapacity: 3 })
    // Some names that sort differently by bytes, by UTF-16 and by number.
    const strange = new Map([
      ['u1', '\u{1f600}'],
      ['u2', '\ufb01'],
      ['u3', '10'],
      ['u4', '9'],
      ['o1', '\u{10000}'],
      ['o2', '\uffee'],
    ])
    const renamed = JSON.parse(JSON.stringify(market), (_, value) => {
      if (typeof value === 'string') return strange.get(value) ?? value
      if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [strange.get(key) ?? key, item]))
    })
    const result = run(renamed)
    if (!result.ok) continue
    checked++
    expect(result.inputHash).toBe(sha256.hex(canonicalJson(formOf(renamed) as never)))
    const { inputHash: _in, resultHash, ...rest } = result
    expect(resultHash).toBe(sha256.hex(canonicalJson(rest)))
  }
})

test('inputHash of the other kinds has defaults filled in, money as text, and sorted lists', () => {
  const form = (value: object) => sha256.hex(canonicalJson(value as never))
  expect(
    run({
      kind: 'funding',
      budget: 9,
      requests: [
        { id: 'b', ask: 2, score: 1, classes: ['z', 'a'] },
        { id: 'a', ask: '3', least: 1, score: 2 },
      ],
    }).inputHash,
  ).toBe(
    form({
      kind: 'funding',
      budget: '9',
      fill: 'skip',
      envelopes: [],
      requests: [
        { id: 'a', ask: '3', least: '1', score: 2, classes: [] },
        { id: 'b', ask: '2', least: '2', score: 1, classes: ['a', 'z'] },
      ],
    }),
  )
  expect(
    run({
      kind: 'equal-shares',
      budget: 9,
      projects: [
        { id: 'q', cost: 2 },
        { id: 'p', cost: '3' },
      ],
      ballots: [{ id: 'v', approves: ['q', 'p'] }],
    }).inputHash,
  ).toBe(
    form({
      kind: 'equal-shares',
      budget: '9',
      utility: 'cost',
      completion: 'none',
      projects: [
        { id: 'p', cost: '3' },
        { id: 'q', cost: '2' },
      ],
      ballots: [{ id: 'v', approves: ['p', 'q'], count: 1 }],
    }),
  )
  const calls = { kind: 'call-order', order: ['b', 'a'], shares: [{ class: 'L', percent: 5 }] }
  expect(run(calls).inputHash).toBe(form(calls))
  expect(run({ ...calls, classes: { b: ['z', 'a'] } }).inputHash).toBe(form({ ...calls, classes: { b: ['a', 'z'] } }))
})

test('resultHash of every kind leaves out the two hashes alone', () => {
  const instances = [
    { kind: 'funding', budget: '9007199254740993', requests: [{ id: 'a', ask: 2, score: 1 }] },
    { kind: 'equal-shares', budget: 9, projects: [{ id: 'p', cost: 3 }], ballots: [{ id: 'v', approves: ['p'] }] },
    { kind: 'call-order', order: ['b', 'a'], shares: [{ class: 'L', percent: 5 }] },
  ]
  for (const instance of instances) {
    const { inputHash: _in, resultHash, ...rest } = run(instance)
    expect(resultHash).toBe(sha256.hex(canonicalJson(rest)))
  }
})
