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
  lists?: 'zipf' | 'identical' | 'cyclic'
  scores?: 'spread' | 'tied' | 'cyclic'
  seed?: number
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
    const wanted = preferences(shape, u, draw)
    for (const o of wanted) (named[o] as number[]).push(u)
    const classes = [random() < 0.35 ? '"A"' : '', random() < 0.5 ? '"B"' : ''].filter(text => text !== '')
    const groups = shape.rule === 'caps' ? `,"groups":{"country":"c${u % 60}","institution":"i${u % 600}"}` : ''
    return `{"id":"u${u}","preferences":[${wanted.map(o => `"o${o}"`).join(',')}],"classes":[${classes.join(',')}]${groups}}`
  })
  const offerTexts = offerIds.map((id, o) => {
    const scores = (named[o] as number[]).map(u => `"u${u}":${scoreOf(shape, u, o, random)}`)
    return `{"id":"${id}","capacity":${shape.capacity},"priority":{"scores":{${scores.join(',')}}}${ruleText(shape)}}`
  })
  const seed = '5eed'.repeat(16)
  return `{"kind":"matching","units":[${unitTexts.join(',')}],"offers":[${offerTexts.join(',')}],"ties":{"seed":"${seed}","round":"bench","scope":"*"}}`
}

function preferences({ lists, list, offers }: Shape, u: number, draw: () => number): number[] {
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
