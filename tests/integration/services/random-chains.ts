import { chanceOf } from '../../chaos/support/chance.ts'
import type { Loaded } from '../data/open-loaded.ts'

type Row = Record<string, unknown>

const measures = [
  'people_trained',
  'labs_opened',
  'gpu_hours',
  'usd_disbursed',
  'eur_disbursed',
  'usd_per_year',
] as const
const countries = ['KE', 'NG', 'MG', 'EG', 'GH', 'SN', 'BD', 'KI', 'BO', 'FJ']
const idOf = (kind: number, n: number) =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`

/**
 * Commitments and deliveries by chance, as they may stand after years: promises of every origin, parts of parts in the
 * same and in other measures, overlaps, points, places, running totals that sources state, acts in every state,
 * disputes and lines of corrections. The same seed makes the same rows.
 */
export function makeRandomChains(seed: number, count: number) {
  const chance = chanceOf(seed)
  const often = (share: number) => chance.next() < share
  const pick = <Item>(items: readonly Item[]): Item => items[chance.between(0, items.length - 1)] as Item
  /** Whole numbers and parts of them, money with its cents: 0.07 has no exact binary form. */
  const quantity = (most: number) => (often(0.5) ? chance.between(1, most) : chance.between(1, most * 100) / 100)
  const share = (of: number) => (often(0.3) ? of : Math.round(of * chance.next() * 100) / 100)
  const day = () => `20${chance.between(20, 26)}-0${chance.between(1, 9)}-1${chance.between(0, 9)}`

  const organisations: Row[] = Array.from({ length: 12 }, (_, n) => ({
    id: idOf(1, n),
    ref: `random-${n}`,
    origin: n < 10 ? 'platform' : 'demonstration',
    name: `Random ${n}`,
    state: n % 3 === 0 ? 'claimed' : 'verified',
  }))
  const real = organisations.slice(0, 10)
  const invented = organisations.slice(10)
  const [commitments, parts, points, places, deliveries]: Row[][] = [[], [], [], [], []] as never
  const overlaps = new Map<string, Row>()

  for (let n = 0; n < count; n += 1) {
    const origin = pick(['imported', 'imported', 'imported', 'platform', 'platform', 'platform', 'demonstration'])
    const owner = pick(origin === 'demonstration' ? invented : real)
    const measure = often(0.88) ? pick(measures) : null
    const id = idOf(2, n)
    commitments?.push({
      id,
      ref: `R-${String(n).padStart(5, '0')}`,
      origin,
      title: `Promise ${n}`,
      accountable_id: owner.id,
      target_measure: measure,
      target_value: measure === null ? null : quantity(500),
      target_qualifier: measure === null ? null : pick(['exactly', 'at_least', 'up_to']),
      target_words: measure === null ? null : 'words',
      announced_on: day(),
    })
    // Of anything before it, often of the last ones, so that families grow deep.
    const before = often(0.6) ? n - chance.between(1, 4) : chance.between(0, Math.max(0, n - 1))
    const whole = before >= 0 && before < n ? commitments?.[before] : undefined
    if (whole && often(0.5) && (whole.origin === 'demonstration') === (origin === 'demonstration')) {
      parts?.push({ part_id: id, whole_id: whole.id })
    }
    if (n > 0 && often(0.2)) {
      const other = idOf(2, chance.between(0, n - 1))
      overlaps.set(`${other} ${id}`, { one_id: other, other_id: id })
    }
    if (often(0.8)) points?.push({ commitment_id: id, number: chance.between(1, 13) })
    for (const iso2 of new Set([pick(countries), pick(countries)]))
      if (often(0.6)) places?.push({ commitment_id: id, iso2 })
    for (let report = chance.between(0, 5); report > 0; report -= 1) {
      deliveries?.push(...deliveriesOf({ id, origin, measure }))
    }
  }

  function deliveriesOf(promise: { id: string; origin: string; measure: string | null }): Row[] {
    const common = {
      commitment_id: promise.id,
      measure: promise.measure !== null && often(0.8) ? promise.measure : pick(measures),
      excluded: null as string | null,
      as_of: day() as string | null,
    }
    if (promise.origin === 'imported' && often(0.6)) {
      const reported = often(0.1) ? null : often(0.1) ? 0 : quantity(400)
      const excluded = often(0.1) ? pick(['other_programme', 'before_promise']) : null
      return [{ ...empty, ...common, origin: 'imported', reported, as_of: often(0.2) ? null : common.as_of, excluded }]
    }
    const origin = promise.origin === 'demonstration' ? 'demonstration' : 'platform'
    const people = origin === 'demonstration' ? invented : real
    const act = { ...empty, ...common, origin, reporter_id: pick(people).id }
    const line: Row[] = []
    // A line of corrections: each one replaces the one before, whatever had become of it.
    for (let more = often(0.25) ? chance.between(1, 3) : 0; more >= 0; more -= 1) {
      const reported = quantity(200)
      const receiver_id = often(0.8) ? pick(people).id : null
      const stood = standing(reported, receiver_id !== null)
      const state = more > 0 ? 'corrected' : stood.state
      line.push({ ...act, ...stood, reported, receiver_id, state, replaces: line.length > 0 ? -1 : null })
    }
    return line
  }

  /** State and quantities as commands may leave them. */
  function standing(reported: number, hasReceiver: boolean) {
    const none = { confirmed: 0, verified: 0, settled: null as number | null, is_disputed: false }
    const state = pick(hasReceiver ? states : ['reported', 'verified', 'rejected'])
    const confirmed = hasReceiver && state !== 'reported' ? (state === 'confirmed' ? reported : share(reported)) : 0
    if (state === 'disputed') return { ...none, state, is_disputed: true }
    if (state === 'settled') {
      const settled = share(reported)
      return { ...none, state: 'verified', settled, verified: share(settled) }
    }
    if (state === 'verified') return { ...none, state, confirmed, verified: share(hasReceiver ? confirmed : reported) }
    return { ...none, state, confirmed }
  }

  for (const [n, delivery] of (deliveries ?? []).entries()) {
    delivery.id = idOf(3, n)
    delivery.ref = delivery.origin === 'imported' ? null : `D-${String(n).padStart(10, '0')}`
    delivery.position = n % 30_000
    delivery.replaces_id = delivery.replaces === -1 ? idOf(3, n - 1) : null
  }
  return { organisations, commitments, parts, overlaps: [...overlaps.values()], points, places, deliveries }
}

const states = ['reported', 'partly_confirmed', 'confirmed', 'disputed', 'verified', 'settled', 'rejected']

const empty = {
  ...{ confirmed: 0, verified: 0, settled: null, is_disputed: false, state: 'reported' },
  ...{ reporter_id: null, receiver_id: null, replaces: null },
}

export type RandomChains = ReturnType<typeof makeRandomChains>

/** Writes the rows as the owner of the tables: no command made them, so no move of state is asked for. */
export async function plantChains({ query }: Pick<Loaded, 'query'>, chains: RandomChains): Promise<void> {
  const insert = (text: string, rows: unknown) => query(text, [JSON.stringify(rows)])
  for (const table of ['organisations', 'deliveries'])
    await query(`alter table public.${table} disable trigger ${table}_state`)
  await insert(
    `insert into public.organisations (id, ref, origin, name, lang, kind, iso2, state)
     select r.id, r.ref, r.origin, r.name, 'en', 'university', 'KE', r.state
     from jsonb_to_recordset($1::jsonb) r (id uuid, ref text, origin text, name text, state text)`,
    chains.organisations,
  )
  await insert(
    `insert into public.commitments (id, ref, origin, title, lang, kind, topic, accountable_id, target_measure, target_value,
       target_qualifier, target_words, announced_on, source_url, source_publisher, source_kind, checked_on)
     select r.id, r.ref, r.origin, r.title, 'en', 'training', 'a topic', r.accountable_id, r.target_measure, r.target_value,
       r.target_qualifier, r.target_words, r.announced_on, 'https://example.org', 'Example', 'official', '2026-01-01'
     from jsonb_to_recordset($1::jsonb) r (id uuid, ref text, origin text, title text, accountable_id uuid,
       target_measure text, target_value numeric, target_qualifier text, target_words text, announced_on date)`,
    chains.commitments,
  )
  await insert(
    `insert into public.commitment_parts (part_id, whole_id, reason, decided_by, decided_on)
     select r.part_id, r.whole_id, 'because', 'somebody', '2026-01-01'
     from jsonb_to_recordset($1::jsonb) r (part_id uuid, whole_id uuid)`,
    chains.parts,
  )
  await insert(
    `insert into public.commitment_overlaps (one_id, other_id, reason, decided_by, decided_on)
     select r.one_id, r.other_id, 'because', 'somebody', '2026-01-01'
     from jsonb_to_recordset($1::jsonb) r (one_id uuid, other_id uuid)`,
    chains.overlaps,
  )
  await insert(
    `insert into public.point_mappings (commitment_id, framework, number, reason, lang, decided_by, decided_on)
     select r.commitment_id, 'action_plan_2025', r.number, 'because', 'en', 'somebody', '2026-01-01'
     from jsonb_to_recordset($1::jsonb) r (commitment_id uuid, number int)`,
    chains.points,
  )
  // As if they had come with their promises.
  await query('alter table public.commitment_places disable trigger commitment_places_revise')
  await insert(
    `insert into public.commitment_places (id, commitment_id, iso2)
     select gen_random_uuid(), r.commitment_id, r.iso2 from jsonb_to_recordset($1::jsonb) r (commitment_id uuid, iso2 text)`,
    chains.places,
  )
  await query('alter table public.commitment_places enable trigger commitment_places_revise')
  await insert(
    `insert into public.deliveries (id, ref, commitment_id, origin, position, measure, reported, confirmed, verified, as_of,
       reported_by, lang, is_disputed, excluded, excluded_reason, state, reporter_id, receiver_id, replaces_id, settled)
     select r.id, r.ref, r.commitment_id, r.origin, r.position, r.measure, r.reported, r.confirmed, r.verified, r.as_of,
       'somebody', 'en', r.is_disputed, r.excluded, case when r.excluded is not null then 'because' end, r.state,
       r.reporter_id, r.receiver_id, r.replaces_id, r.settled
     from jsonb_to_recordset($1::jsonb) r (id uuid, ref text, commitment_id uuid, origin text, position smallint, measure text,
       reported numeric, confirmed numeric, verified numeric, as_of date, is_disputed boolean, excluded text, state text,
       reporter_id uuid, receiver_id uuid, replaces_id uuid, settled numeric)`,
    chains.deliveries,
  )
  for (const table of ['organisations', 'deliveries'])
    await query(`alter table public.${table} enable trigger ${table}_state`)
}
