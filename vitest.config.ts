import { defineConfig } from 'vitest/config'

/** What takes long and rarely changes is left to `npm run test:full`: damaged and refused archives, the commands that move them, a folder that others may not read. */
const slow = [
  'tests/integration/archive/{commands,damaged,refused}.test.ts',
  'tests/integration/embedded/private-folder.test.ts',
]

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // Properties run hundreds of examples; a busy machine may take its time over them.
          testTimeout: 30_000,
          include: ['tests/unit/**/*.test.ts', 'tests/unit/**/*.test.tsx'],
          setupFiles: ['tests/setup.ts'],
        },
      },
      {
        test: {
          name: 'db',
          include: ['tests/contract/**/*.test.ts', 'tests/integration/**/*.test.ts', 'tests/database/**/*.test.ts'],
          exclude: process.env.IMARIKA_FULL ? [] : slow,
          setupFiles: ['tests/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          pool: 'forks',
          maxWorkers: 2,
        },
      },
      {
        test: {
          // The same tests of data, services and mail, on the other engine.
          name: 'db-postgres',
          include: ['tests/integration/{data,services,mail}/**/*.test.ts'],
          setupFiles: ['tests/setup.ts'],
          env: { TEST_ENGINE: 'postgres' },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          pool: 'forks',
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'chaos',
          include: ['tests/chaos/**/*.test.ts'],
          globalSetup: ['tests/chaos/support/print-figures.ts'],
          // Kills, restarts and full disks, one after the other: side by side they would disturb each other's clock.
          testTimeout: 600_000,
          hookTimeout: 120_000,
          pool: 'forks',
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
})
