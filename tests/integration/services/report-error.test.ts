import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { errorReportSchema, readAbout } from '#app/schemas/error-report.ts'
import { readForm } from '#app/schemas/read-form.ts'
import { findAbout, readReceipt, sendErrorReport } from '#app/services/report-error.server.ts'
import { type Loaded, openLoaded } from '../data/open-loaded.ts'

const at = '2026-11-24' as IsoDate
let db: Loaded
beforeAll(async () => {
  db = await openLoaded()
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.query(
    'truncate public.error_reports, public.audit_log, private.act_keys, private.audit_heads, private.limit_counts',
  )
})

async function send(text: string, actKey: string = randomUUID(), about = 'offer:O05', address = '192.0.2.1') {
  const form = new FormData()
  form.set('text', text)
  const record = await findAbout(db.anon, readAbout(about), at)
  const reading = readForm(errorReportSchema, form)
  const visitor = { service: () => db.service, address }
  return sendErrorReport(db.anon, { actKey, about: record, reading, lang: 'en', visitor })
}

const count = async () => Number((await db.query('select count(*) as n from public.error_reports'))[0]?.n)

test('each kind of record is named, and what does not exist is taken for the site', async () => {
  const about = async (text: string) => findAbout(db.anon, readAbout(text), at)
  expect(await about('commitment:C01')).toMatchObject({ kind: 'commitment', name: { lang: 'en' } })
  expect(await about('organisation:unilag-edu-ng')).toMatchObject({ name: { text: 'University of Lagos' } })
  expect(await about('country:ki')).toMatchObject({ kind: 'country', ref: 'KI', names: { en: 'Kiribati' } })
  expect(await about('offer:O99')).toEqual({ kind: 'site', ref: '', name: null, names: null })
})

test('sent twice with one key it is one report with one code', async () => {
  const key = randomUUID()
  const first = await send('Closed.', key)
  expect(first).toMatchObject({ outcome: 'received' })
  expect(await send('Closed.', key)).toEqual(first)
  expect(await count()).toBe(1)
})

test('another text under the same key comes back whole, with the time of the first', async () => {
  const key = randomUUID()
  await send('Closed.', key)
  const second = await send('Closed since May.', key)
  expect(second).toMatchObject({ outcome: 'already_received', typed: { text: 'Closed since May.' } })
  if (second.outcome === 'already_received') expect(Number.isNaN(Date.parse(second.at))).toBe(false)
  expect(await count()).toBe(1)
})

test('an empty text and a key that is none are refused before anything is written', async () => {
  expect(await send(' ')).toMatchObject({ outcome: 'errors', errors: { text: 'missing' } })
  expect(await send('Closed.', 'no-key')).toEqual({
    outcome: 'not_taken',
    typed: { text: 'Closed.', correction: '', contact: '' },
  })
  expect(await count()).toBe(0)
})

test('past the limit the text comes back', async () => {
  await db.query(
    `insert into public.error_reports (ref, record_kind, record_ref, text, lang)
     select private.new_receipt_ref(), 'site', '', 'x', 'en' from generate_series(1, 600)`,
  )
  expect(await send('One more.')).toMatchObject({ outcome: 'too_many', typed: { text: 'One more.' } })
})

test('one address alone does not use up what there is for all', async () => {
  for (let n = 0; n < 60; n++) expect(await send(`Report ${n}`)).toMatchObject({ outcome: 'received' })
  expect(await send('One more.')).toMatchObject({ outcome: 'too_many', typed: { text: 'One more.' } })
  expect(await send('From elsewhere.', randomUUID(), 'offer:O05', '192.0.2.2')).toMatchObject({ outcome: 'received' })
})

test('a code leads to the time and the record, as typed by hand too, and to nothing else', async () => {
  const sent = await send('Closed.')
  if (sent.outcome !== 'received') throw new Error(sent.outcome)
  const typed = `${sent.code.slice(0, 5).toLowerCase()} ${sent.code.slice(5)}`
  const receipt = await readReceipt(db.anon, typed, at)
  expect(receipt).toMatchObject({ code: sent.code, about: { kind: 'offer', ref: 'O05' } })
  expect(JSON.stringify(receipt)).not.toContain('Closed.')
  expect(await readReceipt(db.anon, '0000000000', at)).toBeNull()
  expect(await readReceipt(db.anon, 'no code', at)).toBeNull()
})
