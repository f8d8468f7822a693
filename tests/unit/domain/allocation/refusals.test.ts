import { expect, test, vi } from 'vitest'
import { type Bend, calls, funding, malformed, market, rule, shares } from './malformed-instances.ts'
import { run, runText } from './run.ts'

vi.setConfig({ testTimeout: 60_000 })

const bent = (make: () => unknown, bend: Bend) => {
  const instance = make()
  bend(instance)
  return run(instance)
}

test.each([market, funding, calls, shares])('the unbent instance of each kind is accepted (%#)', make => {
  expect(bent(make, () => {})).toMatchObject({ ok: true })
})

test.each(malformed)('%s is not well formed: %s', (_, fault, make, bend) => {
  const { ok, error, detail } = bent(make, bend)
  expect([ok, error]).toEqual([false, 'INVALID_INSTANCE'])
  expect(`${detail.where} ${detail.what}`).toBe(fault)
})

const text = (make: () => unknown, from: string, to: string) => {
  const whole = JSON.stringify(make())
  expect(whole).toContain(from)
  return runText(whole.replace(from, to))
}

test.each([
  ['a key twice at the top', market, '"kind":"matching"', '"kind":"matching","kind":"matching"'],
  ['a key twice in a unit', market, '"classes":["W"]', '"classes":["W"],"classes":["W"]'],
  ['a unit twice in scores', market, '"b":5', '"b":5,"b":5'],
  ['a group key twice', market, '"country":"X"', '"country":"X","country":"X"'],
  ['a key twice, once spelled with an escape', market, '"b":5', '"b":5,"\\u0062":5'],
  ['a key twice in ties', market, '"ties":{', '"ties":{"order":[],'],
  ['a key twice in a call order', calls, '"a":["L"]', '"a":["L"],"a":["L"]'],
  ['a key twice in funding', funding, '"budget":100', '"budget":100,"budget":100'],
  ['a key twice in equal shares', shares, '"count":2', '"count":2,"count":2'],
  ['a comma too many', market, '"b":5', '"b":5,'],
  ['a fraction that a double would round away', market, '"b":5', '"b":5.00000000000000000001'],
  ['a fraction too small for a double', market, '"b":5', '"b":1e-400'],
  ['a half above what a double can tell', funding, '"budget":100', '"budget":9007199254740991.4'],
])('%s is not well formed', (_, make, from, to) => {
  expect(text(make, from, to)).toMatchObject({ ok: false, error: 'INVALID_INSTANCE' })
})

test.each([
  ['a whole number with a point', '"b":5', '"b":5.0'],
  ['a whole number with an exponent', '"b":5', '"b":50e-1'],
  ['minus zero', '"c":1', '"c":-0'],
])('%s is a whole number, and hashes as such', (_, from, to) => {
  const plain = runText(JSON.stringify(market()).replace(from, to === '"c":-0' ? '"c":0' : from))
  expect(text(market, from, to)).toEqual(plain)
})

test.each([
  '',
  '[]',
  'null',
  '"matching"',
  '{',
  '\ufeff{"kind":"call-order","order":[],"shares":[{"class":"L","percent":1}]}',
])('text %j is not well formed', source => {
  expect(runText(source)).toMatchObject({ ok: false, error: 'INVALID_INSTANCE' })
})

test('names that only look like keys of JavaScript are names', () => {
  const units = ['__proto__', 'constructor', 'toString', '10', '9'].map(id => ({ id, preferences: ['__proto__'] }))
  const source = JSON.stringify({ kind: 'matching', units, offers: [{ id: '__proto__', capacity: 2, priority: 0 }] })
  const scores = '{"scores":{"__proto__":3,"constructor":2,"toString":1,"10":5,"9":0}}'
  const result = runText(source.replace('"priority":0', `"priority":${scores}`))
  expect(Object.entries(result.assignment).sort()).toEqual([
    ['10', '__proto__'],
    ['9', null],
    ['__proto__', '__proto__'],
    ['constructor', null],
    ['toString', null],
  ])
})

