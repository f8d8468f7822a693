import { afterAll, beforeAll, describe } from 'vitest'
import { openPg } from '#embedded/engine/pg-db.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'
import { hasPostgres } from '../../support/postgres-programs.ts'
import { type Accounts, openAccounts } from './support.ts'

/** The tests on PGlite and on a real PostgreSQL; `other` is as a second process on the same database, where it can be. */
export function onBothEngines(tests: (accounts: () => Accounts, other: () => Accounts) => void): void {
  const use = (open: () => Promise<[Accounts, Accounts]>) => {
    let pair: [Accounts, Accounts]
    beforeAll(async () => {
      pair = await open()
    })
    afterAll(async () => {
      await pair?.[0].close()
      if (pair?.[1] !== pair?.[0]) await pair?.[1].close()
    })
    tests(
      () => pair[0],
      () => pair[1],
    )
  }
  describe('on PGlite', () =>
    use(async () => {
      const accounts = await openAccounts()
      return [accounts, accounts]
    }))
  describe.skipIf(!hasPostgres)('on PostgreSQL', () => {
    let postgres: TestPostgres
    beforeAll(async () => {
      postgres = await startPostgres({ settings: { fsync: 'off' } })
    })
    afterAll(() => postgres?.stop())
    use(async () => {
      const open = () => Promise.resolve(openPg({ url: postgres.url, waitMs: 20_000 }))
      const accounts = await openAccounts(open)
      return [accounts, await openAccounts(open, accounts)]
    })
  })
}
