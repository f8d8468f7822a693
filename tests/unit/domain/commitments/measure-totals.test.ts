import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { countsOf } from '#app/domain/commitments/counts-of.ts'
import { measureTotals } from '#app/domain/commitments/measure-totals.ts'
import { stepReached } from '#app/domain/commitments/step-reached.ts'
import { makeCommitment, makeDelivery, makeTarget } from './make-commitment.ts'

const target = (measure: string, value: number) => makeTarget({ measure, value })

test('a whole counts with its target and its part in the same measure is shown, not added', () => {
  const whole = makeCommitment({ ref: 'C46', target: target('gpus_installed', 12_000), partRefs: ['C47'] })
  const part = makeCommitment({ ref: 'C47', target: target('gpus_installed', 3_000), wholeRef: 'C46' })
  expect(measureTotals([part, whole])).toEqual([
    {
      measure: 'gpus_installed',
      nature: 'stock',
      promised: 12_000,
      reported: 0,
      confirmed: 0,
      verified: 0,
      counted: ['C46'],
      partsNotAdded: ['C47'],
      overlaps: [],
    },
  ])
})

test('a part counts in a measure in which its whole has no target, and where the whole is not in the list', () => {
  const whole = makeCommitment({ ref: 'C25', target: target('usd_disbursed', 37) })
  const other = makeCommitment({ ref: 'C26', target: target('scholarships', 5), wholeRef: 'C25' })
  const same = makeCommitment({ ref: 'C28', target: target('usd_disbursed', 7), wholeRef: 'C25' })
  expect(measureTotals([whole, other, same]).map(({ measure, promised }) => [measure, promised])).toEqual([
    ['scholarships', 5],
    ['usd_disbursed', 37],
  ])
  expect(measureTotals([same])[0]?.promised).toBe(7)
})

test('a report of a part rolls up to the whole, once', () => {
  const report = (id: string, reported: number) => makeDelivery({ id, reported })
  const whole = makeCommitment({ ref: 'W' })
  const part = makeCommitment({ ref: 'P', wholeRef: 'W', deliveries: [report('p', 30)] })
  expect(measureTotals([whole, part])[0]?.reported).toBe(30)
  const saying = makeCommitment({ ref: 'W', deliveries: [report('w', 50)] })
  expect(measureTotals([saying, part])[0]?.reported).toBe(50)
  const acting = makeCommitment({
    ref: 'W',
    origin: 'platform',
    deliveries: [makeDelivery({ id: 'w', origin: 'platform', reported: 50 })],
  })
  expect(measureTotals([acting, part])[0]?.reported).toBe(80)
})

test('a total that holds two overlapping commitments says so; across measures there is nothing to say', () => {
  const one = makeCommitment({ ref: 'C17', overlapRefs: ['C18'] })
  const other = makeCommitment({ ref: 'C18', overlapRefs: ['C17'] })
  expect(measureTotals([one, other])[0]?.overlaps).toEqual([['C17', 'C18']])
  const apart = makeCommitment({ ref: 'C18', overlapRefs: ['C17'], target: target('cad_disbursed', 1) })
  expect(measureTotals([one, apart]).flatMap(({ overlaps }) => overlaps)).toEqual([])
})

test('a commitment without a number is in the counts and in no total', () => {
  const bare = makeCommitment({ target: null, deliveries: [makeDelivery({ measure: 'programmes_held' })] })
  expect(measureTotals([bare])).toEqual([])
  expect(countsOf([bare])).toEqual({ registered: 1, reported: 1, confirmed: 0, verified: 0 })
  expect(stepReached(bare)).toBe('reported')
})

test('wholes that name each other do not hang the sum', () => {
  const one = makeCommitment({ ref: 'A', wholeRef: 'B' })
  const other = makeCommitment({ ref: 'B', wholeRef: 'A' })
  expect(measureTotals([one, other])[0]?.partsNotAdded).toEqual(['A', 'B'])
})

const measures = ['people_trained', 'usd_disbursed', 'gbp_disbursed']

/** Random commitments; a part names a whole of lower ref, so that there are no circles. */
const commitments: fc.Arbitrary<Commitment[]> = fc
  .array(
    fc.record({
      measure: fc.constantFrom(...measures),
      value: fc.integer({ min: 1, max: 1_000_000 }),
      hasTarget: fc.boolean(),
      above: fc.option(fc.nat(30)),
      reports: fc.array(fc.record({ measure: fc.constantFrom(...measures), reported: fc.nat(2_000_000) }), {
        maxLength: 3,
      }),
    }),
    { maxLength: 15 },
  )
  .map(rows =>
    rows.map(({ measure, value, hasTarget, above, reports }, index) => {
      const ref = `C${String(index + 1).padStart(2, '0')}`
      const whole = above === null || index === 0 ? null : `C${String((above % index) + 1).padStart(2, '0')}`
      return makeCommitment({
        ref,
        id: ref,
        target: hasTarget ? target(measure, value) : null,
        wholeRef: whole,
        deliveries: reports.map((report, n) =>
          makeDelivery({ id: `${ref}-${n}`, asOf: `2026-01-0${n + 1}` as '2026-01-01', ...report }),
        ),
      })
    }),
  )

/** The promised sum of a measure, by another way: roots of the forest that is left when only this measure is kept. */
function promisedAnew(list: Commitment[], measure: string): number {
  const byRef = new Map(list.map(commitment => [commitment.ref, commitment]))
  const hasAbove = (commitment: Commitment): boolean => {
    const above = commitment.wholeRef === null ? undefined : byRef.get(commitment.wholeRef)
    return above !== undefined && (above.target?.measure === measure || hasAbove(above))
  }
  let sum = 0
  for (const commitment of list)
    if (commitment.target?.measure === measure && !hasAbove(commitment)) sum += commitment.target.value
  return sum
}

test('totals agree with an independent sum, measure by measure', () => {
  fc.assert(
    fc.property(commitments, list => {
      const totals = measureTotals(list)
      const used = new Set(list.flatMap(({ target: own }) => (own === null ? [] : [own.measure])))
      expect(totals.map(({ measure }) => measure)).toEqual([...used].sort())
      for (const { measure, promised } of totals) expect(promised).toBe(promisedAnew(list, measure))
    }),
  )
})

test('every commitment with a number stands in exactly one row, counted or shown, never both', () => {
  fc.assert(
    fc.property(commitments, list => {
      const named = measureTotals(list).flatMap(({ counted, partsNotAdded }) => [...counted, ...partsNotAdded])
      expect([...named].sort()).toEqual(list.filter(({ target: own }) => own !== null).map(({ ref }) => ref))
    }),
  )
})

test('the order of the list changes nothing, and a commitment given twice counts once', () => {
  fc.assert(
    fc.property(commitments, list => {
      const totals = measureTotals(list)
      expect(measureTotals([...list].reverse())).toEqual(totals)
      expect(measureTotals([...list, ...list])).toEqual(totals)
    }),
  )
})

test('taking a part away changes no promised sum of its whole’s measure', () => {
  fc.assert(
    fc.property(commitments, list => {
      for (const { measure, promised, partsNotAdded } of measureTotals(list)) {
        // Only leaves: a part in the middle also holds its own parts under the whole.
        const leaf = partsNotAdded.find(ref => !list.some(({ wholeRef }) => wholeRef === ref))
        const without = list.filter(({ ref }) => ref !== leaf)
        expect(measureTotals(without).find(row => row.measure === measure)?.promised).toBe(promised)
      }
    }),
  )
})
