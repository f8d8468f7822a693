import { expect, test, vi } from 'vitest'
import { run, runText } from './run.ts'

vi.setConfig({ testTimeout: 60_000 })

// biome-ignore lint/suspicious/noExplicitAny: instances are bent out of shape here
type Bend = (instance: any) => void

const market = () => ({
  kind: 'matching',
  units: [
    { id: 'a', preferences: ['p', 'q'], classes: ['W'], groups: { country: 'X', institution: 'i' } },
    { id: 'b', preferences: ['q'], classes: ['L'], groups: { country: 'Y', institution: 'j' } },
    { id: 'c', preferences: [], groups: { country: 'Y', institution: 'k' } },
  ],
  offers: [
    { id: 'p', capacity: 2, priority: { scores: { a: 5, b: 5, c: 1 } } },
    { id: 'q', capacity: 1, priority: ['a', 'b'] },
    { id: 'r', capacity: 3, priority: ['a', 'b', 'c'], rule: { floors: [{ id: 'f', class: 'W', seats: 1 }] } },
  ],
  pools: [{ id: 'x', offers: ['q'], capacity: 1, priority: ['c', 'a', 'b'] }],
  ties: { order: ['a', 'b', 'c'] },
})
const funding = () => ({
  kind: 'funding',
  budget: 100,
  fill: 'skip',
  envelopes: [{ id: 'e', class: 'L', amount: '50' }],
  requests: [
    { id: 'a', ask: 10, least: 5, score: 3, classes: ['L'] },
    { id: 'b', ask: '20', score: 3 },
  ],
  ties: { seed: '0'.repeat(64), round: 'r1', scope: '*' },
})
const calls = () => ({
  kind: 'call-order',
  order: ['a', 'b'],
  shares: [{ class: 'L', percent: 50 }],
  classes: { a: ['L'] },
})
const shares = () => ({
  kind: 'equal-shares',
  budget: 10,
  projects: [{ id: 'x', cost: 5 }],
  ballots: [{ id: 'v', approves: ['x'], count: 2 }],
  utility: 'cost',
  completion: 'none',
})

const bent = (make: () => unknown, bend: Bend) => {
  const instance = make()
  bend(instance)
  return run(instance)
}

test.each([market, funding, calls, shares])('the unbent instance of each kind is accepted (%#)', make => {
  expect(bent(make, () => {})).toMatchObject({ ok: true })
})

const seedTies = { seed: 'ab'.repeat(32), round: 'r', scope: '*' }
const rule = (more: object) => (i: { offers: { rule?: object }[] }) => {
  const [, , offer] = i.offers
  if (offer) offer.rule = more
}

