/**
 * Two-sided p of the Mann-Whitney U test by the normal approximation, with the correction for ties: how likely two
 * samples of one population differ in rank as much as these do. For samples of 20 and more.
 */
export function mannWhitney(one: readonly number[], two: readonly number[]): number {
  const all = [...one.map(value => ({ value, isOne: true })), ...two.map(value => ({ value, isOne: false }))]
  all.sort((a, b) => a.value - b.value)
  let rankSum = 0
  let ties = 0
  for (let from = 0; from < all.length; ) {
    let to = from
    while (to < all.length && all[to]?.value === all[from]?.value) to++
    const rank = (from + 1 + to) / 2
    ties += (to - from) ** 3 - (to - from)
    rankSum += rank * all.slice(from, to).filter(({ isOne }) => isOne).length
    from = to
  }
  const [n, m] = [one.length, two.length]
  const u = rankSum - (n * (n + 1)) / 2
  const variance = ((n * m) / 12) * (n + m + 1 - ties / ((n + m) * (n + m - 1)))
  const z = Math.abs(u - (n * m) / 2) / Math.sqrt(variance)
  return 2 * (1 - normal(z))
}

/** The standard normal distribution (Abramowitz and Stegun 26.2.17; off by less than 1e-7). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const tail = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429]
  const sum = tail.reduce((total, factor, index) => total + factor * t ** (index + 1), 0)
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2
}
