import type { Json } from '#app/data/database.types.ts'
import type { Person } from '../data/open-accounts.ts'
import { act, type MadeOrganisation, openChain, type RawAnswer } from './open-chain.ts'

export type Input = Record<string, Json>

/** A promise as the form sends it, of an organisation that answers for it. */
export const promiseOf = (organisation: MadeOrganisation, overrides: Input = {}): Input => ({
  organisation: organisation.id,
  title: 'Train 200 lecturers',
  lang: 'en',
  kind: 'training',
  subject: 'Machine learning',
  topics: ['machine_learning'],
  measure: 'people_trained',
  target: 200,
  qualifier: 'at_least',
  targetWords: 'lecturers',
  amountMinor: null,
  currency: null,
  announcedOn: '2026-01-10',
  dueOn: '2099-12-31',
  dueWords: null,
  point: 12,
  pointReason: 'It builds capacity.',
  countries: ['KE'],
  regions: ['africa'],
  sourceUrl: null,
  sourcePublisher: null,
  nextReportDueOn: '2099-06-30',
  ...overrides,
})

export type Step = { ref: string; version: number }

/** What a command left behind, or a failed test. */
export function receiptOf({ ok, reason, receipt, ...more }: RawAnswer): Step & Record<string, Json> {
  if (!ok || receipt === undefined) throw new Error(`refused: ${reason} ${JSON.stringify(more)}`)
  return receipt as Step & Record<string, Json>
}

/** A provider with a promise on record, an institution that receives, a verifier who is free, and who acts for each. */
export async function openDeliveries() {
  const chain = await openChain()
  const provider = await chain.makeOrganisation({ kind: 'foundation', country: 'FR' })
  const institution = await chain.makeOrganisation({ country: 'KE' })
  const employer = await chain.makeOrganisation({ kind: 'research_institute', country: 'NG' })
  const [giver, taker, verifier, coordinator, viewer, stranger] = await Promise.all(
    Array.from({ length: 6 }, () => chain.makePerson()),
  )
  const people = { giver, taker, verifier, coordinator, viewer, stranger } as Record<
    'giver' | 'taker' | 'verifier' | 'coordinator' | 'viewer' | 'stranger',
    Person
  >
  await chain.addMember(people.giver, provider)
  await chain.addMember(people.taker, institution)
  await chain.addMember(people.viewer, provider, 'viewer')
  await chain.addMember(people.viewer, institution, 'viewer')
  await chain.giveRole(people.verifier, 'verifier', { employer })
  await chain.giveRole(people.coordinator, 'coordinator')
  const promise = receiptOf(await act(people.giver, 'register_commitment', promiseOf(provider)))

  const reportOf = (overrides: Input = {}): Input => ({
    award: null,
    commitment: promise.ref,
    receiver: institution.ref,
    measure: 'people_trained',
    quantity: 12,
    asOf: '2026-10-01',
    periodFrom: null,
    periodTo: null,
    place: 'KE',
    note: null,
    lang: 'en',
    evidenceUrl: 'https://example.org/list',
    ...overrides,
  })
  const confirmOf = ({ ref }: Step, overrides: Input = {}): Input => ({
    ref,
    outcome: 'wholly',
    quantity: null,
    note: null,
    lang: 'en',
    ...overrides,
  })
  const verifyOf = ({ ref }: Step, overrides: Input = {}): Input => ({
    ref,
    outcome: 'verified',
    quantity: null,
    interest: 'none',
    looked: ['opened'],
    reason: 'The list names them.',
    lang: 'en',
    ...overrides,
  })
  const report = async (overrides: Input = {}, by = people.giver): Promise<Step> =>
    receiptOf(await act(by, 'report_delivery', reportOf(overrides)))
  const confirm = async (delivery: Step, overrides: Input = {}, by = people.taker) =>
    receiptOf(await act(by, 'confirm_delivery', confirmOf(delivery, overrides), { version: delivery.version }))
  const verify = async (delivery: Step, overrides: Input = {}, by = people.verifier) =>
    receiptOf(await act(by, 'verify_delivery', verifyOf(delivery, overrides), { version: delivery.version }))

  return {
    ...chain,
    provider,
    institution,
    employer,
    people,
    promise,
    reportOf,
    confirmOf,
    verifyOf,
    report,
    confirm,
    verify,
    /** What stands in the row of a delivery: state and the three quantities. */
    standing: async ({ ref }: Pick<Step, 'ref'>) => {
      const [row] = await chain.query(
        'select state, reported::text, confirmed::text, verified::text from public.deliveries where ref = $1',
        [ref],
      )
      return row
    },
    countAll: async () => {
      const counts: Record<string, string | null> = {}
      for (const table of ['commitments', 'deliveries', 'confirmations', 'verifications', 'disputes', 'evidence']) {
        const [row] = await chain.query(`select count(*)::text as n from public.${table}`)
        counts[table] = row?.n ?? null
      }
      return counts
    },
  }
}

export type Deliveries = Awaited<ReturnType<typeof openDeliveries>>
