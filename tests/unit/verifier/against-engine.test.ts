import { expect, test } from 'vitest'
import { verifyRecord } from '../../../app/verifier/verify-record.ts'
import { allocate, makeRecord } from './engine-record.ts'
import { randomInstance } from './random-instance.ts'

const FIRST_SEED = 20_2120_000

test('the verifier accepts the result of each of 2,000 random instances that the engine accepts', {
  timeout: 120_000,
}, () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + 2_000; seed++) {
    const instance = randomInstance(seed)
    const result = allocate(instance)
    const verdict = verifyRecord(JSON.stringify(makeRecord(instance, result)))
    if (result.ok) expect(verdict, `seed ${seed}`).toMatchObject({ ok: true })
    else expect(verdict, `seed ${seed}`).toEqual({ ok: false, broken: 'format', at: 'result' })
  }
})

test('both sides refuse the same instances, with the same code', { timeout: 120_000 }, () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + 2_000; seed++) {
    const instance = randomInstance(seed)
    const result = allocate(instance)
    if (result.ok) continue
    const pretended = { ok: true, kind: instance.kind, ...pretend(instance) }
    const verdict = verifyRecord(JSON.stringify(makeRecord(instance, pretended)))
    expect(verdict, `seed ${seed}`).toMatchObject({ ok: false, broken: 'format', at: { refused: result.error } })
  }
})

/** A result of the right form for any instance of a kind, so that the instance alone is at fault. */
function pretend(instance: { kind: string; units?: { id: string }[] }) {
  const hashes = { inputHash: '', resultHash: '' }
  const assignment = Object.fromEntries((instance.units ?? []).map(({ id }) => [id, null]))
  if (instance.kind === 'matching') return { ...hashes, assignment, category: {}, reasons: {}, cutoffs: {} }
  return { ...hashes, awards: {}, left: 0, log: [], order: [], winners: [], cost: 0, payments: {} }
}
