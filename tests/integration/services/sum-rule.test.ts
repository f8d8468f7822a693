import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAllCommitments } from '#app/data/commitments.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Counts } from '#app/domain/commitments/counts-of.ts'
import { type MeasureTotal, measureTotals } from '#app/domain/commitments/measure-totals.ts'
import { commitmentRow } from '#app/services/commitment-twin.server.ts'
import { readCommitment } from '#app/services/read-commitment.server.ts'
import { readCountry } from '#app/services/read-country.server.ts'
import { readHome } from '#app/services/read-home.server.ts'
import { readOrganisation } from '#app/services/read-organisation.server.ts'
import { readPoint } from '#app/services/read-point.server.ts'
import { type Loaded, openLoaded } from '../data/open-loaded.ts'
import { makeRandomChains, plantChains } from './random-chains.ts'

const at = '2026-11-25' as IsoDate
const seed = Number(process.env.SUM_SEED ?? 7)
const count = Number(process.env.SUM_CHAINS ?? 1_000)

describe(`${count} random commitments of seed ${seed}, beside those on record`, () => {
  let db: Loaded
  beforeAll(async () => {
    db = await openLoaded()
    await plantChains(db, makeRandomChains(seed, count))
    for (const statement of readFileSync('tests/integration/services/sums.sql', 'utf8').split(/^--=$/m)) {
      await db.query(statement)
    }
  }, 180_000)
  afterAll(() => db?.close())

  const refsOf = async (condition: string, params: string[] = []) =>
    (await db.query(`select f.ref from private.sum_facts f where ${condition} order by f.ref`, params)).map(
      ({ ref }) => ref ?? '',
    )
  async function recomputed(refs: readonly string[]): Promise<{ totals: MeasureTotal[]; counts: Counts }> {
    const [row] = await db.query(
      'select private.sum_totals($1::jsonb) as totals, private.sum_counts($1::jsonb) as counts',
      [JSON.stringify(refs)],
    )
    return { totals: JSON.parse(row?.totals ?? '[]'), counts: JSON.parse(row?.counts ?? '{}') }
  }

  test('the rows hold what makes sums hard', async () => {
    const [row] = await db.query(`select
      (select count(*) from private.sum_facts where stated > acts and acts > 0)::text as both,
      (select count(*) from private.sum_facts where acts >= stated and stated > 0)::text as acts_larger,
      (select count(*) from public.commitment_parts p join public.commitment_parts q on q.part_id = p.whole_id)::text as deep,
      (select count(*) from public.deliveries where replaces_id is not null)::text as corrected,
      (select count(*) from public.deliveries where is_disputed)::text as disputed,
      (select count(*) from private.sum_facts where not is_listed)::text as unlisted`)
    for (const [what, n] of Object.entries(row ?? {})) expect(Number(n), what).toBeGreaterThan(count / 50)
  })

  test('home: every count and every total of it', async () => {
    const { totals, counts } = await recomputed(await refsOf('f.is_listed'))
    const home = await readHome(db.anon)
    expect(home.counts).toEqual(counts)
    expect(inOrder(home.measures)).toEqual(inOrder(totals))
    expect(home.measures.length).toBeGreaterThanOrEqual(6)
    expect(home.measures.some(({ overlaps }) => overlaps.length > 0)).toBe(true)
  })

  test('every point of the plan, on its own page and in the list of home', async () => {
    const home = await readHome(db.anon)
    for (const { number, counts: shown } of [...home.points, ...home.gaps]) {
      const refs = await refsOf(
        `f.is_listed and exists (select from public.point_mappings p where p.commitment_id = f.id and p.is_primary
          and p.number = $1::int)`,
        [String(number)],
      )
      const { totals, counts } = await recomputed(refs)
      const page = await readPoint(db.anon, number)
      expect(page?.commitments.map(({ ref }) => ref)).toEqual(refs)
      expect({ number, shown, page: page?.counts }).toEqual({ number, shown: counts, page: counts })
      expect(inOrder(page?.totals ?? [])).toEqual(inOrder(totals))
    }
  })

  test('every commitment, in its row of open data and on its page', async () => {
    const facts = await db.query(
      `select ref, measure, promised::float8::text as promised, greatest(stated, acts)::float8::text as reported,
        confirmed::float8::text as confirmed, verified::float8::text as verified, is_listed::text as is_listed
       from private.sum_facts order by ref`,
    )
    const listed = await listAllCommitments(db.anon)
    expect(listed.map(({ ref }) => ref)).toEqual(
      facts.filter(({ is_listed }) => is_listed === 'true').map(({ ref }) => ref),
    )
    const figure = ({ ref, measure, promised, reported, confirmed, verified }: Record<string, unknown>) =>
      [ref, measure, ...[promised, reported, confirmed, verified].map(Number)].join(' ')
    const rows = listed.map(commitment => commitmentRow(commitment, at))
    const byRef = new Map(facts.map(fact => [fact.ref, fact]))
    expect(rows.map(row => figure(row))).toEqual(rows.map(({ ref }) => figure(byRef.get(String(ref)) ?? {})))
    for (const fact of facts.filter((_, n) => n % 40 === 0)) {
      const page = await readCommitment(db.anon, fact.ref ?? '')
      if (page === null) throw new Error(`${fact.ref} has no page`)
      expect(figure(commitmentRow(page.commitment, at))).toBe(figure(fact))
    }
  })

  test('every country, and every organisation: which records, and what they add up to', async () => {
    for (const iso2 of ['KE', 'NG', 'MG', 'KI']) {
      const page = await readCountry(db.anon, iso2, at)
      const named = page?.promises.find(({ reach }) => reach.by === 'country')?.commitments ?? []
      const refs = await refsOf(
        'f.is_listed and exists (select from public.commitment_places p where p.commitment_id = f.id and p.iso2 = $1)',
        [iso2],
      )
      expect(named.map(({ ref }) => ref).sort()).toEqual(refs)
      expect(inOrder(measureTotals(named))).toEqual(inOrder((await recomputed(refs)).totals))
    }
    for (let n = 0; n < 12; n += 1) {
      const page = await readOrganisation(db.anon, `random-${n}`, at)
      // The page of an invented body shows what is invented of its own, and of others what is listed.
      const refs = await refsOf(
        `f.id in (select c.id from public.commitments c join public.organisations o on o.id = c.accountable_id
           where o.ref = $1 and case when o.origin = 'demonstration' then c.origin = 'demonstration' else f.is_listed end)`,
        [`random-${n}`],
      )
      expect(page?.commitments.map(({ ref }) => ref).sort()).toEqual(refs)
    }
  })

  test('the control: one delivery written past the commands moves what the rows say', async () => {
    const [before, home] = [await recomputed(await refsOf('f.is_listed')), await readHome(db.anon)]
    await db.query(
      `update public.deliveries set reported = reported + 1 where id = (
        select d.id from public.deliveries d join private.sum_facts f on f.id = d.commitment_id and f.is_listed
        where d.origin = 'platform' and d.state = 'reported' and d.measure = f.measure and f.acts > f.stated + 1
          and not exists (select from public.commitment_parts p where p.part_id = f.id) limit 1)`,
    )
    const after = await readHome(db.anon)
    expect(inOrder(home.measures)).toEqual(inOrder(before.totals))
    expect(inOrder(after.measures)).not.toEqual(inOrder(before.totals))
  })
})

/** A total without its nature, with lists in one order. */
function inOrder(totals: readonly Partial<MeasureTotal>[]) {
  return totals
    .map(({ nature: _, counted, partsNotAdded, overlaps, ...figures }) => ({
      ...figures,
      counted: [...(counted ?? [])].sort(),
      partsNotAdded: [...(partsNotAdded ?? [])].sort(),
      overlaps: (overlaps ?? []).map(pair => pair.join(' ')).sort(),
    }))
    .sort((a, b) => ((a.measure ?? '') < (b.measure ?? '') ? -1 : 1))
}