const malformed: [string, string, () => unknown, Bend][] = [
  ['an unknown key at the top', 'instance unknown-key', market, i => (i.extra = 1)],
  ['an unknown key in a unit', 'units unknown-key', market, i => (i.units[0].extra = 1)],
  ['an unknown key in a rule', 'rule unknown-key', market, rule({ seats: 1 })],
  [
    'an unknown key in a floor',
    'floors unknown-key',
    market,
    rule({ floors: [{ id: 'f', class: 'W', seats: 1, x: 1 }] }),
  ],
  ['an unknown key beside scores', 'priority unknown-key', market, i => (i.offers[0].priority.more = {})],
  ['ties that mix order and seed', 'ties unknown-key', market, i => (i.ties = { ...seedTies, order: ['a'] })],
  ['empty ties', 'ties missing-key', market, i => (i.ties = {})],
  ['a missing kind', 'kind unknown-value', market, i => delete i.kind],
  ['an unknown kind', 'kind unknown-value', market, i => (i.kind = 'lottery')],
  ['missing units', 'instance missing-key', market, i => delete i.units],
  ['missing preferences', 'units missing-key', market, i => delete i.units[1].preferences],
  ['a missing capacity', 'offers missing-key', market, i => delete i.offers[1].capacity],
  ['a missing priority', 'offers missing-key', market, i => delete i.offers[1].priority],
  ['a missing priority of a pool', 'pools missing-key', market, i => delete i.pools[0].priority],
  ['a missing scope', 'ties missing-key', market, i => (i.ties = { seed: seedTies.seed, round: 'r' })],
  ['units that are an object', 'units not-a-list', market, i => (i.units = {})],
  ['a unit that is a list', 'units not-an-object', market, i => (i.units[0] = [])],
  ['classes that are text', 'units.classes not-a-list', market, i => (i.units[0].classes = 'W')],
  ['groups that are a list', 'units.groups not-an-object', market, i => (i.units[0].groups = [])],
  ['a group value that is a number', 'units.groups not-a-name', market, i => (i.units[0].groups.country = 1)],
  ['a group value with |', 'units.groups not-a-name', market, i => (i.units[0].groups.country = 'a|b')],
  ['a group key with |', 'units.groups not-a-name', market, i => (i.units[0].groups = { 'a|b': 'x' })],
  ['null in an optional key', 'units.classes not-a-list', market, i => (i.units[0].classes = null)],
  ['null pools', 'pools not-a-list', market, i => (i.pools = null)],
  ['null ties', 'ties not-an-object', market, i => (i.ties = null)],
  ['null rule', 'rule not-an-object', market, rule(null as unknown as object)],
  ['null size', 'units.size not-a-count', market, i => (i.units[0].size = null)],
  ['a unit twice', 'units used-twice', market, i => (i.units[1].id = 'a')],
  ['an offer twice', 'offers used-twice', market, i => (i.offers[1].id = 'p')],
  ['a pool twice', 'pools used-twice', market, i => i.pools.push({ ...i.pools[0], offers: [] })],
  ['an offer in two pools', 'pools.offers named-twice', market, i => i.pools.push({ ...i.pools[0], id: 'y' })],
  ['a pool that names its offer twice', 'pools.offers named-twice', market, i => (i.pools[0].offers = ['q', 'q'])],
  ['a pool with an unknown offer', 'pools.offers not-defined', market, i => (i.pools[0].offers = ['z'])],
  ['a pool with an offer that has a rule', 'pools.offers rule-in-a-pool', market, i => (i.pools[0].offers = ['r'])],
  ['a pool with an unknown unit', 'priority not-defined', market, i => (i.pools[0].priority = ['z'])],
  [
    'a floor id twice',
    'floors used-twice',
    market,
    rule({
      floors: [
        { id: 'f', class: 'W', seats: 0 },
        { id: 'f', class: 'L', seats: 0 },
      ],
    }),
  ],
  ['a floor named open', 'floors.id reserved-name', market, rule({ floors: [{ id: 'open', class: 'W', seats: 1 }] })],
  ['an offer named *', 'offers.id reserved-name', market, i => (i.offers[2].id = '*')],
  ['an unknown preference', 'units.preferences not-defined', market, i => (i.units[2].preferences = ['z'])],
  ['an unknown unit in a priority', 'priority not-defined', market, i => i.offers[1].priority.push('z')],
  ['a unit twice in a priority', 'priority named-twice', market, i => i.offers[1].priority.push('a')],
  ['an unknown unit in scores', 'priority not-defined', market, i => (i.offers[0].priority.scores.z = 1)],
  ['an unknown unit in ties', 'ties.order not-defined', market, i => i.ties.order.push('z')],
  ['a unit twice in ties', 'ties.order named-twice', market, i => i.ties.order.push('a')],
  ['a class twice', 'units.classes named-twice', market, i => (i.units[0].classes = ['W', 'W'])],
  [
    'a cap key twice',
    'caps named-twice',
    market,
    rule({
      caps: [
        { key: 'country', max: 1 },
        { key: 'country', max: 2 },
      ],
    }),
  ],
  ['a cap of 0', 'caps.max not-a-count', market, rule({ caps: [{ key: 'country', max: 0 }] })],
  ['a cap key with |', 'caps.key not-a-name', market, rule({ caps: [{ key: 'a|b', max: 1 }] })],
  ['a size of 0', 'units.size not-a-count', market, i => (i.units[0].size = 0)],
  ['an unknown companion', 'units.together not-defined', market, i => (i.units[0].together = 'z')],
  ['an unknown mode', 'rule.mode unknown-value', market, rule({ mode: 'frozen-order' })],
  ['an unknown unfilled', 'rule.unfilled unknown-value', market, rule({ unfilled: 'keep' })],
  ['an unknown counting', 'rule.counting unknown-value', market, rule({ counting: 'many' })],
  [
    'shares without prefix-share',
    'rule.shares shares-and-mode',
    market,
    rule({ shares: [{ class: 'W', percent: 1 }] }),
  ],
  ['prefix-share without a share', 'rule.shares shares-and-mode', market, rule({ mode: 'prefix-share' })],
  [
    'prefix-share with an empty list',
    'rule.shares shares-and-mode',
    market,
    rule({ mode: 'prefix-share', shares: [] }),
  ],
  [
    'a percent above 100',
    'shares.percent not-a-count',
    market,
    rule({ mode: 'prefix-share', shares: [{ class: 'W', percent: 101 }] }),
  ],
  ['a capacity below 0', 'offers.capacity not-a-count', market, i => (i.offers[0].capacity = -1)],
  ['a capacity with a fraction', 'instance not-json', market, i => (i.offers[0].capacity = 1.5)],
  ['a capacity as text', 'offers.capacity not-a-count', market, i => (i.offers[0].capacity = '1')],
  [
    'a capacity above a thousand million',
    'offers.capacity not-a-count',
    market,
    i => (i.offers[0].capacity = 1_000_000_001),
  ],
  [
    'a score above a thousand million',
    'priority.scores not-a-count',
    market,
    i => (i.offers[0].priority.scores.a = 1_000_000_001),
  ],
  ['a score below 0', 'priority.scores not-a-count', market, i => (i.offers[0].priority.scores.a = -1)],
  ['a score as text', 'priority.scores not-a-count', market, i => (i.offers[0].priority.scores.a = '1')],
  ['an empty id', 'units not-a-name', market, i => (i.units[2].id = '')],
  ['an id of 65 characters', 'units not-a-name', market, i => (i.units[2].id = 'x'.repeat(65))],
  ['an id with a line break', 'units not-a-name', market, i => (i.units[2].id = 'x\n')],
  ['an id with a C1 control', 'units not-a-name', market, i => (i.units[2].id = 'x\u0085')],
  ['an id with DEL', 'units not-a-name', market, i => (i.units[2].id = 'x\u007f')],
  ['an id that is not NFC', 'units not-a-name', market, i => (i.units[2].id = 'e\u0301')],
  ['a class that is not NFC', 'units.classes not-a-name', market, i => (i.units[2].classes = ['e\u0301'])],
  ['an id with half a character', 'units not-a-name', market, i => (i.units[2].id = 'x\ud800')],
  ['an id that is a number', 'units not-a-name', market, i => (i.units[2].id = 7)],
  ['a short seed', 'ties.seed not-a-seed', market, i => (i.ties = { ...seedTies, seed: 'ab' })],
  ['a seed in capitals', 'ties.seed not-a-seed', market, i => (i.ties = { ...seedTies, seed: 'AB'.repeat(32) })],
  ['a round with |', 'ties.round not-a-name', market, i => (i.ties = { ...seedTies, round: 'a|b' })],
  ['an empty round', 'ties.round not-a-name', market, i => (i.ties = { ...seedTies, round: '' })],
  ['an unknown scope', 'ties.scope unknown-value', market, i => (i.ties = { ...seedTies, scope: 'p' })],
  ['money below 0', 'budget not-money', funding, i => (i.budget = -1)],
  ['money with a fraction', 'instance not-json', funding, i => (i.budget = 1.5)],
  ['money above 2^53 - 1 as a number', 'budget not-money', funding, i => (i.budget = 2 ** 53)],
  ['money with a leading zero', 'budget not-money', funding, i => (i.budget = '0100')],
  ['money with a sign', 'budget not-money', funding, i => (i.budget = '+1')],
  ['money of 31 digits', 'budget not-money', funding, i => (i.budget = '1'.repeat(31))],
  ['empty money', 'budget not-money', funding, i => (i.budget = '')],
  ['an ask of 0', 'requests.ask not-money', funding, i => (i.requests[0].ask = 0)],
  ['a least of 0', 'requests.least not-money', funding, i => (i.requests[0].least = 0)],
  ['a least above the ask', 'requests.least least-above-ask', funding, i => (i.requests[0].least = 11)],
  ['a least that is null', 'requests.least not-money', funding, i => (i.requests[0].least = null)],
  ['a request twice', 'requests used-twice', funding, i => (i.requests[1].id = 'a')],
  ['an envelope twice', 'envelopes used-twice', funding, i => i.envelopes.push({ id: 'e', class: 'M', amount: 1 })],
  ['an unknown fill', 'fill unknown-value', funding, i => (i.fill = 'all')],
  ['a request without a score', 'requests missing-key', funding, i => delete i.requests[0].score],
  ['a class of a request twice', 'requests.classes named-twice', funding, i => (i.requests[0].classes = ['L', 'L'])],
  ['an unknown request in ties', 'ties.order not-defined', funding, i => (i.ties = { order: ['z'] })],
  ['a call twice', 'order named-twice', calls, i => (i.order = ['a', 'a'])],
  ['no shares', 'instance missing-key', calls, i => delete i.shares],
  ['an empty list of shares', 'shares one-or-two-shares', calls, i => (i.shares = [])],
  [
    'three shares',
    'shares one-or-two-shares',
    calls,
    i => (i.shares = [1, 2, 3].map(n => ({ class: `c${n}`, percent: 1 }))),
  ],
  ['classes of somebody unknown', 'classes not-defined', calls, i => (i.classes.z = [])],
  ['ties in a call order', 'instance unknown-key', calls, i => (i.ties = { order: [] })],
  ['a cost of 0', 'projects.cost not-money', shares, i => (i.projects[0].cost = 0)],
  ['a count of 0', 'ballots.count not-a-count', shares, i => (i.ballots[0].count = 0)],
  ['a project twice', 'projects used-twice', shares, i => i.projects.push({ id: 'x', cost: 1 })],
  ['a ballot twice', 'ballots used-twice', shares, i => i.ballots.push({ id: 'v', approves: [] })],
  ['a project approved twice', 'ballots.approves named-twice', shares, i => (i.ballots[0].approves = ['x', 'x'])],
  ['an unknown project approved', 'ballots.approves not-defined', shares, i => (i.ballots[0].approves = ['z'])],
  ['an unknown utility', 'utility unknown-value', shares, i => (i.utility = 'score')],
  ['an unknown completion', 'completion unknown-value', shares, i => (i.completion = 'phragmen')],
  ['floors that are text', 'floors not-a-list', market, rule({ floors: 'W' })],
  ['a floor id with |', 'floors.id not-a-name', market, rule({ floors: [{ id: 'a|b', class: 'W', seats: 1 }] })],
  ['a floor class with |', 'floors.class not-a-name', market, rule({ floors: [{ id: 'f', class: '|', seats: 1 }] })],
  ['floor seats as text', 'floors.seats not-a-count', market, rule({ floors: [{ id: 'f', class: 'W', seats: '1' }] })],
  ['caps that are text', 'caps not-a-list', market, rule({ caps: 'country' })],
  ['an unknown key in a cap', 'caps unknown-key', market, rule({ caps: [{ key: 'country', max: 1, min: 0 }] })],
  ['a mode that is a list', 'rule.mode unknown-value', market, rule({ mode: ['meritorious'] })],
  ['shares that are text', 'shares not-a-list', market, rule({ mode: 'prefix-share', shares: 'W' })],
  ['an unknown key in a share', 'shares unknown-key', calls, i => (i.shares[0].seats = 1)],
  ['a share class with |', 'shares.class not-a-name', calls, i => (i.shares[0].class = '|')],
  ['a pool id with |', 'pools not-a-name', market, i => (i.pools[0].id = '|')],
  ['an unknown key in a pool', 'pools unknown-key', market, i => (i.pools[0].rule = {})],
  ['a capacity of a pool as text', 'pools.capacity not-a-count', market, i => (i.pools[0].capacity = '1')],
  ['offers of a pool that are text', 'pools.offers not-a-list', market, i => (i.pools[0].offers = 'q')],
  ['an unknown key in an offer', 'offers unknown-key', market, i => (i.offers[0].pool = 'x')],
  ['scores that are a list', 'priority.scores not-an-object', market, i => (i.offers[0].priority.scores = ['a'])],
  ['a priority that is text', 'priority not-an-object', market, i => (i.offers[0].priority = 'a')],
  ['a priority without scores', 'priority missing-key', market, i => (i.offers[0].priority = {})],
  ['an order of ties that is text', 'ties.order not-a-list', market, i => (i.ties.order = 'a')],
  ['a preference that is a number', 'units.preferences not-defined', market, i => (i.units[0].preferences = [1])],
  ['an unknown key in funding', 'instance unknown-key', funding, i => (i.units = [])],
  ['envelopes that are text', 'envelopes not-a-list', funding, i => (i.envelopes = 'e')],
  ['an unknown key in an envelope', 'envelopes unknown-key', funding, i => (i.envelopes[0].seats = 1)],
  ['an envelope id with |', 'envelopes.id not-a-name', funding, i => (i.envelopes[0].id = '|')],
  ['an envelope class with |', 'envelopes.class not-a-name', funding, i => (i.envelopes[0].class = '|')],
  ['an envelope amount below 0', 'envelopes.amount not-money', funding, i => (i.envelopes[0].amount = -1)],
  ['requests that are text', 'requests not-a-list', funding, i => (i.requests = 'a')],
  ['an unknown key in a request', 'requests unknown-key', funding, i => (i.requests[0].cost = 1)],
  ['a request id with |', 'requests.id not-a-name', funding, i => (i.requests[0].id = '|')],
  ['a score of a request as text', 'requests.score not-a-count', funding, i => (i.requests[0].score = '3')],
  ['an order that is text', 'order not-a-list', calls, i => (i.order = 'a')],
  ['a call with |', 'order not-a-name', calls, i => i.order.push('|')],
  ['classes of a call that are text', 'classes not-a-list', calls, i => (i.classes.a = 'L')],
  ['classes of calls that are a list', 'classes not-an-object', calls, i => (i.classes = [])],
  ['a budget of equal shares below 0', 'budget not-money', shares, i => (i.budget = -1)],
  ['an unknown key in equal shares', 'instance unknown-key', shares, i => (i.fill = 'skip')],
  ['projects that are text', 'projects not-a-list', shares, i => (i.projects = 'x')],
  ['an unknown key in a project', 'projects unknown-key', shares, i => (i.projects[0].ask = 1)],
  ['a project id with |', 'projects.id not-a-name', shares, i => (i.projects[0].id = '|')],
  ['ballots that are text', 'ballots not-a-list', shares, i => (i.ballots = 'v')],
  ['an unknown key in a ballot', 'ballots unknown-key', shares, i => (i.ballots[0].weight = 1)],
  ['a ballot id with |', 'ballots.id not-a-name', shares, i => (i.ballots[0].id = '|')],
  ['approvals that are text', 'ballots.approves not-a-list', shares, i => (i.ballots[0].approves = 'x')],
  ['a count of voters as text', 'ballots.count not-a-count', shares, i => (i.ballots[0].count = '2')],
]

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
