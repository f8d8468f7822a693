import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { loadData } from '#scripts/data-load.ts'
import { loadDemonstration } from '#scripts/demonstration/load.ts'
import { type Client, password } from '../auth/support.ts'
import type { Site } from './site.ts'

export type Filled = {
  email: string
  userId: string
  secret: string
  /** Of an open session of the second level. */
  accessToken: string
  refreshToken: string
  /** Names and bytes. */
  files: Map<string, Buffer>
}

/** Around the size of a part, and the largest that the app takes. */
const sizes = [1, 1_000, 262_143, 262_144, 262_145, 3_000_000, 10 * 1024 * 1024]

/** A site with rows in every table: the real data, and what people do, by the commands that they do it with. */
export async function fillSite(site: Site): Promise<Filled> {
  await loadData(site.service, () => {})
  const filled = await makePerson(site)
  await makeTraces(site, filled)
  await playChain(site)
  return { ...filled, files: new Map([...(await makeFiles(site)), ...(await filesOfChain(site))]) }
}

async function makePerson(site: Site): Promise<Omit<Filled, 'files'>> {
  const email = `person-${randomUUID()}@example.org`
  const { data: made, error } = await site.service.auth.admin.createUser({
    email,
    password,
    email_confirm: true,
    // Letters whose text forms differ where an encoding is not kept.
    user_metadata: { name: 'Amina Wanjirũ \u2028 أمينة "\\ \t', lang: 'fr' },
  })
  if (error) throw error
  const client = site.anon()
  await must(client.auth.signInWithPassword({ email, password }))
  const { data: factor, error: refused } = await client.auth.mfa.enroll({ factorType: 'totp', issuer: 'Imarika' })
  if (refused) throw refused
  await passFactor(site, client, factor.totp.secret)
  await must(client.rpc('touch_session', { device: 'firefox/linux' }))
  await command(client, 'cmd_make_recovery_codes', {
    salt: randomBytes(16).toString('hex'),
    hashes: Array.from({ length: 10 }, () => randomBytes(32).toString('hex')),
  })
  await must(client.auth.signInWithOtp({ email, options: { shouldCreateUser: false } }))
  const { data } = await client.auth.getSession()
  if (data.session === null) throw new Error('No session')
  const { access_token: accessToken, refresh_token: refreshToken } = data.session
  return { email, userId: made.user.id, secret: factor.totp.secret, accessToken, refreshToken }
}

/** The second step. A code is taken once, so the clock goes on to the next. */
export async function passFactor(site: Site, client: Client, secret: string): Promise<void> {
  site.clock.now += 60_000
  const { data } = await client.auth.mfa.listFactors()
  const factorId = data?.all[0]?.id ?? ''
  const { data: challenge, error } = await client.auth.mfa.challenge({ factorId })
  if (error) throw error
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: site.clock.now })
  await must(client.auth.mfa.verify({ factorId, challengeId: challenge.id, code }))
}

/** Reports, receipts, audit, mail and limits, and rows of tables that no command writes yet. */
async function makeTraces(site: Site, { userId }: { userId: string }): Promise<void> {
  for (const text of ['The target is 800,000.', 'L’échéance est passée.', 'تغيّر الموعد.']) {
    const [commitment] = await site.db.query('select ref from public.commitments order by ref collate "C" limit 1', [])
    await command(site.anon(), 'cmd_report_error', {
      recordKind: 'commitment',
      recordRef: commitment?.ref ?? '',
      text,
      lang: 'en',
      contact: null,
    })
  }
  await must(site.service.rpc('take_limit', { kind: 'sign_in_client', subject: '203.0.113.9' }))
  const statements = [
    `insert into public.memberships (organisation_id, user_id, role)
      select id, '${userId}', 'editor' from public.organisations order by id limit 2`,
    `insert into public.commitment_milestones (commitment_id, due_on, value)
      select id, '2027-06-30', 1234567.890 from public.commitments where target_measure is not null order by id limit 1`,
    `select set_config('imarika.revision_reason', '{"text":"The source was corrected.","lang":"en"}', false)`,
    `update public.commitments set title = title || ' (corrected)' where id = (select min(id::text)::uuid from public.commitments)`,
    `insert into public.commitment_overlaps (one_id, other_id, reason, decided_by, decided_on)
      select a.id, b.id, 'Both count the same labs.', 'editors', '-infinity' from public.commitments a, public.commitments b
      where a.id < b.id order by a.id desc, b.id limit 1 on conflict do nothing`,
  ]
  for (const text of statements) await site.db.query(text, [])
}

