import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chartBox, chartGeometry } from '#app/components/figures/step-chart-geometry.ts'

const input = {
  from: '2024-10-03',
  due: '2027-04-03',
  at: '2026-11-24',
  promised: 800_000,
  reports: [{ on: '2026-02-12', value: 100_000 }],
  isMirrored: false,
} as const

test('the heights of promised and reported stand in the ratio of their values', () => {
  const { y } = chartGeometry(input)
  const height = (value: number) => chartBox.bottom - y(value)
  expect(height(100_000) / height(800_000)).toBeCloseTo(1 / 8, 2)
})

test('a report above the promise still lies inside the box', () => {
  const { y } = chartGeometry({ ...input, promised: 2000, reports: [{ on: '2026-02-12', value: 3000 }] })
  expect(y(3000)).toBe(chartBox.top)
  expect(y(2000)).toBeGreaterThan(chartBox.top)
})

test('the stair goes up at the day of the report and not before', () => {
  const { line, x, y } = chartGeometry(input)
  expect(line).toBe(`M${x('2024-10-03')} ${chartBox.bottom}H${x('2026-02-12')}V${y(100_000)}H${x('2026-11-24')}`)
})

test('turned around, every day stands at the mirrored place', () => {
  const day = fc.integer({ min: 1, max: 28 }).map(d => `2026-01-${String(d).padStart(2, '0')}` as '2026-01-01')
  fc.assert(
    fc.property(day, d => {
      const [plain, mirrored] = [chartGeometry(input), chartGeometry({ ...input, isMirrored: true })]
      expect(plain.x(d) + mirrored.x(d)).toBeCloseTo(chartBox.left + chartBox.right, 0)
    }),
  )
})
