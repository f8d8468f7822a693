import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'

// Two oracles of the reference whose methods the product describes and does not use: TOPSIS is no ranking here because
// dropping one row can change the order of the others, and draws come from drand. Kept so that both statements stay
// checkable.

/** Closeness to the best of all rows, by Euclidean distance; `costs` names the columns where less is better. */
function topsis(rows: number[][], weights: number[], costs: number[]): number[] {
  const columns = weights.map((weight, c) => {
    const norm = Math.hypot(...rows.map(row => row[c] as number))
    return rows.map(row => (weight * (row[c] as number)) / norm)
  })
  const distance = (row: number, isIdeal: boolean) =>
    Math.hypot(
      ...columns.map((column, c) => {
        const best = costs.includes(c) !== isIdeal ? Math.max(...column) : Math.min(...column)
        return (column[row] as number) - best
      }),
    )
  return rows.map((_, row) => distance(row, false) / (distance(row, false) + distance(row, true)))
}

const rows = [
  [7, 9, 9, 8],
  [8, 7, 8, 7],
  [9, 6, 8, 9],
  [6, 7, 8, 6],
]
const weights = [0.1, 0.4, 0.3, 0.2]

test('O32, TOPSIS on four alternatives, the last column a cost', () => {
  const rounded = topsis(rows, weights, [3]).map(value => value.toFixed(5))
  expect(rounded).toEqual(['0.74269', '0.40360', '0.17587', '0.44143'])
})

test('O32: why it does not rank here: dropping a row can change the order of the others', () => {
  const order = (table: number[][]) =>
    topsis(table, weights, [3])
      .map((value, i) => ({ value, row: rows.indexOf(table[i] as number[]) }))
      .sort((a, b) => b.value - a.value)
      .map(({ row }) => row)
  const whole = order(rows)
  const changed = rows.filter(dropped => {
    const rest = order(rows.filter(row => row !== dropped))
    return rest.join() !== whole.filter(row => rows[row] !== dropped).join()
  })
  expect(changed.length).toBeGreaterThan(0)
})

test('O33, RFC 3797, section 6: ten of twenty-five from the published key', () => {
  const key = '9319./2.5.8.10.12./9.18.26.34.41.45./'
  const digest = (i: number) => {
    const count = Buffer.from([i >> 8, i & 255])
    return createHash('md5').update(count).update(key).update(count).digest('hex')
  }
  expect(digest(0)).toBe('990dd0a5692a029a98b5e01aa28f3459')
  const left = Array.from({ length: 25 }, (_, i) => i + 1)
  const picked = Array.from({ length: 10 }, (_, i) => {
    const place = Number(BigInt(`0x${digest(i)}`) % BigInt(left.length))
    return left.splice(place, 1)[0]
  })
  expect(picked).toEqual([17, 7, 2, 16, 25, 23, 8, 24, 19, 13])
})
