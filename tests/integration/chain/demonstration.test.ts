import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAllCommitments, listInventedCommitments } from '#app/data/commitments.server.ts'
import { hasDemonstration } from '#app/data/demonstration.server.ts'
import { findErrorReportReceipt, reportError } from '#app/data/error-reports.server.ts'
import { listAllOffers, listInventedOffers } from '#app/data/offers.server.ts'
import { findInstitutionsByName } from '#app/data/organisations.server.ts'
import { listAllRequests, listInventedRequests } from '#app/data/support-requests.server.ts'
import { readAbout } from '#app/schemas/error-report.ts'
import { findReceiver } from '#app/services/deliveries/report-delivery.server.ts'
import { findAbout } from '#app/services/report-error.server.ts'
import { findAllOrganisations, findOrganisationsPage } from '#app/services/search-organisations.server.ts'
import { bodies, players } from '#scripts/demonstration/cast.ts'
import { loadDemonstration } from '#scripts/demonstration/load.ts'
import { signInPlayer } from '#scripts/demonstration/player.ts'
import { removeDemonstration } from '#scripts/demonstration/remove.ts'
import { readDemonstration } from '#scripts/demonstration/state.ts'
import { type Loaded, openLoaded } from '../data/open-loaded.ts'

let site: Loaded
beforeAll(async () => {
  site = await openLoaded()
})
afterAll(() => site?.close())

const password = 'lend nine hats to copper'

const load = () => loadDemonstration(site.service, site.stage, { password, today: new Date() })

