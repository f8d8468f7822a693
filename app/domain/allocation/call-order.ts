import { readShares } from './choice/read-rule.ts'
import type { Share } from './choice/rule.ts'
import { type CanonicalValue, plainRecord } from './reading/canonical-json.ts'
import { invalid } from './reading/refusal.ts'
import type { StrictReader } from './reading/strict-reader.ts'
import { compareUtf8 } from './reading/utf8-order.ts'

export type CallOrderInstance = {
  kind: 'call-order'
  order: readonly string[]
  shares: readonly Share[]
  /** Null where the instance has no `classes`. */
  classes: ReadonlyMap<string, readonly string[]> | null
}

/** Rule 12 of docs/allocation-instance.md, with rules 1, 18 and 20. */
export function readCallOrder(reader: StrictReader, value: unknown): CallOrderInstance {
  const raw = reader.object(value, 'instance', ['kind', 'order', 'shares'], ['classes'])
  const order = reader.names(raw.order, 'order')
  const shares = readShares(reader, raw.shares)
  if (shares.length < 1 || shares.length > 2) invalid('shares', 'one-or-two-shares')
  if (!Object.hasOwn(raw, 'classes')) return { kind: 'call-order', order, shares, classes: null }
  const defined = new Set(order)
  const map = reader.map(raw.classes, 'classes')
  const classes = new Map(Array.from(map, ([id, names]) => [id, reader.names(names, 'classes')]))
  for (const id of classes.keys()) if (!defined.has(id)) invalid('classes', 'not-defined')
  return { kind: 'call-order', order, shares, classes }
}

export function callOrderValue({ order, shares, classes }: CallOrderInstance): CanonicalValue {
  if (classes === null) return { kind: 'call-order', order, shares }
  const sorted = plainRecord<CanonicalValue>()
  for (const [id, names] of classes) sorted[id] = [...names].sort(compareUtf8)
  return { kind: 'call-order', order, shares, classes: sorted }
}

/**
 * The order in which ids are called: each prefix of k holds at least ceil(percent x k / 100) members of the first
 * share's class, or all of them; the second share holds as far as the first allows. A share binds while
 * called members x 100 < percent x (called + 1) and a member is left.
 */
export function callInOrder({ order, shares, classes }: CallOrderInstance): string[] {
  const [first, second] = shares
  const membership = (id: string, share: Share | undefined) =>
    share !== undefined && (classes?.get(id)?.includes(share.class) ?? false)
  // Queue 0 holds those of no share, 1 of the first alone, 2 of the second alone, 3 of both.
  const queueOf = order.map(id => (membership(id, first) ? 1 : 0) + (membership(id, second) ? 2 : 0))
  const queues = [0, 1, 2, 3].map(queue => new Queue(queueOf, queue))
  const called: string[] = []
  const members = [0, 0]
  const binds = (share: Share | undefined, n: number, wanted: readonly number[]) =>
    share !== undefined &&
    wanted.some(queue => (queues[queue] as Queue).head() < order.length) &&
    (members[n] as number) * 100 < share.percent * (called.length + 1)
  while (called.length < order.length) {
    const firstBinds = binds(first, 0, [1, 3])
    const secondBinds = binds(second, 1, [2, 3])
    const place = best(queues, choices(firstBinds, secondBinds, queues, order.length))
    const queue = queueOf[place] as number
    ;(queues[queue] as Queue).take()
    members[0] = (members[0] as number) + (queue & 1)
    members[1] = (members[1] as number) + (queue >> 1)
    called.push(order[place] as string)
  }
  return called
}

function choices(first: boolean, second: boolean, queues: readonly Queue[], end: number): readonly number[] {
  if (first && second) return (queues[3] as Queue).head() < end ? [3] : [1]
  if (first) return [1, 3]
  if (second) return [2, 3]
  return [0, 1, 2, 3]
}

const best = (queues: readonly Queue[], among: readonly number[]) =>
  Math.min(...among.map(queue => (queues[queue] as Queue).head()))

/** Places of one kind in the order, best first; past the end the head is the length of the order. */
class Queue {
  private readonly places: readonly number[]
  private readonly end: number
  private next = 0
  constructor(queueOf: readonly number[], queue: number) {
    this.places = queueOf.flatMap((of, place) => (of === queue ? [place] : []))
    this.end = queueOf.length
  }
  head(): number {
    return this.places[this.next] ?? this.end
  }
  take(): void {
    this.next++
  }
}
