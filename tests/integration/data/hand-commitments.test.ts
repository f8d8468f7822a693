import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAllCommitments } from '#app/data/commitments.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { countsOf } from '#app/domain/commitments/counts-of.ts'
import { decidingDeadline, fourAnswers } from '#app/domain/commitments/four-answers.ts'
import { isCounted, whyNotCounted } from '#app/domain/commitments/is-counted.ts'
import { measureTotals } from '#app/domain/commitments/measure-totals.ts'
import { quantities } from '#app/domain/commitments/quantities.ts'
import { type Loaded, openLoaded } from './open-loaded.ts'

// The table was made by hand from the sources before the code. It is compared row by row with the loaded data;
// where the two disagree the source decides (tests/fixtures/hand/README.md).
type Row = {
  id: string
  promised: { value: number; unit: string; qualifier: string; per?: string } | null
  reported: { value: number; asOf: string | null }
  confirmed: number
  verified: number
  notCounted: { isReport?: false; reportedBy: string }[]
  countsIn: { registered: boolean; withAnyReport: boolean; withConfirmed: boolean; withVerified: boolean }
  formalisation: string
  implementation: { value: string; basis: string | null }
  freshness: string
  verification: string
  totals: { measure: string; in: boolean; promised: number; reported: number; shownAsRate?: number }[]
  parts: { id: string; unit: string; promised: number; sameMeasure: boolean; addedToMeasureTotal: boolean }[]
  partOf: string | null
  overlaps: { id: string; sameMeasure: boolean; aTotalHoldsBoth: boolean }[]
  deadlines: { on: string; words: string | null; used: boolean }[]
}

type Home = {
  counts: { registered: number; withAnyReport: number; withConfirmed: number; withVerified: number }
  withAnyReportIds: string[]
  noNumberIds: string[]
  notCountedReports: { id: string; value: number; unit: string; why: string }[]
  totalsThatHoldAnOverlapPair: string[]
  implementation: Record<string, string[] | number>
  units: {
    unit: string
    promised: number
    reported: number
    ids: string[]
    reportedIds?: string[]
    notAdded?: string[]
    isTotal?: boolean
    upTo?: boolean
  }[]
}

const hand = JSON.parse(readFileSync('tests/fixtures/hand/commitments.json', 'utf8')) as {
  about: { asOf: IsoDate }
  commitments: Row[]
  home: Home
}
const at = hand.about.asOf

let db: Loaded
let all: Commitment[]

beforeAll(async () => {
  db = await openLoaded()
  all = await listAllCommitments(db.anon)
})
afterAll(() => db.close())

const find = (ref: string): Commitment => {
  const commitment = all.find(one => one.ref === ref)
  if (!commitment) throw new Error(`${ref} is not loaded`)
  return commitment
}

/** The measure that the import gave to a unit of the sources. */
async function measureOf(unit: string): Promise<string> {
  const [row] = await db.query('select measure from public.measure_units where unit = $1', [unit])
  return row?.measure ?? `no measure for ${unit}`
}

test('the table has rows to compare', () => {
  expect(hand.commitments).toHaveLength(17)
  expect(hand.home.units).toHaveLength(24)
})

test.each(hand.commitments.map(row => [row.id, row] as const))('%s has the quantities of the table', (ref, row) => {
  const commitment = find(ref)
  const sum = quantities(commitment)
  const counted = commitment.deliveries.filter(delivery => isCounted(delivery, commitment))
  const qualifier = commitment.target?.qualifier.replace('_', ' ')
  const promised = commitment.target && {
    value: commitment.target.value,
    unit: commitment.target.words.text,
    qualifier,
  }
  const { per, ...wanted } = row.promised ?? {}
  expect(promised ?? {}).toEqual(wanted)
  expect(commitment.target?.nature === 'rate').toBe(per !== undefined)
  expect({ value: sum?.reported ?? 0, asOf: counted[0]?.asOf ?? null }).toEqual(row.reported)
  expect([sum?.confirmed ?? 0, sum?.verified ?? 0]).toEqual([row.confirmed, row.verified])
  const left = commitment.deliveries.filter(delivery => !isCounted(delivery, commitment))
  const wantedLeft = row.notCounted.filter(({ isReport }) => isReport !== false)
  expect(left.map(({ reportedBy }) => reportedBy.text)).toEqual(wantedLeft.map(({ reportedBy }) => reportedBy))
})

test.each(hand.commitments.map(row => [row.id, row] as const))('%s has the four answers of the table', (ref, row) => {
  expect(fourAnswers(find(ref), at)).toEqual({
    at,
    formalisation: row.formalisation,
    implementation: row.implementation.value,
    basis: row.implementation.basis,
    freshness: row.freshness,
    verification: row.verification,
  })
})

test.each(hand.commitments.map(row => [row.id, row] as const))('%s stands in the counts of the table', (ref, row) => {
  const counts = countsOf([find(ref)])
  expect({
    registered: counts.registered === 1,
    withAnyReport: counts.reported === 1,
    withConfirmed: counts.confirmed === 1,
    withVerified: counts.verified === 1,
  }).toEqual(row.countsIn)
})

