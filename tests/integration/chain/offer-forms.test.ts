import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findApplication } from '#app/data/applications.server.ts'
import { findDraft } from '#app/data/drafts.server.ts'
import { findOffer } from '#app/data/offers.server.ts'
import { type IsoDate, isIsoDate } from '#app/domain/calendar/iso-date.ts'
import { decideApplication } from '#app/services/applications/decide-application.server.ts'
import { readToApply } from '#app/services/applications/read-application.server.ts'
import { applicationDraft, submitApplication } from '#app/services/applications/submit-application.server.ts'
import { answerAward, takeAwardBack } from '#app/services/awards/answer-award.server.ts'
import { cancelOffer } from '#app/services/offers/end-offer.server.ts'
import { offerDraft, publishOffer } from '#app/services/offers/publish-offer.server.ts'
import { day, inMoney, makeOfferWorld, type OfferWorld } from './offer-world.ts'
import { type Chain, openChain } from './open-chain.ts'

let chain: Chain
let world: OfferWorld
beforeAll(async () => {
  chain = await openChain()
  world = await makeOfferWorld(chain)
})
afterAll(() => chain?.close())

const today = asDay(day(0))

function asDay(text: string): IsoDate {
  if (isIsoDate(text)) return text
  throw new Error('no day')
}

function formOf(fields: Record<string, string | string[]>): FormData {
  const form = new FormData()
  form.set('act_key', randomUUID())
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(name, value)
  return form
}

const typedOffer = (overrides: Record<string, string | string[]> = {}) => ({
  commitment: world.commitment,
  form: 'course',
  title: 'دورة في تعلّم الآلة',
  description: 'اثنا عشر أسبوعًا عن بُعد، مع مشرف لكل عشرة.',
  subject: 'تعلّم الآلة',
  topics: ['machine_learning', 'ai'],
  measure: 'people_trained',
  capacity: '١٬٢٠٠',
  capacityUnit: 'مقعد',
  amount: '',
  currency: '',
  opensOn: '',
  applyBy: day(20),
  timeZone: 'Africa/Cairo',
  startsOn: '',
  endsOn: '',
  languages: ['ar', 'en'],
  mode: 'online',
  cost: 'free',
  countries: ['KE'],
  places: ['africa'],
  bodies: ['university'],
  answerDays: '14',
  ...overrides,
})

const sender = () => ({ ...world.provider, lang: 'ar', at: today })
const publish = (fields: Record<string, string | string[]>) =>
  publishOffer(world.giver.editor.db, formOf(fields), sender())

test('an offer is kept as a draft, shown once more, and published as it was typed', async () => {
  const { db } = world.giver.editor
  const { title, ...untitled } = typedOffer()
  expect(await publish({ ...untitled, intent: 'save_draft' })).toMatchObject({ ok: false, isDraftSaved: true })
  expect((await findDraft(db, offerDraft(world.provider.ref)))?.typed.capacityUnit).toBe('مقعد')
  expect(await publish({ ...untitled, intent: 'check' })).toMatchObject({
    isChecked: false,
    errors: { title: 'missing' },
  })
  expect(await publish({ ...typedOffer(), intent: 'check' })).toMatchObject({ isChecked: true, errors: {} })
  const outcome = await publish(typedOffer())
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  expect(await findDraft(db, offerDraft(world.provider.ref))).toBeNull()
  const offer = await findOffer(chain.anon, outcome.receipt.ref, today)
  expect(offer).toMatchObject({
    title: { text: title, lang: 'ar' },
    kind: 'training',
    capacity: { value: 1200 },
    languages: ['ar', 'en'],
    topics: ['machine_learning', 'ai'],
    countries: ['KE'],
    regions: ['africa'],
  })
  expect(offer?.rules.map(({ rule }) => rule)).toEqual(['place', 'body'])
})

test('money is typed in units and kept in the smallest of its currency', async () => {
  const money = {
    form: 'money',
    measure: 'usd_disbursed',
    capacity: '',
    capacityUnit: '',
    amount: '20,000.50',
    currency: 'USD',
  }
  const outcome = await publish(typedOffer(money))
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  expect((await findOffer(chain.anon, outcome.receipt.ref, today))?.amount).toEqual({
    minor: 2_000_050,
    currency: 'USD',
  })
  expect(await publish(typedOffer({ ...money, amount: '0.001' }))).toMatchObject({ reason: 'capacity_missing' })
})

test.each([
  ['half a seat', { capacity: '2,5' }, 'capacity'],
  ['no form', { form: '' }, 'form'],
  ['no last day', { applyBy: '' }, 'applyBy'],
  ['a day that is none', { applyBy: '2026-02-30' }, 'applyBy'],
  ['a hundred days to answer', { answerDays: '100' }, 'answerDays'],
])('%s comes back with every word and its field named', async (_, overrides, field) => {
  const outcome = await publish(typedOffer(overrides))
  expect(outcome).toMatchObject({
    ok: false,
    errors: { [field]: expect.any(String) },
    typed: { title: typedOffer().title, topics: 'machine_learning,ai', ...overrides },
  })
})

const about = async (offerRef: string) => {
  const offer = await findOffer(chain.anon, offerRef, today)
  if (offer === null) throw new Error('no offer')
  return { offer, organisation: world.institution, lang: 'fr', consentWords: 'Elles et ils sont d’accord.' }
}

