import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCommitment } from '#app/data/commitments.server.ts'
import { findDelivery, findMyPart } from '#app/data/deliveries.server.ts'
import { findDraft } from '#app/data/drafts.server.ts'
import { findFile, listPendingFiles } from '#app/data/files.server.ts'
import { fourAnswers } from '#app/domain/commitments/four-answers.ts'
import { quantities } from '#app/domain/commitments/quantities.ts'
import { reportDelivery, reportDraft } from '#app/services/deliveries/report-delivery.server.ts'
import { act } from './open-chain.ts'
import { type Deliveries, openDeliveries, promiseOf, receiptOf } from './open-deliveries.ts'

let site: Deliveries
beforeAll(async () => {
  site = await openDeliveries()
})
afterAll(() => site?.close())

const figures = async () => {
  const commitment = await findCommitment(site.anon, site.promise.ref)
  return commitment && { ...quantities(commitment), ...fourAnswers(commitment, '2026-11-25') }
}

test('the figures and answers of a promise move with every step, and each opens its record', async () => {
  expect(await figures()).toMatchObject({ reported: 0, freshness: 'never_reported', verification: 'no_evidence' })
  const delivery = await site.report()
  expect(await figures()).toMatchObject({
    reported: 12,
    confirmed: 0,
    implementation: 'in_progress',
    freshness: 'on_time',
    verification: 'self_reported',
  })
  const confirmed = await site.confirm(delivery, { outcome: 'partly', quantity: 10, note: 'Two never came.' })
  expect(await figures()).toMatchObject({ reported: 12, confirmed: 10, verified: 0, verification: 'confirmed' })
  await site.verify(confirmed, { quantity: 9 })
  expect(await figures()).toMatchObject({ reported: 12, confirmed: 10, verified: 9, verification: 'verified' })
  expect(await findDelivery(site.anon, delivery.ref)).toMatchObject({
    state: 'verified',
    reporter: { ref: site.provider.ref },
    receiver: { ref: site.institution.ref },
    evidence: [{ source: { url: 'https://example.org/list' }, file: null }],
    confirmations: [{ outcome: 'partly', quantity: 10, counts: true, whyNot: null }],
    verifications: [{ outcome: 'verified', quantity: 9, counts: true }],
  })
})

test('without a receiver a verifier is drawn at once', async () => {
  const delivery = await site.report({ receiver: null })
  expect(await findDelivery(site.anon, delivery.ref)).toMatchObject({
    receiver: null,
    draws: [{ among: 1, state: 'open' }],
  })
  await site.verify(delivery, { quantity: 12 })
  expect(await site.standing(delivery)).toEqual({ state: 'verified', reported: '12', confirmed: '0', verified: '12' })
})

test.each([
  ['no evidence', { evidenceUrl: null }, 'evidence_missing'],
  ['a link that is none', { evidenceUrl: 'javascript:alert(1)' }, 'evidence_no_address'],
  ['a day to come', { asOf: '2099-01-01' }, 'date_future'],
  ['half a period', { periodFrom: '2026-01-01' }, 'dates_crossed'],
  ['a period that ends before it begins', { periodFrom: '2026-02-01', periodTo: '2026-01-01' }, 'dates_crossed'],
  ['a country that is none', { place: 'XX' }, 'country_unknown'],
  ['a unit that is none', { measure: 'smiles' }, 'measure_unknown'],
  ['a receiver that is none', { receiver: 'nobody' }, 'receiver_unknown'],
  ['nought', { quantity: 0 }, 'input_invalid'],
  ['less than nothing', { quantity: -3 }, 'input_invalid'],
  ['neither award nor promise', { commitment: null }, 'input_invalid'],
  ['a confirmed quantity of its own', { confirmed: 12 }, 'input_invalid'],
])('%s is refused, and nothing is left behind', async (_, overrides, reason) => {
  const before = await site.countAll()
  const answer = await act(site.people.giver, 'report_delivery', site.reportOf(overrides))
  expect(answer).toMatchObject({ ok: false, reason })
  expect(await site.countAll()).toEqual(before)
})

test('nobody delivers to themselves, or for another organisation', async () => {
  const own = { receiver: site.provider.ref }
  expect(await act(site.people.giver, 'report_delivery', site.reportOf(own))).toMatchObject({
    reason: 'receiver_is_reporter',
  })
  expect(await act(site.people.viewer, 'report_delivery', site.reportOf())).toMatchObject({ reason: 'role_missing' })
  expect(await act(site.people.taker, 'report_delivery', site.reportOf())).toMatchObject({ reason: 'not_found' })
  expect(await act(site.people.stranger, 'report_delivery', site.reportOf())).toMatchObject({ reason: 'not_found' })
  expect(await act({ db: site.anon }, 'report_delivery', site.reportOf()).catch(() => 'no right')).toBe('no right')
})

test('the demonstration never delivers to what is real', async () => {
  const invented = await site.makeOrganisation({ origin: 'demonstration' })
  await site.addMember(site.people.giver, invented)
  const promise = receiptOf(await act(site.people.giver, 'register_commitment', promiseOf(invented)))
  const answer = await act(site.people.giver, 'report_delivery', site.reportOf({ commitment: promise.ref }))
  expect(answer).toMatchObject({ ok: false, reason: 'receiver_unknown' })
})