/** How many rows each table holds that people can have rows in. */
async function countRows(): Promise<Record<string, string>> {
  const tables = await site.query(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'private', 'auth', 'storage')
      and c.relname not in ('audit_log', 'audit_heads', 'act_keys', 'outbox', 'seals') order by 1`)
  const counts: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await site.query(`select count(*) as n from ${name}`)
    counts[name ?? ''] = row?.n ?? ''
  }
  return counts
}

test('the world is founded once, and taken away without a trace in any table', async () => {
  const before = await countRows()
  expect(await load()).toBe('loaded')
  const state = await readDemonstration(site.service)
  expect(state?.finishedAt).toEqual(expect.any(String))
  expect(state?.people).toHaveLength(players.length)
  const during = await countRows()
  expect(Number(during['public.organisations'])).toBe(Number(before['public.organisations']) + bodies.length + 1)
  expect(await load()).toBe('unchanged')
  expect(await removeDemonstration(site.service)).toMatchObject({ organisations: bodies.length + 1 })
  expect(await countRows()).toEqual(before)
  expect(await removeDemonstration(site.service)).toBeNull()
})

test('one that was cut off is taken away and begun again', async () => {
  const before = await countRows()
  const cut = { ...site.stage, fetch: async () => Response.json({ message: 'cut' }, { status: 500 }) }
  const today = new Date()
  await expect(loadDemonstration(site.service, cut, { password, today })).rejects.toThrow()
  expect((await readDemonstration(site.service))?.finishedAt).toBeNull()
  expect(await load()).toBe('loaded')
  await removeDemonstration(site.service)
  expect(await countRows()).toEqual(before)
})

test('an error can be reported about a need and about a delivery, as about any other record', async () => {
  await load()
  const refs = (await readDemonstration(site.service))?.refs ?? {}
  for (const kind of ['need', 'delivery'] as const) {
    const about = await findAbout(site.anon, readAbout(`${kind}:${refs[kind]}`), '2026-11-25')
    expect(about).toMatchObject({ kind, ref: refs[kind], name: { lang: 'en' } })
    const input = {
      recordKind: about.kind,
      recordRef: about.ref,
      text: 'The day is wrong.',
      lang: 'en',
      correction: null,
      contact: null,
    }
    const answer = await reportError(site.anon, { actKey: randomUUID(), input })
    if (!answer.ok) throw new Error(answer.reason)
    expect(await findErrorReportReceipt(site.anon, answer.receipt.ref)).toMatchObject({ recordKind: kind })
    expect(await reportError(site.anon, { actKey: randomUUID(), input: { ...input, recordRef: 'X-1' } })).toEqual({
      ok: false,
      reason: 'record_not_found',
    })
  }
  await removeDemonstration(site.service)
})

test('a search finds in one world: what is invented among itself, what is real among what is real', async () => {
  await load()
  const found = async (text: string, origin: 'imported' | 'demonstration') =>
    (await findInstitutionsByName(site.anon, text, 100, origin)).map(({ ref }) => ref)
  expect(await found('Université Exemple', 'demonstration')).toEqual(['demo-universite-de-l-ile'])
  expect(await found('جامعة الدلتا', 'demonstration')).toEqual(['demo-delta-university'])
  expect((await found('university lagos', 'demonstration')).filter(ref => !ref.startsWith('demo-'))).toEqual([])
  // What is invented fits more of these words than anything real, and does not stand in its way.
  const real = await found('example university of the coast', 'imported')
  expect(real.length).toBeGreaterThan(0)
  expect(real.filter(ref => ref.startsWith('demo-'))).toEqual([])
  const meant = async (text: string, origin: 'imported' | 'demonstration') =>
    (await findReceiver(site.anon, text, origin))?.ref
  expect(await meant('example university of the coast', 'demonstration')).toBe('demo-coast-university')
  expect(await meant('demo-coast-university', 'demonstration')).toBe('demo-coast-university')
  expect(await meant('demo-coast-university', 'imported')).toBeUndefined()
  expect(await meant('unilag-edu-ng', 'demonstration')).toBeUndefined()
  expect(await meant('unilag-edu-ng', 'imported')).toBe('unilag-edu-ng')
  await removeDemonstration(site.service)
})

test('who plays in it founds invented organisations alone, and what is real is closed to them', async () => {
  await load()
  const refs = (await readDemonstration(site.service))?.refs ?? {}
  const [newcomer, verifier, coordinator] = await Promise.all(
    (['newcomer', 'verifier', 'coordinator'] as const).map(part => signInPlayer(site.stage, part, password)),
  )
  const [founded] = await site.query('select origin, state from public.organisations where ref = $1', [
    refs.organisation_to_check ?? '',
  ])
  expect(founded).toEqual({ origin: 'demonstration', state: 'claimed' })
  const listed = await site.service.rpc('search_organisations', { q: 'Example Centre for River Data', max_rows: 10 })
  expect(JSON.stringify(listed.data)).not.toContain(refs.organisation_to_check)
  const statement = { statement: 'I work there.', lang: 'en' }
  for (const command of ['claim_organisation', 'ask_membership'])
    await expect(newcomer?.act(command, { organisation: 'unilag-edu-ng', ...statement })).rejects.toThrow(
      'only_demonstration',
    )
  const waits = async (player = verifier) => {
    const { data } = (await player?.db.rpc('my_tasks')) ?? {}
    return (data as { subject_ref: string }[]).map(({ subject_ref }) => subject_ref)
  }
  expect(await waits()).toContain(refs.organisation_to_check)
  expect(await waits(coordinator)).toContain(refs.highlands)
  await removeDemonstration(site.service)
})

test('lists show one world at a time, and twins of lists the real one alone', async () => {
  await load()
  const refs = new Set(Object.values((await readDemonstration(site.service))?.refs ?? {}))
  const at = '2026-11-25'
  const invented = await Promise.all([
    listInventedCommitments(site.anon),
    listInventedOffers(site.anon, at),
    listInventedRequests(site.anon),
    findOrganisationsPage(site.anon, { q: null, country: null, kind: null, after: null, demonstration: 'shown' }).then(
      page => page.rows,
    ),
  ])
  expect(invented.map(rows => rows.filter(({ ref }) => refs.has(ref)).length)).toEqual([2, 4, 3, bodies.length + 1])
  expect(invented.flat().filter(({ origin }) => origin !== 'demonstration')).toEqual([])
  const real = await Promise.all([
    listAllCommitments(site.anon),
    listAllOffers(site.anon, at),
    listAllRequests(site.anon),
    findAllOrganisations(site.anon, {
      q: 'example',
      country: null,
      kind: null,
      after: null,
      demonstration: 'shown',
    }).then(({ rows }) => rows),
  ])
  expect(real.flat().filter(({ origin }) => origin === 'demonstration')).toEqual([])
  expect(await hasDemonstration(site.anon)).toBe(true)
  await removeDemonstration(site.service)
  expect(await hasDemonstration(site.anon)).toBe(false)
})
