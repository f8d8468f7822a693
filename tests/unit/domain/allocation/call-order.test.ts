import { expect, test, vi } from 'vitest'
import { callOrder } from './plain-reading.ts'
import { effort, makeDice } from './random-market.ts'
import { run } from './run.ts'

vi.setConfig({ testTimeout: 60_000 })

test('call orders with one and two shares are those of a reading step by step, on 4,000 random lists', () => {
  const dice = makeDice(12)
  for (let n = 0; n < effort(4_000); n++) {
    const order = dice.shuffled(Array.from({ length: dice.below(18) }, (_, i) => `u${i}`))
    const shares = ['A', 'B'].slice(0, 1 + dice.below(2)).map(name => ({ class: name, percent: dice.below(101) }))
    const density = dice.roll()
    const classes = Object.fromEntries(order.map(id => [id, dice.some(['A', 'B', 'C'], density)]))
    const called = callOrder(order, shares, id => classes[id] ?? [])
    expect(
      run({ kind: 'call-order', order, shares, classes }).order,
      JSON.stringify({ order, shares, classes }),
    ).toEqual(called)
  }
})

test('two shares of the same class are one', () => {
  const share = { class: 'A', percent: 40 }
  const base = { kind: 'call-order', order: ['b', 'c', 'a'], classes: { a: ['A'] } }
  expect(run({ ...base, shares: [share, share] }).order).toEqual(run({ ...base, shares: [share] }).order)
})

test('without classes the order stays', () => {
  const instance = { kind: 'call-order', order: ['b', 'a'], shares: [{ class: 'A', percent: 100 }] }
  expect(run(instance).order).toEqual(['b', 'a'])
})

test('100,000 are called in the time of a few', () => {
  const order = Array.from({ length: 100_000 }, (_, i) => `u${i}`)
  const classes = Object.fromEntries(order.filter((_, i) => i % 3 === 2).map(id => [id, ['A']]))
  expect(run({ kind: 'call-order', order, shares: [{ class: 'A', percent: 33 }], classes }).order).toHaveLength(100_000)
})
