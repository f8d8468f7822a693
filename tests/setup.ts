import { afterEach, beforeEach, expect, vi } from 'vitest'

// A test that makes the code complain on console.error has found something.
beforeEach(() => {
  vi.spyOn(console, 'error')
})

afterEach(() => {
  const calls = vi.mocked(console.error).mock.calls
  vi.restoreAllMocks()
  expect(calls).toEqual([])
})
