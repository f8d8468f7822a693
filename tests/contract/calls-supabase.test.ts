import { randomBytes } from 'node:crypto'
import { describe, test } from 'vitest'
import { isRecording, judge } from './judge.ts'
import { client, makeTarget, type Target, userClaims } from './targets.ts'

/**
 * A real Supabase, of a project made for this test and thrown away, whose database holds the fixture:
 *   psql "$DB_URL" -1 -c 'set search_path = public, extensions' -f tests/contract/fixture.sql
 */
const { SUPABASE_URL: url, SUPABASE_ANON_KEY: anonKey, SUPABASE_SERVICE_KEY: serviceKey } = process.env
const given: Given | null = url && anonKey && serviceKey ? { url, anonKey, serviceKey } : null

if (given === null) {
  test.skip('a real Supabase is not asked: its address and keys are not in the environment', () => {})
} else
  describe.skipIf(isRecording)(`a real Supabase at ${given.url}`, () => judge(() => openSupabase(given), 'Supabase'))

type Given = { url: string; anonKey: string; serviceKey: string }

async function openSupabase({ url, anonKey, serviceKey }: Given): Promise<Target> {
  const anon = client(url, anonKey, fetch)
  const service = client(url, serviceKey, fetch)
  const account = { email: 'contract@example.org', password: randomBytes(16).toString('base64url') }
  // Fails where the fixture is not, before anything is touched.
  await makeTarget({ anon, user: anon, service }, async () => {}).reset()
  await service.auth.admin.deleteUser(userClaims.sub)
  const made = await service.auth.admin.createUser({ ...account, id: userClaims.sub, email_confirm: true })
  if (made.error !== null) throw made.error
  const { data, error } = await client(url, anonKey, fetch).auth.signInWithPassword(account)
  if (error !== null) throw error
  const user = client(url, anonKey, fetch, data.session.access_token)
  return makeTarget({ anon, user, service }, async () => {
    await service.auth.admin.deleteUser(userClaims.sub)
  })
}