const refused: [string, string, object, Bend][] = [
  ['a size of 2', 'SIZE_NOT_ONE', { unit: 'a' }, i => (i.units[0].size = 2)],
  ['a companion', 'COUPLE', { unit: 'a' }, i => (i.units[0].together = 'b')],
  ['a companion that is oneself', 'COUPLE', { unit: 'a' }, i => (i.units[0].together = 'a')],
  ['an offer listed twice', 'DUPLICATE_CHOICE', { unit: 'a' }, i => (i.units[0].preferences = ['p', 'q', 'p'])],
  ['equal scores without ties', 'NON_TOTAL_PRIORITY', { owner: 'p', unit: 'a' }, i => delete i.ties],
  ['equal scores that ties lack', 'NON_TOTAL_PRIORITY', { owner: 'p', unit: 'b' }, i => (i.ties.order = ['a', 'c'])],
  [
    'equal scores in a pool',
    'NON_TOTAL_PRIORITY',
    { owner: 'x', unit: 'c' },
    i => {
      i.pools[0].priority = { scores: { c: 9, a: 9 } }
      i.ties.order = ['a', 'b']
    },
  ],
  [
    'floors above capacity',
    'FLOORS_EXCEED_CAPACITY',
    { offer: 'r', seats: 4, capacity: 3 },
    rule({ floors: [{ id: 'f', class: 'W', seats: 4 }] }),
  ],
  [
    'floors above capacity with a share',
    'FLOORS_EXCEED_CAPACITY',
    { offer: 'r', seats: 4, capacity: 3 },
    rule({ mode: 'prefix-share', shares: [{ class: 'W', percent: 1 }], floors: [{ id: 'f', class: 'W', seats: 4 }] }),
  ],
  [
    'a pool against its offer',
    'NO_GUARANTEE',
    { offer: 'q', pool: 'x', what: 'pool-order', unit: 'b' },
    i => (i.pools[0].priority = ['b', 'a']),
  ],
  [
    'two shares',
    'NO_GUARANTEE',
    { offer: 'r', what: 'two-shares' },
    rule({
      mode: 'prefix-share',
      shares: [
        { class: 'W', percent: 1 },
        { class: 'L', percent: 1 },
      ],
    }),
  ],
  [
    'floors with a share',
    'NO_GUARANTEE',
    { offer: 'r', what: 'floors-with-share' },
    rule({ mode: 'prefix-share', shares: [{ class: 'W', percent: 1 }], floors: [{ id: 'f', class: 'W', seats: 0 }] }),
  ],
  [
    'caps with a share',
    'NO_GUARANTEE',
    { offer: 'r', what: 'caps-with-prefix-share' },
    rule({ mode: 'prefix-share', shares: [{ class: 'W', percent: 1 }], caps: [{ key: 'none', max: 9 }] }),
  ],
  [
    'caps with meritorious',
    'NO_GUARANTEE',
    { offer: 'r', what: 'caps-with-meritorious' },
    rule({ mode: 'meritorious', caps: [{ key: 'none', max: 9 }] }),
  ],
  [
    'caps with floors over and above',
    'NO_GUARANTEE',
    { offer: 'r', what: 'caps-with-over-and-above' },
    rule({ mode: 'over-and-above', floors: [{ id: 'f', class: 'Q', seats: 1 }], caps: [{ key: 'none', max: 9 }] }),
  ],
  [
    'a cap group across a floor, whatever its size',
    'NO_GUARANTEE',
    { offer: 'r', what: 'cap-across-floor', key: 'country', group: 'Y', floor: 'f' },
    rule({ floors: [{ id: 'f', class: 'L', seats: 0 }], caps: [{ key: 'country', max: 9 }] }),
  ],
  [
    'overlapping floors with caps',
    'NO_GUARANTEE',
    { offer: 'r', what: 'overlapping-floors-with-caps', floor: 'f', other: 'g', unit: 'a' },
    rule({ floors: ['f', 'g'].map(id => ({ id, class: 'W', seats: 1 })), caps: [{ key: 'none', max: 9 }] }),
  ],
  [
    'overlapping floors counted twice',
    'NO_GUARANTEE',
    { offer: 'r', what: 'counted-twice', floor: 'f', other: 'g', unit: 'a' },
    rule({ counting: 'one-to-many', floors: ['f', 'g'].map(id => ({ id, class: 'W', seats: 1 })) }),
  ],
]

test.each(refused)('%s is refused as %s', (_, error, detail, bend) => {
  expect(bent(market, bend)).toEqual({ ok: false, error, detail })
})

