import { defineConfig } from 'vitest/config'

/** For a run of these alone: `npx vitest run --config tests/chaos/vitest.config.ts`. One file at a time: they measure. */
export default defineConfig({
  test: {
    name: 'chaos',
    include: ['tests/chaos/**/*.test.ts'],
    globalSetup: ['tests/chaos/support/print-figures.ts'],
    testTimeout: 900_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
  },
})
