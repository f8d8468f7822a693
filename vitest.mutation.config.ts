import { defineConfig } from 'vitest/config'

/**
 * The tests that Stryker runs once for each mutant: examples, oracles and refusals whole, random comparisons shortened.
 * The properties are left out: they take seconds and find what the comparisons find.
 */
export default defineConfig({
  test: {
    include: ['tests/unit/domain/{allocation,funding}/**/*.test.ts'],
    exclude: ['tests/unit/domain/allocation/properties.test.ts'],
    env: { ALLOCATION_MARKETS: '400', ALLOCATION_EFFORT: '0.03' },
    setupFiles: ['tests/setup.ts'],
  },
})