const allowed: [string, Bend][] = [
  ['caps alone over and above', rule({ mode: 'over-and-above', caps: [{ key: 'country', max: 1 }] })],
  [
    'an empty list of caps with meritorious',
    rule({ mode: 'meritorious', caps: [], floors: [{ id: 'f', class: 'W', seats: 1 }] }),
  ],
  [
    'one-to-many with floors apart',
    rule({
      counting: 'one-to-many',
      floors: [
        { id: 'f', class: 'W', seats: 1 },
        { id: 'g', class: 'L', seats: 1 },
      ],
    }),
  ],
  [
    'a cap on a floor that it lies within',
    rule({ floors: [{ id: 'f', class: 'W', seats: 1 }], caps: [{ key: 'country', max: 1 }] }),
  ],
  [
    'institutions in countries',
    rule({
      caps: [
        { key: 'country', max: 1 },
        { key: 'institution', max: 1 },
      ],
    }),
  ],
  [
    'an unlisted tie without equal scores',
    i => {
      i.offers[0].priority.scores.a = 6
      i.ties.order = []
    },
  ],
  ['a floor of as many seats as there are', rule({ floors: [{ id: 'f', class: 'W', seats: 3 }] })],
  ['an empty list of shares in another mode', rule({ shares: [] })],
  ['a pool named *', i => (i.pools[0].id = '*')],
]

test.each(allowed)('%s is allowed', (_, bend) => {
  expect(bent(market, bend)).toMatchObject({ ok: true })
})

test('cap groups that cross are no tree, and are named before a lost guarantee', () => {
  const crossing = {
    kind: 'matching',
    units: [
      { id: 'a', preferences: [], groups: { country: 'X', institution: 'i' }, classes: ['W'] },
      { id: 'b', preferences: [], groups: { country: 'X', institution: 'j' } },
      { id: 'c', preferences: [], groups: { country: 'Y', institution: 'i' } },
    ],
    offers: [
      {
        id: 'p',
        capacity: 1,
        priority: ['a', 'b', 'c'],
        rule: {
          mode: 'meritorious',
          caps: [
            { key: 'country', max: 1 },
            { key: 'institution', max: 1 },
          ],
        },
      },
    ],
  }
  const where = { offer: 'p', key: 'country', other: 'institution', group: 'X', otherGroup: 'i' }
  expect(run(crossing)).toEqual({ ok: false, error: 'CAPS_NOT_A_TREE', detail: where })
  const [offer] = crossing.offers
  if (offer) offer.priority = ['a', 'b']
  expect(run(crossing)).toMatchObject({ error: 'NO_GUARANTEE' })
})

test('of all faults together the first of the list is reported, and mending it shows the next', () => {
  // biome-ignore lint/suspicious/noExplicitAny: keys come and go
  const i: any = market()
  i.extra = 1
  i.units[0].size = 2
  i.units[0].together = 'b'
  i.units[0].preferences = ['p', 'p']
  delete i.ties
  i.units[0].groups.institution = 'k'
  i.offers[2].capacity = 0
  i.offers[2].rule.caps = [
    { key: 'country', max: 1 },
    { key: 'institution', max: 1 },
  ]
  i.offers[2].rule.mode = 'over-and-above'
  i.units.push({ id: 'd', preferences: [], groups: { country: 'X', institution: 'z' } })
  i.offers[2].priority.push('d')
  const mend: [string, () => void][] = [
    ['INVALID_INSTANCE', () => delete i.extra],
    ['SIZE_NOT_ONE', () => delete i.units[0].size],
    ['COUPLE', () => delete i.units[0].together],
    ['DUPLICATE_CHOICE', () => i.units[0].preferences.pop()],
    ['NON_TOTAL_PRIORITY', () => (i.ties = { order: ['a', 'b'] })],
    ['FLOORS_EXCEED_CAPACITY', () => (i.offers[2].capacity = 1)],
    ['CAPS_NOT_A_TREE', () => i.offers[2].rule.caps.pop()],
    ['NO_GUARANTEE', () => delete i.offers[2].rule.caps],
  ]
  for (const [code, fix] of mend) {
    expect(run(i)).toMatchObject({ ok: false, error: code })
    fix()
  }
  expect(run(i)).toMatchObject({ ok: true })
})

test('envelopes above the budget are refused, after equal scores', () => {
  expect(bent(funding, i => (i.budget = 49))).toEqual({
    ok: false,
    error: 'ENVELOPES_EXCEED_BUDGET',
    detail: { amounts: '50', budget: '49' },
  })
  expect(bent(funding, i => (i.budget = 50))).toMatchObject({ ok: true })
  const both: Bend = i => {
    i.budget = 1
    delete i.ties
  }
  expect(bent(funding, both)).toMatchObject({ error: 'NON_TOTAL_PRIORITY', detail: { request: 'a' } })
  expect(bent(funding, i => (i.ties = { order: ['a'] }))).toMatchObject({
    error: 'NON_TOTAL_PRIORITY',
    detail: { request: 'b' },
  })
})
