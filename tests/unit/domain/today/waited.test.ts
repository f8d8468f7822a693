import { expect, test } from 'vitest'
import { waited } from '#app/domain/today/overview.ts'

test.each([
  { since: '2026-11-25T10:00:00Z', due: null, days: 0, late: null },
  { since: '2026-11-20T23:59:00Z', due: null, days: 5, late: null },
  // On its own day nothing is late yet, and what begins later has not waited.
  { since: '2026-11-20', due: '2026-11-25', days: 5, late: null },
  { since: '2026-11-20', due: '2026-11-24T23:00:00Z', days: 5, late: 1 },
  { since: '2026-12-01', due: '2026-12-31', days: 0, late: null },
])('since $since until $due: waited $days, late $late', ({ since, due, days, late }) => {
  expect(waited({ since, due }, '2026-11-25')).toEqual({ days, late })
})
