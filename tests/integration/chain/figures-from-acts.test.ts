import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAllCommitments } from '#app/data/commitments.server.ts'
import { quantities } from '#app/domain/commitments/quantities.ts'
import { readHome } from '#app/services/read-home.server.ts'
import { chanceOf } from '../../chaos/support/chance.ts'
import type { Person } from '../data/open-accounts.ts'
import { act, type MadeOrganisation } from './open-chain.ts'
import { type Deliveries, openDeliveries, promiseOf, receiptOf, type Step } from './open-deliveries.ts'

const chains = process.env.IMARIKA_FULL === '1' ? 1_000 : 150

let site: Deliveries
const verifiers: Person[] = []
const receivers: { organisation: MadeOrganisation; person: Person }[] = []

beforeAll(async () => {
  site = await openDeliveries()
  verifiers.push(site.people.verifier)
  for (let n = 0; n < 3; n += 1) {
    const verifier = await site.makePerson()
    const employer = await site.makeOrganisation({ kind: 'research_institute', country: 'MG' })
    await site.giveRole(verifier, 'verifier', { employer })
    verifiers.push(verifier)
  }
  // Whose word counts; whose does not, as nobody has verified them; whose does not, as the provider is above them.
  const relations = [{}, {}, { state: 'claimed' as const }, { parentId: site.provider.id }]
  for (const relation of relations) {
    const organisation = await site.makeOrganisation({ country: 'KE', ...relation })
    const person = await site.makePerson()
    await site.addMember(person, organisation)
    receivers.push({ organisation, person })
  }
})
afterAll(() => site?.close())

const chance = chanceOf(Number(process.env.SUM_SEED ?? 7))
const pick = <Item>(items: readonly Item[]): Item => items[chance.between(0, items.length - 1)] as Item
const cents = (most: number) => chance.between(1, most * 100) / 100

const versionOf = async (ref: string): Promise<number> => {
  const [row] = await site.query('select version::text as version from public.deliveries where ref = $1', [ref])
  return Number(row?.version)
}

/** From promise to wherever chance leads: each act through its command, as somebody who may take it. */
async function liveThrough(): Promise<void> {
  const measure = pick(['people_trained', 'usd_disbursed', 'gpu_hours'])
  const { giver } = site.people
  const promise = receiptOf(
    await act(giver, 'register_commitment', promiseOf(site.provider, { measure, target: chance.between(20, 400) })),
  )
  for (let reports = chance.between(0, 3); reports > 0; reports -= 1) {
    const receiver = chance.next() < 0.85 ? pick(receivers) : null
    const delivery = await site.report({
      commitment: promise.ref,
      measure: chance.next() < 0.85 ? measure : 'labs_opened',
      quantity: cents(90),
      receiver: receiver?.organisation.ref ?? null,
    })
    await goOn(delivery, receiver?.person ?? null, chance.between(0, 6))
  }
}

