/** What the writers were told is done, by id. */
export type Acknowledged = { pairs: Set<string>; acts: Map<string, string> }

export type Query = (text: string, params?: string[]) => Promise<Record<string, string | null>[]>

export type Account = {
  pairs: number
  acts: number
  /** Acknowledged and not there. */
  lost: number
  /** One row of a pair without the other, a command without its act key or its audit row, or the other way round. */
  halves: number
  /** One act with more than one effect. */
  doubled: number
  /** Links of the audit chains that do not follow from the ones before. */
  broken: number
  /** There and not acknowledged: committed in the moment of the kill. */
  unheard: number
}

export const nothingYet = (): Acknowledged => ({ pairs: new Set(), acts: new Map() })

/** Adds what a writer said; a last line cut short by the kill is not in `lines`. */
export function readAcknowledged(lines: readonly string[], into: Acknowledged): void {
  for (const line of lines) {
    const [kind, id = '', receipt = ''] = line.split(' ')
    if (kind === 'PAIR') into.pairs.add(id)
    if (kind === 'ACT') into.acts.set(id, receipt)
  }
}

const lostPairs = `select count(*)::text as n from json_array_elements_text($1::json) a
  where not exists (select from public.chaos_pairs p where p.id = a::bigint)`

const lostActs = `select count(*)::text as n from json_each_text($1::json) a
  where not exists (
    select from private.act_keys k
      join public.error_reports r on r.ref = k.receipt ->> 'ref'
      join public.audit_log l on l.chain = 'error_report' and l.subject_id = r.id and l.command = 'report_error'
    where k.act_key = a.key::uuid and r.ref = a.value and r.text = a.key)`

const halfPairs = `select count(*)::text as n
  from public.chaos_pairs p full join public.chaos_twins t using (id) where p.id is null or t.id is null`

const halfActs = `select (
    (select count(*) from public.error_reports r
        full join (select * from private.act_keys where command = 'report_error') k on r.ref = k.receipt ->> 'ref'
        where r.id is null or k.act_key is null)
    + (select count(*) from public.error_reports r
        full join (select * from public.audit_log where chain = 'error_report') l on r.id = l.subject_id
        where r.id is null or l.id is null)
    + (select count(*) from private.audit_heads h where not exists (
        select from public.audit_log l where (l.chain, l.subject_id, l.position, l.hash)
          = (h.chain, h.subject_id, h.position, h.hash)))
  )::text as n`

const doubled = `select (
    (select count(*) - count(distinct text) from public.error_reports)
    + (select count(*) - count(distinct subject_id) from public.audit_log where chain = 'error_report')
  )::text as n`

const broken = `select count(*)::text as n from public.audit_log l
  where l.hash <> sha256(l.previous_hash || convert_to(jsonb_build_object('chain', l.chain, 'subject', l.subject_id,
    'position', l.position, 'at', l.at, 'command', l.command, 'actor', l.actor, 'details', l.details)::text, 'UTF8'))`

const storedPairs = 'select count(*)::text as n from public.chaos_pairs'
const storedActs = 'select count(*)::text as n from public.error_reports'

/**
 * Compares what is stored with what was acknowledged. The reports' text is their act key. A database of the real app
 * has no table of pairs.
 */
export async function account(
  query: Query,
  { pairs, acts }: Acknowledged,
  { hasPairs } = { hasPairs: true },
): Promise<Account> {
  const number = async (text: string, params: string[] = []) => Number((await query(text, params))[0]?.n)
  const ofPairs = (text: string, params: string[] = []) => (hasPairs ? number(text, params) : 0)
  const lost =
    (await ofPairs(lostPairs, [JSON.stringify([...pairs])])) +
    (await number(lostActs, [JSON.stringify(Object.fromEntries(acts))]))
  return {
    pairs: pairs.size,
    acts: acts.size,
    lost,
    halves: (await ofPairs(halfPairs)) + (await number(halfActs)),
    doubled: await number(doubled),
    broken: await number(broken),
    unheard: (await ofPairs(storedPairs)) + (await number(storedActs)) - (pairs.size + acts.size - lost),
  }
}

/** What must hold after any kill. */
export const unharmed = { lost: 0, halves: 0, doubled: 0, broken: 0 }
