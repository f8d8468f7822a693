/**
 * Instances for the benchmark, repeatable from a seed: lists of a given length drawn by Zipf popularity, three seat
 * categories, scores 0 to 1,000 with many ties, and the adversarial shapes of the reference.
 */
export type Shape = {
  name: string
  units: number
  offers: number
  list: number
  capacity: number
  rule?: 'floors' | 'meritorious' | 'plain' | 'floors-full' | 'caps'
  lists?: 'zipf' | 'identical' | 'cyclic' | 'all'
  /** `order` gives each offer a strict order instead of scores. */
  scores?: 'spread' | 'tied' | 'cyclic' | 'order'
  seed?: number
}

/** Round 1000 of drand's quicknet, so that records of these instances can be checked in full. */
export const proof = {
  source: 'drand-quicknet',
  round: 1000,
  signature: 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
  randomness: 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd',
  closedAt: '2023-08-23T12:00:00Z',
}

export function makeRandom(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** The text of an instance as a stranger would hand it in. */
export function makeInstance(shape: Shape): string {
  const random = makeRandom(shape.seed ?? 1)
  const { units, offers } = shape
  const draw = zipf(offers, 0.6, random)
  const offerIds = Array.from({ length: offers }, (_, i) => `o${i}`)
  const named: number[][] = offerIds.map(() => [])
  const unitTexts = Array.from({ length: units }, (_, u) => {
    const wanted = preferences(shape, u, draw, random)
    for (const o of wanted) (named[o] as number[]).push(u)
    const classes = [random() < 0.35 ? '"A"' : '', random() < 0.5 ? '"B"' : ''].filter(text => text !== '')
    const groups = shape.rule === 'caps' ? `,"groups":{"country":"c${u % 60}","institution":"i${u % 600}"}` : ''
    return `{"id":"u${u}","preferences":[${wanted.map(o => `"o${o}"`).join(',')}],"classes":[${classes.join(',')}]${groups}}`
  })
  const offerTexts = offerIds.map((id, o) => {
    const before = `{"id":"${id}","capacity":${shape.capacity},"priority":`
    if (shape.scores === 'order') {
      const order = shuffled(named[o] as number[], random)
      return `${before}[${order.map(u => `"u${u}"`).join(',')}]${ruleText(shape)}}`
    }
    const scores = (named[o] as number[]).map(u => `"u${u}":${scoreOf(shape, u, o, random)}`)
    return `${before}{"scores":{${scores.join(',')}}}${ruleText(shape)}}`
  })
  const ties = `{"seed":"${proof.randomness}","round":"bench","scope":"*"}`
  return `{"kind":"matching","units":[${unitTexts.join(',')}],"offers":[${offerTexts.join(',')}],"ties":${ties}}`
}

function shuffled(items: readonly number[], random: () => number): number[] {
  const out = [...items]
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[out[i], out[j]] = [out[j] as number, out[i] as number]
  }
  return out
}

function preferences({ lists, list, offers }: Shape, u: number, draw: () => number, random: () => number): number[] {
  if (lists === 'all')
    return shuffled(
      Array.from({ length: offers }, (_, o) => o),
      random,
    )
  if (lists === 'identical') return Array.from({ length: list }, (_, i) => i)
  if (lists === 'cyclic') return Array.from({ length: list }, (_, i) => (u + i) % offers)
  const wanted = new Set<number>()
  while (wanted.size < list) wanted.add(draw())
  return [...wanted]
}

function scoreOf({ scores, units, offers }: Shape, u: number, o: number, random: () => number): number {
  if (scores === 'tied') return 500
  // Each offer likes best the one who comes to it last: the most proposals there can be.
  if (scores === 'cyclic')
    return (((u - o - 1) % offers) + offers) % offers === 0 ? units : units - 1 - ((u - o - 1 + 2 * offers) % offers)
  return Math.floor(random() * 1001)
}

function ruleText({ rule = 'floors', capacity }: Shape): string {
  if (rule === 'plain') return ''
  if (rule === 'caps') {
    const [country, institution] = [Math.ceil(capacity / 4), Math.ceil(capacity / 8)]
    return `,"rule":{"caps":[{"key":"country","max":${country}},{"key":"institution","max":${institution}}]}`
  }
  const [a, b] =
    rule === 'floors-full'
      ? [Math.floor(capacity / 2), Math.ceil(capacity / 2)]
      : [Math.floor(capacity * 0.3), Math.floor(capacity * 0.3)]
  const mode = rule === 'meritorious' ? 'meritorious' : 'min-guarantee'
  return `,"rule":{"mode":"${mode}","floors":[{"id":"a","class":"A","seats":${a}},{"id":"b","class":"B","seats":${b}}]}`
}

function zipf(n: number, exponent: number, random: () => number): () => number {
  const sums = new Float64Array(n)
  let sum = 0
  for (let i = 0; i < n; i++) {
    sum += (i + 1) ** -exponent
    sums[i] = sum
  }
  return () => {
    const at = random() * sum
    let low = 0
    let high = n - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] as number) < at) low = middle + 1
      else high = middle
    }
    return low
  }
}