test('the same act twice is one delivery', async () => {
  const actKey = randomUUID()
  const input = site.reportOf({ quantity: 3 })
  const first = await act(site.people.giver, 'report_delivery', input, { actKey })
  expect(await act(site.people.giver, 'report_delivery', input, { actKey })).toEqual(first)
  const changed = await act(site.people.giver, 'report_delivery', site.reportOf({ quantity: 4 }), { actKey })
  expect(changed).toMatchObject({ ok: false, reason: 'act_key_reused' })
})

const filled = (more: Record<string, string | File>) => {
  const form = new FormData()
  const fields = {
    act_key: randomUUID(),
    receiver: site.institution.ref,
    measure: 'people_trained',
    quantity: '7',
    asOf: '2026-10-01',
  }
  for (const [name, value] of Object.entries({
    ...fields,
    periodFrom: '',
    periodTo: '',
    place: '',
    note: '',
    evidenceUrl: '',
    ...more,
  }))
    form.set(name, value)
  return form
}
const send = (form: FormData) =>
  reportDelivery(site.people.giver.db, form, {
    organisation: { id: site.provider.id, origin: 'platform' },
    lang: 'en',
    subject: { award: null, commitment: site.promise.ref },
    today: '2026-11-01',
  })

test('a file that came with a form that came back is there when it is sent again, and who judges can open it', async () => {
  const evidence = new File(['name,passed\nA,yes\n'], 'passed.csv', { type: 'text/csv' })
  const act_key = randomUUID()
  expect(await send(filled({ act_key, evidence, quantity: 'many' }))).toMatchObject({
    ok: false,
    errors: { quantity: 'no_number' },
  })
  const outcome = await send(filled({ act_key }))
  if (!outcome.ok) throw new Error(`not taken: ${outcome.reason}`)
  const { ref } = outcome.receipt
  const found = await findDelivery(site.anon, ref)
  const file = found?.evidence[0]?.file
  const sha256 = createHash('sha256').update('name,passed\nA,yes\n').digest('hex')
  expect(file).toMatchObject({ type: 'text/csv', sha256 })
  const seenBy = async (person: { db: typeof site.anon }) => (await findFile(person.db, file?.id ?? ''))?.name ?? null
  expect(await seenBy(site.people.giver)).toBe('passed.csv')
  expect(await seenBy(site.people.taker)).toBe('passed.csv')
  expect(await seenBy(site.people.coordinator)).toBe('passed.csv')
  expect(await seenBy(site.people.verifier)).toBeNull()
  expect(await seenBy(site.people.stranger)).toBeNull()
  await site.confirm({ ref, version: 1 })
  expect(await seenBy(site.people.verifier)).toBe('passed.csv')
  expect(await findMyPart(site.people.taker.db, ref)).toMatchObject({
    receiver: 'owner',
    files: [{ name: 'passed.csv' }],
  })
})

test('a file that is refused keeps every word of its form', async () => {
  const evidence = new File(['MZ'], 'list.exe', { type: 'application/octet-stream' })
  expect(await send(filled({ evidence, note: 'Twelve weeks.' }))).toMatchObject({
    ok: false,
    errors: { evidence: 'invalid' },
    typed: { note: 'Twelve weeks.', quantity: '7' },
    file: { name: 'list.exe' },
  })
})

test('an unknown name of a receiver comes back as it was typed', async () => {
  expect(await send(filled({ receiver: 'Nobody knows whom' }))).toMatchObject({
    ok: false,
    reason: 'receiver_unknown',
    typed: { receiver: 'Nobody knows whom' },
  })
})

test('everything that is wrong is said at once, whoever finds it', async () => {
  const wrong = {
    intent: 'check',
    receiver: 'nobody',
    quantity: 'minus three',
    asOf: '2999-01-01',
    periodTo: '2026-10-01',
  }
  expect((await send(filled({ act_key: randomUUID(), ...wrong }))) as object).toMatchObject({
    isChecked: false,
    errors: {
      receiver: 'receiver_unknown',
      quantity: 'no_number',
      asOf: 'date_future',
      periodFrom: 'dates_crossed',
      evidenceUrl: 'evidence_missing',
    },
  })
})

test('before it is sent it is shown once more, with its file, which waits where the form is opened again', async () => {
  const { db } = site.people.giver
  const evidence = new File(['A\n'], 'present.txt', { type: 'text/plain' })
  const act_key = randomUUID()
  const draft = reportDraft({ award: null, commitment: site.promise.ref })
  expect(await send(filled({ act_key, intent: 'check' }))).toMatchObject({
    errors: { evidenceUrl: 'evidence_missing' },
  })
  expect(await send(filled({ act_key, intent: 'check', receiver: 'nobody', evidence }))).toMatchObject({
    errors: { receiver: 'receiver_unknown' },
    isChecked: false,
  })
  expect(await send(filled({ act_key, intent: 'check' }))).toMatchObject({ reason: null, isChecked: true })
  const kept = await findDraft(db, draft)
  expect(kept?.typed).toMatchObject({ act_key, quantity: '7' })
  expect(await listPendingFiles(db, kept?.typed.act_key ?? '')).toEqual(['present.txt'])
  // Files that are left out go with the key they came under.
  const without = filled({ act_key, intent: 'check', leaveFiles: 'yes' })
  expect(await send(without)).toMatchObject({ errors: { evidenceUrl: 'evidence_missing' } })
  expect(without.get('act_key')).not.toBe(act_key)
  expect(await send(filled({ act_key }))).toMatchObject({ ok: true })
  expect(await findDraft(db, draft)).toBeNull()
})
