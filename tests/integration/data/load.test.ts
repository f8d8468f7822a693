import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCommitment, listAllCommitments } from '#app/data/commitments.server.ts'
import { listImportRuns } from '#app/data/imports.server.ts'
import { findOffer } from '#app/data/offers.server.ts'
import { type Loaded, openEmpty } from './open-loaded.ts'

let db: Loaded
const folders: string[] = []

/** A copy of the data folder in which one file is changed as a reader of the file would. */
function folderWith(file: string, change: (content: never) => void): URL {
  const folder = mkdtempSync(join(tmpdir(), 'imarika-data-'))
  folders.push(folder)
  cpSync('data', folder, { recursive: true })
  const content = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  change(content as never)
  writeFileSync(join(folder, file), JSON.stringify(content))
  return pathToFileURL(`${folder}/`)
}

type Content = { meta: Record<string, unknown> } & Record<string, Record<string, unknown>[]>

beforeAll(async () => {
  db = await openEmpty()
})
afterAll(async () => {
  await db.close()
  for (const folder of folders) rmSync(folder, { recursive: true })
})

test('the real files load whole: nothing is refused, and a run is on record for anybody to read', async () => {
  const { result } = await db.load()
  expect(result.refused).toEqual([])
  if (result.outcome !== 'loaded') throw new Error('nothing was loaded')
  const read = Object.fromEntries(result.counts.map(({ table, read }) => [table, read]))
  expect(read).toMatchObject({
    countries: 249,
    framework_points: 13,
    organisations: 4_482,
    commitments: 56,
    point_mappings: 56,
    deliveries: 9,
    offers: 38,
  })
  expect(result.counts.every(({ read, inserted }) => read === inserted)).toBe(true)
  const [run] = await listImportRuns(db.anon)
  expect(run?.counts.find(({ table }) => table === 'commitments')?.inserted).toBe(56)
  expect(run?.files['real-offers.json']).toMatch(/^[0-9a-f]{64}$/)
})

test('a second run over the same files writes nothing and records nothing', async () => {
  expect((await db.load()).result.outcome).toBe('unchanged')
  expect(await listImportRuns(db.anon)).toHaveLength(1)
})

test('groups have the members that their sources give on the day', async () => {
  const members = async (group: string, day: string) => {
    const where =
      'group_code = $1 and (valid_from is null or valid_from <= $2::date) and (valid_to is null or valid_to > $2::date)'
    const rows = await db.query(`select iso2 from public.group_memberships where ${where}`, [group, day])
    return rows.length
  }
  expect(await members('commonwealth', '2026-11-24')).toBe(56)
  expect(await members('commonwealth', '2019-01-01')).toBe(53)
  expect(await members('african_union', '2026-11-24')).toBe(55)
  expect(await members('asean', '2025-10-25')).toBe(10)
  expect(await members('asean', '2025-10-26')).toBe(11)
  expect(await members('brics', '2024-10-24')).toBe(9)
  expect(await members('brics', '2026-11-24')).toBe(10)
  expect(await members('sco', '2025-09-01')).toBe(10)
  expect(await members('ldc', '2026-11-23')).toBe(44)
  expect(await members('ldc', '2024-12-12')).toBe(45)
  expect(await members('lldc', '2026-11-24')).toBe(32)
  expect(await members('sids', '2026-11-24')).toBe(53)
  expect(await members('developing', '2026-11-24')).toBe(177)
})

test('a refused row says so in the log, and the run keeps it', async () => {
  const { lines } = await db.load(
    folderWith('real-commitments.json', (content: Content) => {
      Object.assign(content.commitments?.[4] ?? {}, { committer: 'Nobody' })
    }),
  )
  expect(lines).toContain('Refused: data/real-commitments.json, C05: committer "Nobody" is not listed')
  const [run] = await listImportRuns(db.anon)
  expect(run?.refused.map(({ row }) => row)).toEqual(['C05', 'C05'])
  await db.load()
})

test('a file that is no JSON stops the import by its name, before anything is written', async () => {
  const folder = folderWith('topics.json', () => {})
  writeFileSync(new URL('topics.json', folder), '{')
  await expect(db.load(folder)).rejects.toThrow('data/topics.json cannot be read')
})

test('what left the files goes, and comes back', async () => {
  const without = folderWith('real-offers.json', (content: Content) => void content.offers?.pop())
  const { result } = await db.load(without)
  if (result.outcome !== 'loaded') throw new Error('nothing was loaded')
  expect(result.counts.find(({ table }) => table === 'offers')).toMatchObject({ read: 37, removed: 1, kept: 0 })
  expect(await findOffer(db.anon, 'O38', '2026-11-24')).toBeNull()
  await db.load()
  expect((await findOffer(db.anon, 'O38', '2026-11-24'))?.rules.length).toBeGreaterThan(0)
})

