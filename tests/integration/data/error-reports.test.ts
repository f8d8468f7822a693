import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ErrorReportInput, findErrorReportReceipt, reportError } from '#app/data/error-reports.server.ts'
import { type Loaded, openLoaded } from './open-loaded.ts'

let db: Loaded
beforeAll(async () => {
  db = await openLoaded()
})
afterAll(() => db.close())

const send = async (overrides: Partial<ErrorReportInput>) => {
  const input = {
    recordKind: 'site',
    recordRef: '',
    text: 'The menu hides.',
    lang: 'en',
    correction: null,
    contact: null,
    ...overrides,
  } satisfies ErrorReportInput
  return reportError(db.anon, { actKey: randomUUID(), input })
}

test('a report about the site is taken without a ref, and only without one', async () => {
  expect(await send({})).toMatchObject({ ok: true })
  expect(await send({ recordRef: 'C01' })).toEqual({ ok: false, reason: 'record_not_found' })
})

test('what would be right is kept beside the text, and has a bound of its own', async () => {
  await db.query('truncate public.error_reports')
  expect(await send({ correction: 'क'.repeat(1_001) })).toEqual({ ok: false, reason: 'correction_length' })
  expect(await send({ correction: 'क'.repeat(1_000) })).toMatchObject({ ok: true })
  expect(await send({ correction: '' })).toMatchObject({ ok: true })
  const kept = await db.query('select char_length(correction) as n from public.error_reports order by created_at')
  expect(kept).toEqual([{ n: '1000' }, { n: null }])
})

test('a receipt is found by its code alone and tells when and about what, nothing more', async () => {
  const answer = await send({
    recordKind: 'offer',
    recordRef: 'O05',
    text: 'Closed long ago.',
    contact: 'a@example.org',
  })
  if (!answer.ok) throw new Error(answer.reason)
  const { ref, at } = answer.receipt
  const receipt = await findErrorReportReceipt(db.anon, ref)
  expect(receipt).toEqual({ ref, at: receipt?.at, recordKind: 'offer', recordRef: 'O05' })
  expect(Date.parse(receipt?.at ?? '')).toBe(Date.parse(at))
  const other = ref.startsWith('0') ? `1${ref.slice(1)}` : `0${ref.slice(1)}`
  expect(await findErrorReportReceipt(db.anon, other)).toBeNull()
  expect(await findErrorReportReceipt(db.anon, '%')).toBeNull()
})