const motivation = 'Deux enseignantes par département.'

test('people are named one a line, with a mail address or without, and agree in the words of the page', async () => {
  const offer = await world.publish()
  const typed = {
    motivation,
    request: '',
    nominees: 'Ada Exemple, ada@example.org\n\nهدى مثال، huda@example.org\nBola Exemple',
    consent: 'yes',
  }
  const { db } = world.taker.editor
  const submit = async (fields: Record<string, string>) => submitApplication(db, formOf(fields), await about(offer))
  expect(await submit({ ...typed, consent: '' })).toMatchObject({ ok: false, errors: { consent: 'not_ticked' } })
  expect(await submit({ ...typed, nominees: 'A' })).toMatchObject({ errors: { nominees: 'invalid' } })
  expect(await submit({ ...typed, intent: 'save_draft' })).toMatchObject({ isDraftSaved: true })
  const outcome = await submit(typed)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  expect(await findDraft(db, applicationDraft(offer, world.institution.ref))).toBeNull()
  const sent = await findApplication(world.giver.reviewer.db, outcome.receipt.ref)
  expect(sent?.motivation).toEqual({ text: motivation, lang: 'fr' })
  expect(sent?.units.map(({ name, mail }) => [name, mail])).toEqual([
    ['Ada Exemple', 'ada@example.org'],
    ['هدى مثال', 'huda@example.org'],
    ['Bola Exemple', null],
  ])
  const [consent] = await chain.query('select distinct consent_words as words from public.nominees')
  expect(consent).toEqual({ words: 'Elles et ils sont d’accord.' })
})

test('slots are counted, money is asked for, and the provider decides in the same unit', async () => {
  const { taker, giver } = world
  const lab = await world.publish({ kind: 'joint_lab', form: 'lab', measure: 'labs_opened' })
  const slots = await submitApplication(
    taker.editor.db,
    formOf({ motivation, request: '', count: '2' }),
    await about(lab),
  )
  const grant = await world.publish(inMoney)
  const money = await submitApplication(
    taker.editor.db,
    formOf({ motivation, request: '', asked: '7 500' }),
    await about(grant),
  )
  if (!slots.ok || !money.ok) throw new Error(JSON.stringify([slots, money]))
  const decide = async (ref: string, quantity: string) => {
    const application = await findApplication(giver.editor.db, ref)
    if (application === null) throw new Error('no application')
    const fields = { version: '1', outcome: 'awarded', reasonCode: 'best_fit', reason: '', quantity }
    return decideApplication(giver.editor.db, formOf(fields), { application, lang: 'en' })
  }
  expect(await decide(slots.receipt.ref, '1.5')).toMatchObject({ errors: { quantity: 'no_whole_number' } })
  expect(await decide(slots.receipt.ref, '')).toMatchObject({ reason: 'capacity_missing' })
  expect(await decide(slots.receipt.ref, '2')).toMatchObject({ ok: true })
  const awarded = await decide(money.receipt.ref, '7,499.99')
  if (!awarded.ok) throw new Error(JSON.stringify(awarded))
  const [award] = await chain.query(
    'select amount_minor::text as minor, amount_currency as currency from public.awards where ref = $1',
    [awarded.receipt.award],
  )
  expect(award).toEqual({ minor: '749999', currency: 'USD' })

  const ref = String(awarded.receipt.award)
  const accepted = formOf({ version: '1', answer: 'accepted', reason: '' })
  expect(await answerAward(taker.owner.db, accepted, { ref, lang: 'fr' })).toMatchObject({ ok: true })
  const back = formOf({ version: '2', reason: 'The money is gone.' })
  expect(await takeAwardBack(giver.owner.db, back, { ref, lang: 'en', state: 'accepted' })).toMatchObject({ ok: true })
  const cancelled = formOf({ version: '1', reason: 'The money is gone.' })
  expect(await cancelOffer(giver.owner.db, cancelled, { ref: grant, lang: 'en' })).toMatchObject({ ok: true })
})

test('before it writes, an institution reads what the rules say of it', async () => {
  const fitOf = async (rules: { rule: string; countries?: string[]; regions?: string[]; kinds?: string[] }[]) => {
    const offer = await world.publish({ rules })
    return readToApply(world.taker.editor.db, offer, null, today)
  }
  const open = await fitOf([{ rule: 'place', countries: ['KE'], regions: [] }])
  expect(open).toMatchObject({
    chosen: { ref: world.institution.ref },
    fit: { verdict: { verdict: 'eligible' } },
    appliedAs: null,
  })
  const elsewhere = await fitOf([{ rule: 'place', countries: ['NG'], regions: [] }])
  expect(elsewhere?.fit?.verdict).toMatchObject({
    verdict: 'not_eligible',
    results: [{ result: 'fail', reason: 'place-out' }],
  })
  const others = await fitOf([{ rule: 'body', kinds: ['company'] }])
  expect(others?.fit?.verdict.verdict).toBe('not_eligible')
  // Who may not write for any institution chooses none, and the provider itself is not among them.
  const ref = await world.publish()
  for (const person of [world.taker.viewer, world.giver.owner])
    expect(await readToApply(person.db, ref, null, today)).toMatchObject({ mine: [], chosen: null, fit: null })
})
