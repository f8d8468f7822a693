import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAllCommitments } from '#app/data/commitments.server.ts'
import { findDelivery } from '#app/data/deliveries.server.ts'
import { countsOf } from '#app/domain/commitments/counts-of.ts'
import { measureTotals } from '#app/domain/commitments/measure-totals.ts'
import { act } from './open-chain.ts'
import { type Deliveries, openDeliveries, promiseOf, receiptOf } from './open-deliveries.ts'

let site: Deliveries
beforeAll(async () => {
  site = await openDeliveries()
})
afterAll(() => site?.close())

/** All that the home page sums and counts. */
const figures = async () => {
  const commitments = await listAllCommitments(site.anon)
  return { counts: countsOf(commitments), totals: measureTotals(commitments) }
}

const found = async (person: Awaited<ReturnType<Deliveries['makePerson']>>, name: string) => {
  const input = { name, lang: 'en', kind: 'university', country: 'KE', homepage: null }
  const { ref, id } = receiptOf(await act(person, 'register_organisation', input))
  return { ref, id: String(id) }
}

test('a stranger with two accounts founds a university and a giver, reports and confirms: no public figure moves', async () => {
  const before = await figures()
  const [one, two] = [await site.makePerson(), await site.makePerson()]
  const university = await found(one, 'University of Nowhere')
  const giver = await found(two, 'Giver of Nothing')
  const promise = receiptOf(await act(two, 'register_commitment', promiseOf(giver, { target: 1_000_000 })))
  const delivery = receiptOf(
    await act(
      two,
      'report_delivery',
      site.reportOf({ commitment: promise.ref, receiver: university.ref, quantity: 1_000_000 }),
    ),
  )
  await site.confirm(delivery, {}, one)
  expect(await findDelivery(site.anon, delivery.ref)).toMatchObject({
    confirmed: 0,
    confirmations: [{ counts: false, whyNot: 'not_verified' }],
  })
  expect(await figures()).toEqual(before)
})

test('named by a real giver, the unverified university still confirms nothing that counts', async () => {
  const one = await site.makePerson()
  const university = await found(one, 'University of Somewhere')
  const delivery = await site.report({ receiver: university.ref })
  const before = await figures()
  await site.confirm(delivery, {}, one)
  expect(await figures()).toEqual(before)
  expect(await findDelivery(site.anon, delivery.ref)).toMatchObject({ draws: [] })
})

const parts = ['report', 'confirm', 'verify'] as const

test.each(parts.flatMap(first => parts.filter(other => other > first).map(other => [first, other] as const)))(
  'who took the part of %s takes none of %s, with every role at once',
  async (first, other) => {
    const all = await site.makePerson()
    await site.addMember(all, site.provider, 'editor')
    await site.addMember(all, site.institution, 'editor')
    const does = (part: (typeof parts)[number]) => part === first || part === other
    const delivery = await site.report({}, does('report') ? all : site.people.giver)
    const confirmed = await site.confirm(delivery, {}, does('confirm') ? all : site.people.taker)
    if (does('verify')) {
      // A verifier is never a member of a side, so whoever took a part would have to leave it first.
      await site.query('delete from public.memberships where user_id = $1', [all.id])
      await site.giveRole(all, 'verifier', { employer: site.employer })
      await site.query(
        `update public.verification_assignments set verifier_id = $1
         where state = 'open' and delivery_id = (select id from public.deliveries where ref = $2)`,
        [all.id, delivery.ref],
      )
      const answer = await act(all, 'verify_delivery', site.verifyOf(delivery), { version: confirmed.version })
      expect(answer).toMatchObject({ ok: true, receipt: { counts: false, why_not: 'same_person' } })
      expect(await site.standing(delivery)).toMatchObject({ verified: '0' })
    } else {
      expect(confirmed).toMatchObject({ counts: false, why_not: 'same_person' })
      expect(await site.standing(delivery)).toMatchObject({ confirmed: '0', verified: '0' })
    }
    await site.query('delete from public.memberships where user_id = $1', [all.id])
    await site.query('delete from public.platform_roles where user_id = $1', [all.id])
    await site.query("update public.verification_assignments set state = 'handed_back' where state = 'open'")
  },
)

test('nobody writes a quantity past the commands', async () => {
  const delivery = await site.report()
  for (const { db } of [site.people.giver, site.people.taker, site.people.verifier, site.people.coordinator]) {
    const written = await db.from('deliveries').update({ confirmed: 12, verified: 12 }).eq('ref', delivery.ref)
    expect(written.error?.code).toBe('42501')
    const made = await db.from('confirmations').insert({ delivery_id: delivery.ref } as never)
    expect(made.error?.code).toBe('42501')
  }
  expect(await site.standing(delivery)).toMatchObject({ confirmed: '0', verified: '0' })
})
