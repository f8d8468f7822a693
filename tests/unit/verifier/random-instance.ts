/** A small seeded generator (mulberry32): one number in, the same instances out on every machine. */
export function makeRandom(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  const pick = <Value>(values: readonly Value[]) => values[below(values.length)] as Value
  const chance = (percent: number) => below(100) < percent
  const shuffle = <Value>(values: readonly Value[]) => {
    const left = [...values]
    return values.map(() => left.splice(below(left.length), 1)[0] as Value)
  }
  return { below, pick, chance, shuffle }
}

type Random = ReturnType<typeof makeRandom>

const CLASSES = ['LDC', 'woman', 'SIDS', 'île', '女']
const SEED = 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd'

/** An instance of any kind; refused ones occur and are wanted. */
export function randomInstance(seed: number): Record<string, unknown> & { kind: string; ties?: unknown } {
  const random = makeRandom(seed)
  const kind = random.pick(['matching', 'matching', 'matching', 'matching', 'call-order', 'funding', 'equal-shares'])
  if (kind === 'call-order') return randomCallOrder(random)
  if (kind === 'funding') return randomFunding(random)
  if (kind === 'equal-shares') return randomEqualShares(random)
  return randomMatching(random)
}

function randomTies(random: Random, ids: string[]) {
  const form = random.below(8)
  if (form === 0) return {}
  if (form < 6) return { ties: { order: random.shuffle(ids) } }
  return { ties: { seed: SEED, round: 'r1', scope: random.pick(['*', 'offer']) } }
}

function some(random: Random, values: string[], percent: number) {
  return random.shuffle(values.filter(() => random.chance(percent)))
}

export function randomMatching(random: Random) {
  const unitIds = Array.from({ length: 1 + random.below(9) }, (_, i) => `u${i}`)
  const offerIds = Array.from({ length: 1 + random.below(4) }, (_, i) => `p${i}`)
  const classes = CLASSES.slice(0, 1 + random.below(4))
  const aligned = random.chance(50)
  const units = unitIds.map(id => {
    const own = some(random, classes, 40)
    const country = aligned ? `c${own.includes('LDC') ? 1 : 0}${random.below(2)}` : `c${random.below(3)}`
    return {
      id,
      preferences: some(random, offerIds, 75),
      ...(random.chance(90) && { classes: own }),
      ...(random.chance(85) && {
        groups: {
          ...(random.chance(90) && { country }),
          ...(random.chance(80) && { institution: `${country}-${random.below(2)}` }),
        },
      }),
    }
  })
  const order = random.shuffle(unitIds)
  const spread = random.pick([2, 4, 1000])
  const priority = () => {
    const named = unitIds.filter(() => random.chance(85))
    if (random.chance(40)) return random.shuffle(named)
    return { scores: Object.fromEntries(named.map(id => [id, random.below(spread)])) }
  }
  const pooled = random.chance(25) ? offerIds.filter(() => random.chance(60)) : []
  const offers = offerIds.map(id => {
    const capacity = random.below(5)
    if (pooled.includes(id)) return { id, capacity, priority: order.filter(() => random.chance(90)) }
    return {
      id,
      capacity,
      priority: priority(),
      ...(random.chance(75) && { rule: randomRule(random, classes, capacity) }),
    }
  })
  const pools = pooled.length > 0 && {
    pools: [
      {
        id: 'pool',
        offers: random.shuffle(pooled),
        capacity: random.below(6),
        priority: order.filter(() => random.chance(95)),
      },
    ],
  }
  return { kind: 'matching', units, offers, ...pools, ...randomTies(random, unitIds) }
}

function randomRule(random: Random, classes: string[], capacity: number) {
  const mode = random.pick(['min-guarantee', 'min-guarantee', 'over-and-above', 'meritorious', 'prefix-share'])
  const unfilled = random.pick([{}, { unfilled: 'leave' }, { unfilled: 'revert' }])
  if (mode === 'prefix-share') {
    return { mode, shares: [{ class: random.pick(classes), percent: random.pick([0, 10, 30, 50, 100]) }], ...unfilled }
  }
  let left = capacity
  const floors = random
    .shuffle(classes)
    .slice(0, random.below(3))
    .map((name, i) => {
      const seats = random.below(left + 1)
      left -= seats
      return { id: `f${i}`, class: name, seats }
    })
  const caps = random.shuffle(['country', 'institution']).slice(0, random.pick([0, 0, 0, 1, 2]))
  return {
    ...(random.chance(90) && { mode }),
    floors,
    ...(mode !== 'meritorious' && { caps: caps.map(key => ({ key, max: 1 + random.below(2) })) }),
    ...unfilled,
  }
}

function randomCallOrder(random: Random) {
  const order = random.shuffle(Array.from({ length: random.below(14) }, (_, i) => `n${i}`))
  const share = () => ({ class: random.pick(CLASSES), percent: random.pick([0, 2, 10, 20, 34, 50, 90, 100]) })
  return {
    kind: 'call-order',
    order,
    shares: random.chance(50) ? [share()] : [share(), share()],
    ...(random.chance(90) && {
      classes: Object.fromEntries(order.filter(() => random.chance(80)).map(id => [id, some(random, CLASSES, 30)])),
    }),
  }
}

function randomFunding(random: Random) {
  const large = random.chance(20) ? '00000000000000000' : ''
  const amount = (n: number) => (large && n > 0 ? `${n}${large}` : n)
  const ids = Array.from({ length: random.below(9) }, (_, i) => `q${i}`)
  const spread = random.pick([2, 5, 1000])
  const requests = ids.map(id => {
    const ask = 1 + random.below(60)
    return {
      id,
      ask: amount(ask),
      ...(random.chance(60) && { least: amount(1 + random.below(ask)) }),
      score: random.below(spread),
      ...(random.chance(80) && { classes: some(random, CLASSES, 40) }),
    }
  })
  return {
    kind: 'funding',
    budget: amount(random.below(220)),
    ...(random.chance(60) && { fill: random.pick(['skip', 'stop']) }),
    envelopes: random
      .shuffle(CLASSES)
      .slice(0, random.below(3))
      .map((name, i) => ({ id: `e${i}`, class: name, amount: amount(random.below(60)) })),
    requests,
    ...randomTies(random, ids),
  }
}

export function randomEqualShares(random: Random) {
  const projects = Array.from({ length: random.below(7) }, (_, i) => ({
    id: `x${i}`,
    cost: 1 + random.below(random.pick([4, 60])),
  }))
  const ids = projects.map(project => project.id)
  const ballots = Array.from({ length: random.below(7) }, (_, i) => ({
    id: `b${i}`,
    approves: some(random, ids, 40),
    ...(random.chance(40) && { count: 1 + random.below(4) }),
  }))
  return {
    kind: 'equal-shares',
    budget: random.below(150),
    projects,
    ballots,
    ...(random.chance(80) && { utility: random.pick(['cost', 'cardinality']) }),
    completion: random.pick(['none', 'add1', 'add1-exhaustive', 'utilitarian']),
  }
}
