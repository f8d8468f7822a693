import { defineConfig } from 'vitest/config'

/**
 * The tests that Stryker runs once for each mutant: examples, oracles and refusals whole, random comparisons shortened.
 * The properties are left out, for they take seconds and find what the comparisons find, and so are the tests that start
 * commands, which run code without mutants.
 */
export default defineConfig({
  test: {
    include: ['tests/unit/domain/{allocation,funding,ranking}/**/*.test.ts', 'tests/unit/verifier/**/*.test.ts'],
    exclude: ['tests/unit/domain/allocation/properties.test.ts', 'tests/unit/verifier/{commands,other-node}.test.ts'],
    env: { ALLOCATION_MARKETS: '400', ALLOCATION_EFFORT: '0.03' },
    setupFiles: ['tests/setup.ts'],
  },
})
