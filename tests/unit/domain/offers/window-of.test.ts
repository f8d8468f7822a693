import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { type WindowFacts, windowOf } from '#app/domain/offers/window-of.ts'

const nothing: WindowFacts = { stated: null, opensOn: null, applyBy: null, endsOn: null }
const window = (facts: Partial<WindowFacts>, at: IsoDate) => windowOf({ ...nothing, ...facts }, at)

test('without any word of the source the window is unknown, never open', () => {
  expect(window({}, '2026-11-24')).toBe('unknown')
  expect(window({ stated: 'unknown' }, '2026-11-24')).toBe('unknown')
  expect(window({ opensOn: '2026-01-01' }, '2026-11-24')).toBe('unknown')
})

test('the closing day is open to its end', () => {
  const facts = { opensOn: '2026-11-01', applyBy: '2026-11-24' } as const
  expect(window(facts, '2026-10-31')).toBe('forecast')
  expect(window(facts, '2026-11-01')).toBe('open')
  expect(window(facts, '2026-11-24')).toBe('open')
  expect(window(facts, '2026-11-25')).toBe('closed')
})

test('rolling is open until the offer itself is over', () => {
  const facts = { stated: 'rolling', endsOn: '2028-05-07' } as const
  expect(window(facts, '2026-11-24')).toBe('open')
  expect(window(facts, '2028-05-07')).toBe('open')
  expect(window(facts, '2028-05-08')).toBe('closed')
})

test('stated closed stays closed', () => {
  expect(window({ stated: 'closed', applyBy: '2027-01-01' }, '2026-11-24')).toBe('closed')
})

test('once closed, never open again', () => {
  const day = fc
    .integer({ min: 0, max: 3_000 })
    .map(n => new Date(n * 86_400_000 + 1.6e12).toISOString().slice(0, 10) as IsoDate)
  const facts = fc.record({
    stated: fc.constantFrom('closed' as const, 'rolling' as const, 'unknown' as const, null),
    opensOn: fc.option(day),
    applyBy: fc.option(day),
    endsOn: fc.option(day),
  })
  fc.assert(
    fc.property(facts, day, day, (given, one, other) => {
      const [early, late] = one <= other ? [one, other] : [other, one]
      if (windowOf(given, early) === 'closed') expect(windowOf(given, late)).toBe('closed')
    }),
  )
})
