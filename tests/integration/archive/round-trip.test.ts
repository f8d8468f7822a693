import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportArchive } from '#scripts/archive/export-archive.ts'
import { importArchive } from '#scripts/archive/import-archive.ts'
import { openToExport } from '#scripts/archive/place.ts'
import { verifyAudit } from '#scripts/audit/verify-audit.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'
import { hasPostgres } from '../../support/postgres-programs.ts'
import { password } from '../auth/support.ts'
import { type Filled, fillSite, must, passFactor } from './fill-site.ts'
import { countBrokenLinks, hashFiles, openSite, readAllRows, type Site, told, type Where } from './site.ts'

const folder = mkdtempSync(join(tmpdir(), 'imarika-round-trip-'))
const first = { dataDir: join(folder, 'first') }
const clock = { now: Date.now() }
let postgres: TestPostgres | null = null
let filled: Filled
let original: State

beforeAll(async () => {
  if (hasPostgres) postgres = await startPostgres()
  const site = await openSite(first, clock)
  filled = await fillSite(site)
  original = await readState(site)
  await site.close()
}, 600_000)

afterAll(async () => {
  await postgres?.stop()
  rmSync(folder, { recursive: true, maxRetries: 3 })
})

test('what goes on the way has rows in every table, files, and an audit that holds', () => {
  expect(Object.keys(original.rows).filter(name => original.rows[name]?.length === 0)).toEqual([])
  expect(original.audit.links).toBeGreaterThan(3)
  expect(original.audit.broken).toBe(0)
  const written = [...filled.files].map(([name, bytes]) => [name, hash('sha256', bytes)])
  expect(original.files).toEqual(Object.fromEntries(written))
})

type State = { rows: Record<string, string[]>; files: Record<string, string>; audit: { links: number; broken: number } }

async function readState(site: Site): Promise<State> {
  return { rows: await readAllRows(site.db), files: await hashFiles(site), audit: await countBrokenLinks(site.db) }
}

async function move(from: Where, to: Where, file: string, withKeys: boolean): Promise<void> {
  const place = await openToExport(told(from))
  try {
    const { damaged } = await exportArchive(place, file, { withKeys })
    expect(damaged).toEqual([])
  } finally {
    await place.close()
  }
  await importArchive(told(to), file)
}

/** In again with the old tokens, then anew with password and code. */
async function signInAgain(site: Site, filled: Filled): Promise<string> {
  const user = await must(site.anon().auth.getUser(filled.accessToken))
  expect(user.data.user?.email).toBe(filled.email)
  const renewed = await must(site.anon().auth.refreshSession({ refresh_token: filled.refreshToken }))
  const client = site.anon()
  await must(client.auth.signInWithPassword({ email: filled.email, password }))
  await passFactor(site, client, filled.secret)
  const { data } = await client.auth.mfa.getAuthenticatorAssuranceLevel()
  expect(data?.currentLevel).toBe('aal2')
  return renewed.data.session?.refresh_token ?? ''
}

test.skipIf(!hasPostgres)(
  'a site goes from its folder to a PostgreSQL and back, with every row, file, link of the audit, and sign-in',
  { timeout: 600_000 },
  async () => {
    const others: Where[] = [{ databaseUrl: postgres?.url ?? '' }, { dataDir: join(folder, 'second') }]
    let before = structuredClone(original)
    let { email, refreshToken } = filled
    const moved = { ...clock }
    let from: Where = first
    for (const [n, to] of others.entries()) {
      await move(from, to, join(folder, `${n}.imarika`), true)
      const site = await openSite(to, moved)
      const after = await readState(site)
      for (const state of [before, after]) {
        for (const name of ['private.limit_counts', 'private.parked_posts']) state.rows[name] = []
      }
      expect((await verifyAudit(site.service)).faults).toEqual([])
      expect(after).toEqual(before)
      refreshToken = await signInAgain(site, { ...filled, email, refreshToken })
      // What follows in the audit follows the last link that came along.
      const links = after.audit.links
      await must(site.service.auth.admin.updateUserById(filled.userId, { user_metadata: { name: `Moved ${n}` } }))
      await site.db.query("update auth.users set email = 'moved-' || email where id = $1", [filled.userId])
      email = `moved-${email}`
      before = await readState(site)
      expect(before.audit).toEqual({ links: links + 1, broken: 0 })
      await site.close()
      from = to
    }
  },
)

test('without the keys, sessions end and everything else goes along', { timeout: 300_000 }, async () => {
  const to = { dataDir: join(folder, 'restored') }
  await move(first, to, join(folder, 'backup.imarika'), false)

  const site = await openSite(to, { now: clock.now + 3_600_000 })
  const after = await readAllRows(site.db)
  const before = { ...original.rows }
  const gone = Object.keys(before).filter(name => after[name]?.length === 0)
  expect(gone).toEqual([
    'auth.mfa_amr_claims',
    'auth.sessions',
    'private.limit_counts',
    'private.parked_posts',
    'private.session_activity',
  ])
  for (const name of gone) before[name] = []
  expect(after).toEqual(before)
  const refused = await site.anon().auth.refreshSession({ refresh_token: filled.refreshToken })
  expect(refused.error?.code).toBe('refresh_token_not_found')
  expect((await site.anon().auth.getUser(filled.accessToken)).error).not.toBeNull()
  const client = site.anon()
  await must(client.auth.signInWithPassword({ email: filled.email, password }))
  await passFactor(site, client, filled.secret)
  await site.close()
})