test('an organisation that people run keeps its name, its state and itself, whatever the files say; a listed one follows', async () => {
  await db.query("update public.organisations set state = 'claimed', name = 'Of its owners' where ref = 'uonbi-ac-ke'")
  const changed = folderWith('institutions.json', (content: { rows: [string, string, string][] }) => {
    content.rows = content.rows
      .filter(([, , domain]) => domain !== 'uonbi.ac.ke')
      .concat([['University of another name', 'KE', 'uonbi.ac.ke']])
      .map(([name, iso2, domain]) => [domain === 'ku.ac.ke' ? 'A new name' : name, iso2, domain])
  })
  const rowOf = async (ref: string) =>
    (await db.query('select name, state from public.organisations where ref = $1', [ref]))[0]
  expect(await rowOf('ku-ac-ke')).toMatchObject({ state: 'listed' })
  await db.load(changed)
  expect(await rowOf('uonbi-ac-ke')).toEqual({ name: 'Of its owners', state: 'claimed' })
  expect(await rowOf('ku-ac-ke')).toEqual({ name: 'A new name', state: 'listed' })
  const without = folderWith('institutions.json', (content: { rows: [string, string, string][] }) => {
    content.rows = content.rows.filter(([, , domain]) => domain !== 'uonbi.ac.ke' && domain !== 'ku.ac.ke')
  })
  await db.load(without)
  expect(await rowOf('uonbi-ac-ke')).toEqual({ name: 'Of its owners', state: 'claimed' })
  expect(await rowOf('ku-ac-ke')).toBeUndefined()
  // As the other tests found it.
  await db.query('alter table public.organisations disable trigger organisations_state')
  await db.query("update public.organisations set state = 'listed' where ref = 'uonbi-ac-ke'")
  await db.query('alter table public.organisations enable trigger organisations_state')
  await db.load()
})

test('what left the files and is referred to stays', async () => {
  const [organisation] = await db.query("select id from public.organisations where ref = 'unilag-edu-ng'")
  const other = await db.query("select id from public.commitments where ref = 'C01'")
  await db.query(
    `insert into public.commitments (id, ref, origin, title, lang, kind, topic, accountable_id, source_url, source_publisher, source_kind, checked_on)
     values (gen_random_uuid(), 'X1', 'platform', 'x', 'en', 'training', 'x', $1, 'https://example.org', 'x', 'press', '2026-11-24')`,
    [organisation?.id ?? null],
  )
  expect(other).toHaveLength(1)
  const without = folderWith('institutions.json', (content: { rows: [string, string, string][] }) => {
    content.rows = content.rows.filter(([, , domain]) => domain !== 'unilag.edu.ng')
  })
  const { result } = await db.load(without)
  if (result.outcome !== 'loaded') throw new Error('nothing was loaded')
  expect(result.counts.find(({ table }) => table === 'organisations')).toMatchObject({ removed: 0, kept: 1 })
  await db.query("delete from public.commitments where ref = 'X1'")
  await db.load()
})

test('a changed promise keeps its words before and says why; the first words are no change', async () => {
  expect((await findCommitment(db.anon, 'C33'))?.revisions).toEqual([])
  const changed = folderWith('real-commitments.json', (content: Content) => {
    const first = content.commitments?.find(({ id }) => id === 'C33')
    const target = { value: 175_000, unit: 'people trained', qualifier: 'exactly' }
    Object.assign(first ?? {}, { target, deadline: '2027-12-31' })
    content.meta.revisionReason = 'The committer raised its target.'
  })
  await db.load(changed)
  const commitment = await findCommitment(db.anon, 'C33')
  expect(commitment?.target?.value).toBe(175_000)
  const reason = { text: 'The committer raised its target.', lang: 'en' }
  const texts = commitment?.revisions.map(({ field, before, after }) => `${field}: ${before.text} > ${after.text}`)
  expect(texts?.sort()).toEqual([
    'deadline:  > 2027-12-31',
    'deadline: 2027-06-28 > ',
    'target: exactly 150000 people trained > exactly 175000 people trained',
  ])
  expect(commitment?.revisions.every(revision => revision.reason.text === reason.text)).toBe(true)
})

test('without a reason a promise cannot be changed at all', async () => {
  await expect(db.query("update public.commitments set title = 'x' where ref = 'C02'")).rejects.toThrow(
    'revision_reason_missing',
  )
  expect((await findCommitment(db.anon, 'C02'))?.title.text).toContain('30,000')
})

test('demonstration rows are in no list of the real world', async () => {
  const before = (await listAllCommitments(db.anon)).length
  await db.query(
    `insert into public.commitments (id, ref, origin, title, lang, kind, topic, accountable_id, source_url, source_publisher, source_kind, checked_on)
     select gen_random_uuid(), 'D1', 'demonstration', 'x', 'en', 'training', 'x', id, 'https://example.org', 'x', 'press', '2026-11-24'
     from public.organisations limit 1`,
  )
  expect(await listAllCommitments(db.anon)).toHaveLength(before)
  await db.query("delete from public.commitments where ref = 'D1'")
})

test('lists go on beyond the first thousand rows', async () => {
  await db.query(
    `insert into public.commitments (id, ref, origin, title, lang, kind, topic, accountable_id, source_url, source_publisher, source_kind, checked_on)
     select gen_random_uuid(), 'P' || lpad(n::text, 5, '0'), 'imported', 'x', 'en', 'training', 'x',
       (select id from public.organisations limit 1), 'https://example.org', 'x', 'press', '2026-11-24'
     from generate_series(1, 1200) n`,
  )
  const all = await listAllCommitments(db.anon)
  expect(all).toHaveLength(1_256)
  expect(new Set(all.map(({ ref }) => ref)).size).toBe(1_256)
})
