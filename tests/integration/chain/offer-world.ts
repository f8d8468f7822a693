import type { Json } from '#app/data/database.types.ts'
import type { Person } from '../data/open-accounts.ts'
import { act, type Chain, type MadeOrganisation, type RawAnswer } from './open-chain.ts'

export const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

type Fields = Record<string, Json>

/** Sends what has to be taken, for a test that begins later; its receipt. */
export async function done(answer: Promise<RawAnswer>): Promise<Record<string, Json>> {
  const { ok, receipt, ...refusal } = await answer
  if (!ok || receipt === undefined) throw new Error(`refused: ${JSON.stringify(refusal)}`)
  return receipt
}

/** A verified provider with a commitment, a claimed institution, and an owner, an editor, a reviewer and a viewer of each. */
export async function makeOfferWorld(chain: Chain) {
  const [provider, institution] = [await chain.makeOrganisation(), await chain.makeOrganisation({ state: 'claimed' })]
  const giver = await staffOf(chain, provider)
  const taker = await staffOf(chain, institution)
  const commitment = String((await done(act(giver.owner, 'register_commitment', promiseOf(provider)))).ref)

  const offerInput = (overrides: Fields = {}): Fields => ({ ...offerOf(provider, commitment), ...overrides })
  const applicationInput = (offer: string, overrides: Fields = {}): Fields => ({
    ...applicationOf(institution, offer),
    ...overrides,
  })
  const publish = async (overrides: Fields = {}) =>
    String((await done(act(giver.editor, 'publish_offer', offerInput(overrides)))).ref)
  const apply = async (offer: string, overrides: Fields = {}, by: Person = taker.editor) =>
    String((await done(act(by, 'submit_application', applicationInput(offer, overrides)))).ref)
  const award = async (application: string, overrides: Fields = {}) =>
    String((await done(act(giver.editor, 'decide_application', awarded(application, overrides), { version: 1 }))).award)
  return { provider, institution, giver, taker, commitment, offerInput, applicationInput, publish, apply, award }
}

export type OfferWorld = Awaited<ReturnType<typeof makeOfferWorld>>

/** Another institution whose owner applies for an offer; the code of the application. */
export async function applyAsAnother(chain: Chain, world: OfferWorld, offer: string, overrides: Fields = {}) {
  const organisation = await chain.makeOrganisation({ state: 'claimed' })
  const owner = await chain.makePerson()
  await chain.addMember(owner, organisation)
  const application = await world.apply(offer, { organisation: organisation.id, ...overrides }, owner)
  return { organisation, owner, application }
}

async function staffOf(chain: Chain, organisation: MadeOrganisation) {
  const add = async (role: string) => {
    const person = await chain.makePerson()
    await chain.addMember(person, organisation, role)
    return person
  }
  return {
    owner: await add('owner'),
    editor: await add('editor'),
    reviewer: await add('reviewer'),
    viewer: await add('viewer'),
  }
}

const promiseOf = ({ id }: MadeOrganisation): Fields => ({
  organisation: id,
  title: 'Train 200 people',
  lang: 'en',
  kind: 'training',
  subject: 'Machine learning',
  topics: [],
  measure: 'people_trained',
  target: 200,
  qualifier: 'at_least',
  targetWords: 'people',
  announcedOn: day(-10),
  dueOn: day(300),
  countries: [],
  regions: [],
  nextReportDueOn: day(60),
})

const offerOf = ({ id }: MadeOrganisation, commitment: string): Fields => ({
  organisation: id,
  commitment,
  title: 'Course in machine learning',
  description: 'Twelve weeks online, with a tutor for every ten people.',
  lang: 'en',
  kind: 'training',
  form: 'course',
  subject: 'Machine learning',
  topics: ['machine_learning'],
  measure: 'people_trained',
  capacity: 3,
  capacityUnit: 'seats',
  amountMinor: null,
  currency: null,
  opensOn: null,
  applyBy: day(30),
  timeZone: 'Africa/Nairobi',
  startsOn: null,
  endsOn: null,
  languages: ['en'],
  mode: 'online',
  cost: 'free',
  rules: [{ rule: 'place', countries: ['KE', 'NG'], regions: ['africa'] }],
  answerDays: 14,
})

const applicationOf = ({ id }: MadeOrganisation, offer: string): Fields => ({
  offer,
  organisation: id,
  motivation: 'Two lecturers of each department will teach it next term.',
  lang: 'en',
  request: null,
  units: [{ name: 'Ada Example', mail: 'ada@example.org' }, { name: 'Bola Example' }],
  consentWords: 'The people named agree.',
  askedMinor: null,
})

/** The grant of the provider, in money. */
export const inMoney: Fields = {
  kind: 'infrastructure',
  form: 'money',
  measure: 'usd_disbursed',
  capacity: null,
  capacityUnit: null,
  amountMinor: 1_000_000,
  currency: 'USD',
}

export const awarded = (ref: string, overrides: Fields = {}): Fields => ({
  ref,
  outcome: 'awarded',
  reasonCode: 'best_fit',
  reason: null,
  lang: 'en',
  quantity: 2,
  amountMinor: null,
  ...overrides,
})