async function goOn(delivery: Step, receiver: Person | null, acts: number): Promise<void> {
  let { ref } = delivery
  for (let left = acts; left > 0; left -= 1) {
    const [row] = await site.query(
      'select state, reported::text, settled::text from public.deliveries where ref = $1',
      [ref],
    )
    const version = await versionOf(ref)
    const reported = Number(row?.reported)
    if (chance.next() < 0.15) {
      const corrected = { ref, quantity: cents(90), asOf: '2026-10-02', note: 'It was otherwise.', lang: 'en' }
      const evidenceUrl = 'https://example.org/new'
      ref = receiptOf(await act(site.people.giver, 'correct_delivery', { ...corrected, evidenceUrl }, { version })).ref
    } else if (row?.state === 'reported' && receiver !== null && row.settled === null) {
      const part = Math.round((reported / 2) * 100) / 100
      const outcome = reported > 0.02 ? pick(['wholly', 'wholly', 'partly', 'not']) : 'wholly'
      const quantity = outcome === 'partly' ? part : null
      await site.confirm({ ref, version }, { outcome, quantity, note: 'So it was.' }, receiver)
    } else if (row?.state === 'disputed') {
      const outcome = pick(['settled', 'upheld'])
      const quantity = outcome === 'settled' ? reported : null
      const ruling = { ref, outcome, quantity, ruling: 'So it was.', lang: 'en' }
      const [dispute] = await site.query(
        `select q.version::text as version from public.disputes q join public.deliveries d on d.id = q.delivery_id
         where d.ref = $1 and q.state in ('open', 'replied')`,
        [ref],
      )
      receiptOf(await act(site.people.coordinator, 'settle_dispute', ruling, { version: Number(dispute?.version) }))
    } else {
      const [drawn] = await site.query(
        `select a.verifier_id as id from public.verification_assignments a join public.deliveries d on d.id = a.delivery_id
         where d.ref = $1 and a.state = 'open'`,
        [ref],
      )
      const by = verifiers.find(({ id }) => id === drawn?.id)
      if (by === undefined) return
      await site.verify({ ref, version }, { outcome: pick(['verified', 'verified', 'verified', 'rejected']) }, by)
    }
  }
}

/** What each commitment's figures have to be, by what was said about its deliveries and by nothing that a command keeps. */
const fromActs = `
  with standing as (
    select d.*, c.ref as promise,
      coalesce((select k.quantity from public.confirmations k where k.delivery_id = d.id and k.counts
        order by k.confirmed_at desc limit 1), 0) as arrived,
      coalesce((select v.quantity from public.verifications v where v.delivery_id = d.id and v.counts
        order by v.verified_at desc limit 1), 0) as proven
    from public.deliveries d join public.commitments c on c.id = d.commitment_id and c.target_measure = d.measure
    where not exists (select from public.deliveries n where n.replaces_id = d.id)
      and not exists (select from public.disputes q where q.delivery_id = d.id and q.state = 'upheld')
      and not exists (select from public.verifications v where v.delivery_id = d.id and v.counts and v.outcome = 'rejected')
  )
  select c.ref, coalesce(sum(s.reported), 0)::float8::text as reported, coalesce(sum(s.arrived), 0)::float8::text as confirmed,
    coalesce(sum(s.proven), 0)::float8::text as verified
  from public.commitments c left join standing s on s.promise = c.ref group by c.ref order by c.ref`

test(`${chains} chains lived through by commands: every figure is that of the acts`, { timeout: 600_000 }, async () => {
  for (let n = 0; n < chains; n += 1) await liveThrough()
  const expected = await site.query(fromActs)
  const listed = await listAllCommitments(site.anon)
  const shown = listed.map(commitment => {
    const sum = quantities(commitment)
    return {
      ref: commitment.ref,
      ...Object.fromEntries((['reported', 'confirmed', 'verified'] as const).map(each => [each, String(sum?.[each])])),
    }
  })
  expect(shown).toEqual(expected)
  const home = await readHome(site.anon)
  for (const total of home.measures) {
    const refs = listed.filter(({ target }) => target?.measure === total.measure).map(({ ref }) => ref)
    const rows = expected.filter(({ ref }) => refs.includes(ref ?? ''))
    const sumOf = (figure: string) => rows.reduce((sum, row) => sum + Math.round(Number(row[figure]) * 100), 0) / 100
    const { reported, confirmed, verified } = total
    const [r, c, v] = ['reported', 'confirmed', 'verified'].map(sumOf)
    expect({ reported, confirmed, verified }, total.measure).toEqual({ reported: r, confirmed: c, verified: v })
  }
  const outcomes = await site.query(
    'select state, count(*)::text as n from public.deliveries group by state order by state',
  )
  console.info(outcomes.map(({ state, n }) => `${state} ${n}`).join(', '))
  expect(outcomes.length).toBeGreaterThanOrEqual(5)
  expect(home.measures.length).toBe(3)
})