test.each(hand.commitments.map(row => [row.id, row] as const))(
  '%s brings into the totals what the table says',
  async (ref, row) => {
    const commitment = find(ref)
    const totals = measureTotals(all)
    // Its parts go with it: without their whole they would count themselves.
    const rest = measureTotals(all.filter(one => one.ref !== ref && one.wholeRef !== ref))
    const rows = totals.filter(({ counted, partsNotAdded }) => counted.includes(ref) || partsNotAdded.includes(ref))
    const wanted = await Promise.all(
      row.totals.map(async total => ({ ...total, measure: await measureOf(total.measure) })),
    )
    expect(rows.map(({ measure }) => measure)).toEqual(wanted.map(({ measure }) => measure))
    for (const total of wanted) {
      const found = rows.find(({ measure }) => measure === total.measure)
      const without = rest.find(({ measure }) => measure === total.measure)
      const brings = {
        promised: (found?.promised ?? 0) - (without?.promised ?? 0),
        reported: (found?.reported ?? 0) - (without?.reported ?? 0),
      }
      expect(found?.nature === 'stock' && found.counted.includes(ref)).toBe(total.in)
      if (total.shownAsRate === undefined)
        expect(brings).toEqual({ promised: total.promised, reported: total.reported })
      else expect([found?.nature, commitment.target?.value]).toEqual(['rate', total.shownAsRate])
    }
  },
)

test.each(hand.commitments.map(row => [row.id, row] as const))(
  '%s hangs together with others as in the table',
  (ref, row) => {
    const commitment = find(ref)
    const totals = measureTotals(all)
    const parts = commitment.partRefs.map(find).map(part => ({
      id: part.ref,
      unit: part.target?.words.text,
      promised: part.target?.value,
      sameMeasure: part.target?.measure === commitment.target?.measure,
      addedToMeasureTotal: totals.some(({ counted }) => counted.includes(part.ref)),
    }))
    expect(parts).toEqual(row.parts)
    expect(commitment.wholeRef).toBe(row.partOf)
    const overlaps = commitment.overlapRefs.map(other => ({
      id: other,
      sameMeasure: find(other).target?.measure === commitment.target?.measure,
      aTotalHoldsBoth: totals.some(total => total.overlaps.some(pair => pair.includes(ref) && pair.includes(other))),
    }))
    expect(overlaps).toEqual(row.overlaps)
    const used = decidingDeadline(commitment)
    const deadlines = commitment.deadlines.map(({ date, words }) => ({
      on: date,
      words: words?.text ?? null,
      used: date === used,
    }))
    expect(deadlines).toEqual(row.deadlines)
  },
)

test('the counts of home are those of the table', () => {
  const { registered, reported, confirmed, verified } = countsOf(all)
  const counts = { registered, withAnyReport: reported, withConfirmed: confirmed, withVerified: verified }
  expect(counts).toEqual(hand.home.counts)
  expect(all.filter(({ deliveries }) => deliveries.length > 0).map(({ ref }) => ref)).toEqual(
    hand.home.withAnyReportIds,
  )
  expect(all.filter(({ target }) => target === null).map(({ ref }) => ref)).toEqual(hand.home.noNumberIds)
})

test('the reports that count nowhere are those of the table, with the reason', () => {
  const reasons: Record<string, string> = {
    'another measure than people trained': 'other_measure',
    'another measure than CAD disbursed': 'other_measure',
    'another programme': 'other_programme',
    'the commitment has no target, so no measure to count in': 'no_target',
  }
  const left = all.flatMap(commitment =>
    commitment.deliveries.flatMap(delivery => {
      const why = whyNotCounted(delivery, commitment)
      return why === null ? [] : [{ id: commitment.ref, why }]
    }),
  )
  expect(left).toEqual(hand.home.notCountedReports.map(({ id, why }) => ({ id, why: reasons[why] })))
  for (const { id, value } of hand.home.notCountedReports) {
    const [report] = find(id).deliveries
    // The source gives the figure of the other programme in words alone.
    if (report?.reported === null) expect(report.note?.text).toContain(`${value / 1_000_000} million`)
    else expect(report?.reported).toBe(value)
  }
})

test('the answers about implementation of all commitments are those of the table', () => {
  const byAnswer = new Map<string, string[]>()
  for (const commitment of all) {
    const { implementation } = fourAnswers(commitment, at)
    byAnswer.set(implementation, [...(byAnswer.get(implementation) ?? []), commitment.ref])
  }
  const notStarted = byAnswer.get('not_started')?.length
  byAnswer.delete('not_started')
  const { not_startedCount, ...answers } = hand.home.implementation
  expect(Object.fromEntries(byAnswer)).toEqual(answers)
  expect(notStarted).toBe(not_startedCount)
})

test('the total of every unit is that of the table, and there is no other', async () => {
  const wanted = await Promise.all(
    hand.home.units.map(async row => ({
      measure: await measureOf(row.unit),
      nature: row.isTotal === false ? 'rate' : 'stock',
      promised: row.promised,
      reported: row.reported,
      counted: row.ids,
      partsNotAdded: row.notAdded ?? [],
      reportedBy: row.reportedIds ?? [],
      upTo: row.upTo ?? false,
    })),
  )
  const totals = measureTotals(all).map(({ measure, nature, promised, reported, counted, partsNotAdded }) => ({
    measure,
    nature,
    promised,
    reported,
    counted,
    partsNotAdded,
    reportedBy: counted.filter(ref => (quantities(find(ref))?.reported ?? 0) > 0),
    upTo: counted.some(ref => find(ref).target?.qualifier === 'up_to'),
  }))
  expect(totals).toEqual(wanted.sort((a, b) => (a.measure < b.measure ? -1 : 1)))
})

test('the totals that hold an overlapping pair are those of the table', () => {
  const held = measureTotals(all).filter(({ overlaps }) => overlaps.length > 0)
  expect(held.map(({ measure }) => measure)).toEqual(hand.home.totalsThatHoldAnOverlapPair)
})
