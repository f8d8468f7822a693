import type { Json } from '#app/data/database.types.ts'
import type { Person } from '../data/open-accounts.ts'
import { inMoney, makeOfferWorld, type OfferWorld } from './offer-world.ts'
import { type Chain, type MadeOrganisation, openChain } from './open-chain.ts'

export const connections = 50

export type Contender = { organisation: MadeOrganisation; owner: Person }

/** A provider's world on a PostgreSQL with fifty connections, and so many institutions that apply. */
export async function openContest(contenderCount: number) {
  const chain = await openChain({ pool: connections })
  // A pool opens its connections as they are asked for; on a busy machine fifty at once would wait for each other.
  for (let open = 5; open <= connections; open += 5) {
    await Promise.all(Array.from({ length: open }, () => chain.query('select pg_sleep(0.1)')))
  }
  const world = await makeOfferWorld(chain)
  const contenders: Contender[] = []
  while (contenders.length < contenderCount) {
    const organisation = await chain.makeOrganisation({ state: 'claimed' })
    const owner = await chain.makePerson()
    await chain.addMember(owner, organisation)
    contenders.push({ organisation, owner })
  }
  return { chain, world, contenders }
}

export type Contest = Awaited<ReturnType<typeof openContest>>

/** An offer of a single seat, or of an amount of which two can not have what they ask. */
export const single = (isMoney: boolean): Record<string, Json> =>
  isMoney ? { ...inMoney, rules: [] } : { capacity: 1, rules: [] }

export const asking = (isMoney: boolean): Record<string, Json> =>
  isMoney ? { units: [{}], consentWords: null, askedMinor: 700_000 } : { units: [{ name: 'Ada Example' }] }

export const giving = (isMoney: boolean): Record<string, Json> =>
  isMoney ? { quantity: null, amountMinor: 700_000 } : { quantity: 1, amountMinor: null }

export const applyAs = (world: OfferWorld, offer: string, { organisation, owner }: Contender, isMoney: boolean) =>
  world.apply(offer, { organisation: organisation.id, ...asking(isMoney) }, owner)

const holds = `w.state in ('offered', 'accepted', 'active', 'suspended', 'completed')`

/** Offers whose awards that hold are more than they have, or other than they say. */
export async function findOversold({ query }: Pick<Chain, 'query'>) {
  return query(`
    select f.ref, sum(w.quantity)::text as units, sum(w.amount_minor)::text as minor from public.offers f
    join public.awards w on w.offer_id = f.id and ${holds}
    group by f.id having coalesce(sum(w.quantity), 0) > coalesce(f.capacity_value, 0)
      or coalesce(sum(w.amount_minor), 0) > coalesce(f.amount_minor, 0)`)
}

export async function findMiscounted({ query }: Pick<Chain, 'query'>) {
  return query(`
    select f.ref from public.offers f left join public.awards w on w.offer_id = f.id and ${holds}
    where f.origin <> 'imported'
    group by f.id having coalesce(sum(w.quantity), 0) <> f.awarded_value or coalesce(sum(w.amount_minor), 0) <> f.awarded_minor`)
}

/** At each commit that touched an offer or an award, what holds is no more than there is; else the commit fails. */
const watch = `
  create function private.watch_offer() returns trigger language plpgsql security definer set search_path = '' as $$
  declare
    touched constant uuid := case when tg_table_name = 'offers' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'offer_id' end;
  begin
    if exists (
      select from public.offers f left join public.awards w on w.offer_id = f.id and ${holds} where f.id = touched
      group by f.id having coalesce(sum(w.quantity), 0) <> f.awarded_value or coalesce(sum(w.amount_minor), 0) <> f.awarded_minor
        or f.awarded_value > coalesce(f.capacity_value, 0) or f.awarded_minor > coalesce(f.amount_minor, 0)
    ) then
      raise exception 'an offer holds more than it has, or other than it says';
    end if;
    return null;
  end $$;
  create constraint trigger watch_offer after insert or update on public.offers deferrable initially deferred
    for each row execute function private.watch_offer();
  create constraint trigger watch_award after insert or update on public.awards deferrable initially deferred
    for each row execute function private.watch_offer()`

export async function watchEachCommit({ query }: Pick<Chain, 'query'>): Promise<void> {
  for (const statement of watch.split(/;\n(?= *create constraint)/)) await query(statement)
}

/** The command as somebody would write it who thinks of one reader at a time: it reads what is left, and writes what it read. */
export async function makeNaive({ query }: Pick<Chain, 'query'>): Promise<void> {
  const [row] = await query(
    `select pg_get_functiondef('private.do_decide_application(uuid, int, jsonb)'::regprocedure) as text`,
  )
  const text = row?.text ?? ''
  const naive = text
    .replace(' for update of f;', ';')
    .replace('set awarded_value = f.awarded_value + coalesce', 'set awarded_value = offer.awarded_value + coalesce')
    .replace('awarded_minor = f.awarded_minor + coalesce', 'awarded_minor = offer.awarded_minor + coalesce')
  if (naive.length !== text.length - ' for update of f'.length + 2 * ('offer'.length - 'f'.length)) {
    throw new Error('The command is written otherwise by now.')
  }
  await query(naive)
}
