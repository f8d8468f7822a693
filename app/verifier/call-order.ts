/**
 * Rule 12: builds the list one by one. `bestFirst` holds ids or numbers, best first; each share says who belongs to
 * its class. A share binds while a member is left and (members already called) x 100 < percent x (called + 1).
 */
export function callOrder<Id>(
  bestFirst: readonly Id[],
  shares: readonly { percent: number; has: (id: Id) => boolean }[],
): Id[] {
  // Four queues: in neither class, in the first only, in the second only, in both.
  const queues: { places: number[]; next: number }[] = [0, 1, 2, 3].map(() => ({ places: [], next: 0 }))
  const kindOf = (id: Id) => shares.reduce((kind, share, i) => kind + (share.has(id) ? 2 ** i : 0), 0)
  bestFirst.forEach((id, place) => {
    queues[kindOf(id)]?.places.push(place)
  })
  /** The best one left who belongs to all classes of `wanted`, as the number of its queue; -1 if there is none. */
  const bestOf = (wanted: number) => {
    let best = -1
    let bestPlace = Number.POSITIVE_INFINITY
    queues.forEach((queue, kind) => {
      const place = queue.places[queue.next]
      if ((kind & wanted) === wanted && place !== undefined && place < bestPlace) {
        best = kind
        bestPlace = place
      }
    })
    return best
  }
  const called: Id[] = []
  const members = shares.map(() => 0)
  while (called.length < bestFirst.length) {
    let binding = 0
    shares.forEach((share, i) => {
      const short = (members[i] as number) * 100 < share.percent * (called.length + 1)
      if (short && bestOf(2 ** i) >= 0) binding += 2 ** i
    })
    const kind = bestOf(binding) >= 0 ? bestOf(binding) : bestOf(1)
    const queue = queues[kind] as { places: number[]; next: number }
    called.push(bestFirst[queue.places[queue.next++] as number] as Id)
    shares.forEach((_, i) => {
      if (kind & (2 ** i)) members[i] = (members[i] as number) + 1
    })
  }
  return called
}