/** Every step from a need to what was verified, as the demonstration plays it, and what no step of it leaves. */
async function playChain(site: Site): Promise<void> {
  await loadDemonstration(site.service, site.stage, { password, today: new Date() })
  await must(site.service.rpc('seal_audit'))
  const statements = [
    `insert into public.drafts (user_id, form, subject, fields)
      select id, 'state-need', 'o', '{"title": "A \u2028 أمينة"}' from auth.users order by id limit 1`,
    `insert into private.told_matches (request_id, offer_id)
      select r.id, f.id from public.support_requests r, public.offers f where f.origin <> 'imported' order by r.id, f.id limit 1`,
    `insert into private.offers_told (offer_id) select id from public.offers where origin <> 'imported' order by id limit 1
      on conflict do nothing`,
    `insert into public.expressions_of_interest (request_id, offer_id, from_side, message, lang)
      select r.id, f.id, 'provider', 'أهلًا "and" more', 'ar' from public.support_requests r, public.offers f
      where f.origin <> 'imported' order by r.id, f.id limit 1`,
    `insert into public.invitations (organisation_id, mail, role)
      select id, 'somebody@example.org', 'viewer' from public.organisations order by id limit 1`,
    `insert into public.membership_requests (kind, organisation_id, user_id, statement, lang)
      select 'join', o.id, u.id, 'I work there.', 'en' from public.organisations o, auth.users u order by o.id, u.id limit 1`,
    `insert into public.organisation_checks (organisation_id, outcome, reason, lang)
      select id, 'verified', 'It is in the register.', 'en' from public.organisations order by id limit 1`,
    `select private.park_post(repeat('ab', 32), gen_random_uuid(), null, encode(decode(repeat('00', 64), 'hex'), 'base64'))`,
  ]
  for (const text of statements) await site.db.query(text, [])
}

/** The evidence that the story brought, as it is downloaded. */
async function filesOfChain(site: Site): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  const rows = await site.db.query(
    `select organisation_id || '/' || id as name from public.files where state = 'attached' order by id`,
    [],
  )
  for (const { name } of rows) {
    const { data, error } = await site.service.storage.from('files').download(name ?? '')
    if (error) throw error
    files.set(`files/${name}`, Buffer.from(await data.arrayBuffer()))
  }
  return files
}

/** Under the names that the app gives, so that each belongs to a row of ours. */
async function makeFiles(site: Site): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  for (const size of sizes) {
    const bytes = randomBytes(size)
    const [row] = await site.db.query(
      `insert into public.files (organisation_id, act_key, name, type, size_bytes, sha256)
        select min(id::text)::uuid, gen_random_uuid(), $1, 'text/plain', $2::int, $3 from public.organisations
        returning organisation_id || '/' || id as name`,
      [`Of ${size} bytes.txt`, String(size), createHash('sha256').update(bytes).digest('hex')],
    )
    const name = row?.name ?? ''
    await must(site.service.storage.from('files').upload(name, new Uint8Array(bytes), { contentType: 'text/plain' }))
    files.set(`files/${name}`, bytes)
  }
  return files
}

async function command(client: Client, name: 'cmd_report_error' | 'cmd_make_recovery_codes', input: object) {
  const call = client.rpc as (name: string, args: object) => PromiseLike<{ data: unknown; error: Error | null }>
  const { data, error } = await call.call(client, name, { act_key: randomUUID(), expected_version: null, input })
  if (error) throw error
  if ((data as { ok: boolean }).ok !== true) throw new Error(`${name} was refused: ${JSON.stringify(data)}`)
}

export async function must<Answer extends { error: Error | null }>(call: PromiseLike<Answer>): Promise<Answer> {
  const answer = await call
  if (answer.error) throw answer.error
  return answer
}
