import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommandName } from '#app/data/commands.server.ts'
import type { Json } from '#app/data/database.types.ts'
import { chanceOf } from '../../chaos/support/chance.ts'
import { inLanes } from '../../support/in-lanes.ts'
import { hasPostgres } from '../../support/postgres-programs.ts'
import type { Person } from '../data/open-accounts.ts'
import {
  applyAs,
  type Contest,
  connections,
  findMiscounted,
  findOversold,
  giving,
  openContest,
  single,
  watchEachCommit,
} from './many-at-once.ts'
import { awarded } from './offer-world.ts'
import { act } from './open-chain.ts'
import { replayAwards } from './replay-awards.ts'

const isFull = process.env.IMARIKA_FULL === '1'
const steps = isFull ? 20_000 : 1_500
const offerCount = 6
const contenderCount = 8

type Step = { command: CommandName; input: Record<string, Json>; person: Person; version: number | null }

/** What somebody could do about this application now, as far as they can see; others may be quicker. */
type Sight = {
  offer: string
  application: string
  state: string
  version: number
  award: string | null
  awardState: string | null
  awardVersion: number
  isMoney: boolean
  owner: Person
}

describe.skipIf(!hasPostgres)(`${steps} acts of random people, ${connections} connections`, () => {
  let contest: Contest
  const offers: { ref: string; isMoney: boolean }[] = []
  beforeAll(async () => {
    contest = await openContest(contenderCount)
    await watchEachCommit(contest.chain)
    for (let n = 0; n < offerCount; n += 1) {
      const isMoney = n % 2 === 1
      offers.push({ ref: await contest.world.publish(single(isMoney)), isMoney })
    }
  }, 120_000)
  afterAll(() => contest?.chain.close())

  test('no offer ever holds more than it has, no acknowledged act is lost, and one order explains them all', {
    timeout: 900_000,
  }, async () => {
    const { chain, world, contenders } = contest
    const chance = chanceOf(11)
    const pick = <Item>(items: readonly Item[]): Item => items[chance.between(0, items.length - 1)] as Item
    const acknowledged: { command: string; id: string }[] = []
    const refused = new Map<string, number>()
    let done = 0

    async function look(
      offer: { ref: string; isMoney: boolean },
      contender: (typeof contenders)[number],
    ): Promise<Sight | null> {
      const [row] = await chain.query(
        `select a.ref, a.state, a.version::text as version, w.ref as award, w.state as award_state, w.version::text as award_version
         from public.applications a join public.offers f on f.id = a.offer_id
         left join lateral (select * from public.awards w where w.application_id = a.id order by w.created_at desc limit 1) w on true
         where f.ref = $1 and a.organisation_id = $2 order by a.submitted_at desc limit 1`,
        [offer.ref, contender.organisation.id],
      )
      if (row === undefined) return null
      return {
        offer: offer.ref,
        application: row.ref ?? '',
        state: row.state ?? '',
        version: Number(row.version),
        award: row.award ?? null,
        awardState: row.award_state ?? null,
        awardVersion: Number(row.award_version),
        isMoney: offer.isMoney,
        owner: contender.owner,
      }
    }

    function next(sight: Sight): Step | null {
      const giver = pick([world.giver.owner, world.giver.editor])
      const { application, award, isMoney, owner, version, awardVersion } = sight
      const reason = { reason: 'It was so.', lang: 'en' }
      if (sight.awardState === 'offered' && award) {
        const answer = { ref: award, answer: pick(['accepted', 'declined']), ...reason }
        return pick<Step>([
          { command: 'answer_award', input: answer, person: owner, version: awardVersion },
          { command: 'retract_award', input: { ref: award, ...reason }, person: giver, version: awardVersion },
        ])
      }
      if (sight.awardState === 'accepted' && award) {
        return { command: 'cancel_award', input: { ref: award, ...reason }, person: giver, version: awardVersion }
      }
      if (['submitted', 'waitlisted'].includes(sight.state)) {
        const give = awarded(application, giving(isMoney))
        const wait = awarded(application, { quantity: null, outcome: 'waitlisted', reasonCode: 'no_room' })
        return pick<Step>([
          { command: 'decide_application', input: give, person: giver, version },
          { command: 'decide_application', input: give, person: giver, version },
          { command: 'decide_application', input: wait, person: giver, version },
          { command: 'withdraw_application', input: { ref: application }, person: owner, version },
        ])
      }
      return null
    }

    await inLanes(
      Array.from({ length: steps }, (_, n) => n),
      connections,
      async () => {
        const [offer, contender] = [pick(offers), pick(contenders)]
        const sight = await look(offer, contender)
        const step = sight === null ? null : next(sight)
        if (step === null) {
          await applyAs(world, offer.ref, contender, offer.isMoney).catch(error => {
            if (!/applied_already/.test(String(error))) throw error
          })
          return
        }
        const answer = await act(step.person, step.command, step.input, { version: step.version })
        done += 1
        if (answer.ok) acknowledged.push({ command: step.command, id: String(answer.receipt?.id) })
        else refused.set(answer.reason ?? '', (refused.get(answer.reason ?? '') ?? 0) + 1)
      },
    )

    expect(await findOversold(chain)).toEqual([])
    expect(await findMiscounted(chain)).toEqual([])
    const links = await chain.query(
      `select l.subject_id as subject, l.command, l.details::text as details from public.audit_log l
       where l.chain in ('application', 'award') order by l.id`,
    )
    const said = (each: { command: string; id: string }) => `${each.command} ${each.id}`
    const kept = links.map(({ command, subject }) => said({ command: command ?? '', id: subject ?? '' }))
    const isAct = (name: string) => !name.startsWith('submit_application')
    expect(kept.filter(isAct).sort()).toEqual(acknowledged.map(said).sort())
    const replayed = replayAwards(
      links,
      new Map(
        (
          await chain.query(
            'select id, capacity_value::int::text as units, amount_minor::text as minor from public.offers',
          )
        ).map(({ id, units, minor }) => [id ?? '', Number(units ?? minor)]),
      ),
    )
    expect(replayed.impossible).toEqual([])
    expect(replayed.applications).toEqual(
      Object.fromEntries(
        (await chain.query('select id, state from public.applications')).map(({ id, state }) => [id, state]),
      ),
    )
    expect(replayed.awards).toEqual(
      Object.fromEntries(
        (await chain.query('select id, state from public.awards')).map(({ id, state }) => [id, state]),
      ),
    )
    console.info(
      `${done} acts sent, ${acknowledged.length} acknowledged; refused ${JSON.stringify(Object.fromEntries(refused))}`,
    )
    // The race was real: some lost their seat to others, and some what they had read.
    expect(refused.get('above_offer')).toBeGreaterThan(0)
    expect(refused.get('version_differs')).toBeGreaterThan(0)
    expect(
      [...refused.keys()].filter(reason => !['above_offer', 'version_differs', 'wrong_state'].includes(reason)),
    ).toEqual([])
  })
})

test('the control: a story in which the last seat goes to two, or an award is answered twice, is no possible one', () => {
  const link = (subject: string, command: string, details: Json) => ({
    subject,
    command,
    details: JSON.stringify(details),
  })
  const given = (award: string) => ({ outcome: 'awarded', award, quantity: 1, amount_minor: null })
  const story = [
    ...['a', 'b'].map(id => link(id, 'submit_application', { offer: 'o' })),
    link('a', 'decide_application', given('x')),
    link('x', 'answer_award', { answer: 'accepted' }),
  ]
  const capacities = new Map([['o', 1]])
  expect(replayAwards(story, capacities).impossible).toEqual([])
  const again = [...story, link('b', 'decide_application', given('y'))]
  expect(replayAwards(again, capacities).impossible).toEqual(['decide_application b takes more than there is'])
  const twice = [...story, link('x', 'answer_award', { answer: 'declined' })]
  expect(replayAwards(twice, capacities).impossible).toEqual(['answer_award x'])
})
