import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPg } from '#embedded/engine/pg-db.ts'
import { startPostgres, type TestPostgres } from '../support/postgres.ts'
import { hasPostgres } from '../support/postgres-programs.ts'
import { authCases } from './auth-cases.ts'
import { type AuthTarget, openGatewayAccounts, openSupabaseAccounts } from './auth-targets.ts'

function judge(open: () => Promise<AuthTarget>): void {
  let target: AuthTarget
  beforeAll(async () => {
    target = await open()
  })
  afterAll(() => target?.close())
  for (const { name, source, call, expected, gateway } of authCases) {
    test(`${name} (${source})`, async () => {
      const { why, ...difference } = gateway ?? { why: '' }
      const isOurs = gateway !== undefined && target.name === 'gateway'
      const outcome = await call(target)
      expect(outcome).toEqual(isOurs ? difference : expected)
      if (isOurs) expect(outcome, why).not.toEqual(expected)
    })
  }
}

test('each case has a name of its own', () => {
  expect(new Set(authCases.map(each => each.name)).size).toBe(authCases.length)
})

describe('the gateway on PGlite', () => judge(() => openGatewayAccounts()))

describe.skipIf(!hasPostgres)('the gateway on PostgreSQL', () => {
  let postgres: TestPostgres
  beforeAll(async () => {
    postgres = await startPostgres({ settings: { fsync: 'off' } })
  })
  afterAll(() => postgres?.stop())
  judge(() => openGatewayAccounts(async () => openPg({ url: postgres.url })))
})

/** A project made for this test and thrown away, with the rules of `supabase/config.toml`. */
const { SUPABASE_URL: url, SUPABASE_ANON_KEY: anonKey, SUPABASE_SERVICE_ROLE_KEY: serviceKey } = process.env
const given = url && anonKey && serviceKey ? { url, anonKey, serviceKey } : null
describe.skipIf(given === null)(given === null ? 'a real Supabase: its address is not set' : 'a real Supabase', () =>
  judge(async () => openSupabaseAccounts(given?.url ?? '', given?.anonKey ?? '', given?.serviceKey ?? '')),
)
