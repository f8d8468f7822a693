import type { Db, Statement } from '#embedded/engine/db.ts'
import {
  type CallerName,
  relations as expected,
  type Rights,
  type RowClass,
  type Verb,
} from '../fixtures/role-matrix.ts'
import { type Actor, actors, claimsOf } from './actors.ts'
import type { Relation } from './catalog.ts'
import { quote } from './plant.ts'

type PlantedRow = {
  key: string
  person: string | null
  organisation: string | null
  isHidden: boolean
  row: Record<string, unknown>
}
type Attempt = {
  actor: Actor
  verb: Verb | 'give'
  rowClass?: RowClass
  statement: string
  argument?: unknown
  prepare?: string
}
type Outcome = { seen: string[] | null; changed: string[] } | { code: string; message: string }

/** A table or view with its planted rows, ready to be tried. */
export type Probe = { relation: Relation; rights: Rights; rows: PlantedRow[] }

export async function readProbes(db: Db, relations: Relation[]): Promise<Probe[]> {
  const probes: Probe[] = []
  for (const relation of relations) {
    const rights = expected[relation.name] ?? {}
    const { person, organisation } = rights.whose ?? {}
    const [first] = await db.query(`
      select coalesce(json_agg(json_build_object('key', ${keyOf(relation)}, 'person', ${nameOf(person)},
        'organisation', ${nameOf(organisation)}, 'isHidden', ${rights.hidden ?? 'false'}, 'row', to_jsonb(t))), '[]')::text as rows
      from ${relation.name} t`)
    probes.push({ relation, rights, rows: JSON.parse(first?.rows ?? '[]') as PlantedRow[] })
  }
  return probes
}

/** Without a key, as views are, the whole row is the key. */
function keyOf({ name, key: own }: Relation): string {
  const key = expected[name]?.key ?? own
  if (key.length === 0) return 'md5(to_jsonb(t)::text)'
  return `jsonb_build_array(${key.map(column => `t.${quote(column)}`).join(', ')})::text`
}

const isColumn = (text: string) => /^\w+$/.test(text)

const nameOf = (owner: string | undefined) =>
  owner === undefined ? 'null' : isColumn(owner) ? `t.${quote(owner)}::text` : owner

function classOf(row: PlantedRow, { person }: Actor): RowClass {
  if (row.isHidden) return 'hidden'
  if (row.person === null && row.organisation === null) return 'public'
  if (person !== null && row.person === person.user) return 'own'
  if (person !== null && row.organisation !== null && row.organisation === person.organisation) return 'organisation'
  return 'other'
}

/** Which rows this actor may use the verb on: the most that any name in the list gives them. */
export function mayUse(rights: Rights, verb: Verb, actor: Actor): ReadonlySet<RowClass> {
  const all: RowClass[] = ['own', 'organisation', 'other', 'public', 'hidden']
  const names = Object.entries(rights[verb] ?? {}) as [CallerName, RowClass[] | 'all'][]
  return new Set(names.flatMap(([name, rows]) => (isNamed(actor, name) ? (rows === 'all' ? all : rows) : [])))
}

/** Whether the list gives this actor the right on the table at all, be it on no row. */
export function isListed(rights: Rights, verb: Verb, actor: Actor): boolean {
  return (Object.keys(rights[verb] ?? {}) as CallerName[]).some(name => isNamed(actor, name))
}

const members: CallerName[] = ['viewer', 'editor', 'reviewer', 'owner']

function isNamed({ caller }: Actor, name: CallerName): boolean {
  if (name === 'members') return members.includes(caller)
  if (name === 'signedIn') return caller === 'stranger' || members.includes(caller)
  if (name === 'everybody') return true
  return caller === name
}

function attemptsFor({ relation, rights, rows }: Probe, actor: Actor): Attempt[] {
  const from = `${relation.name} t`
  const attempts: Attempt[] = [
    { actor, verb: 'select', statement: `select coalesce(jsonb_agg(${keyOf(relation)}), '[]') from ${from}` },
  ]
  if (relation.kind === 'view' || rows.length === 0) return attempts
  const argument = rows[0]?.row
  const columns = relation.columns.filter(column => !column.isGenerated)
  const writable = columns.filter(({ name }) => rights.columns?.update?.includes(name) ?? true)
  const plain = writable.find(column => !column.isInUniqueKey) ?? writable[0]
  if (plain !== undefined) {
    const name = quote(plain.name)
    // A value from elsewhere, so that no right to read the rows is needed; a key can only be set to itself.
    const value = plain.isInUniqueKey ? name : `(select ${name} from jsonb_populate_record(null::${relation.name}, $1))`
    attempts.push({ actor, verb: 'update', statement: `update ${from} set ${name} = ${value}`, argument })
  }
  attempts.push({ actor, verb: 'delete', statement: `delete from ${from}` })
  for (const owner of [rights.whose?.person, rights.whose?.organisation]) {
    if (owner === undefined || !isColumn(owner)) continue
    const statement = `update ${from} set ${quote(owner)} = '99999999-0000-4000-8000-000000000009'`
    attempts.push({ actor, verb: 'give', statement: `${statement} where ${keyOf(relation)} = $1 ->> 'key'` })
  }
  const names = columns.map(({ name }) => quote(name)).join(', ')
  for (const { rowClass, row } of firstOfEach(rows, actor)) {
    attempts.push({
      actor,
      verb: 'insert',
      rowClass,
      argument: row.row,
      prepare: `delete from ${from} where to_jsonb(t) = $1`,
      statement: `insert into ${relation.name} (${names}) overriding system value
        select ${names} from jsonb_populate_record(null::${relation.name}, $1)`,
    })
  }
  return attempts.flatMap(attempt => (attempt.verb === 'give' ? giveEach(attempt, rows) : [attempt]))
}

/** A row each, since all of them at once would meet in one key. */
function giveEach(attempt: Attempt, rows: PlantedRow[]): Attempt[] {
  return rows
    .slice(0, 12)
    .map(row => ({ ...attempt, rowClass: classOf(row, attempt.actor), argument: { key: row.key } }))
}

function firstOfEach(rows: PlantedRow[], actor: Actor): { rowClass: RowClass; row: PlantedRow }[] {
  const first = new Map<RowClass, PlantedRow>()
  for (const row of rows) if (!first.has(classOf(row, actor))) first.set(classOf(row, actor), row)
  return [...first].map(([rowClass, row]) => ({ rowClass, row }))
}

/**
 * Tries every verb on every kind of row as every actor, and says in sentences where the answer is not the expected
 * one. `before` runs first in the same transaction, and all of it is taken back.
 */
export async function findDifferences(
  db: Db,
  probes: Probe[],
  { before = [], as = actors }: { before?: string[]; as?: Actor[] } = {},
): Promise<string[]> {
  const attempts = probes.flatMap(probe =>
    as.flatMap(actor => attemptsFor(probe, actor).map(attempt => ({ probe, attempt }))),
  )
  const outcomes = await runAttempts(db, attempts, before)
  return attempts.flatMap(({ probe, attempt }, index) => judge(probe, attempt, outcomes[index] as Outcome))
}

async function runAttempts(
  db: Db,
  attempts: { probe: Probe; attempt: Attempt }[],
  before: string[],
): Promise<Outcome[]> {
  const calls = attempts.map(({ probe: { relation }, attempt: { actor, statement, argument, prepare } }) => ({
    role: actor.role,
    claims: claimsOf(actor),
    statement,
    argument,
    prepare,
    target: relation.name,
    key: relation.kind === 'table' ? keyOf(relation) : null,
  }))
  const statements: Statement[] = [
    ...before.map(text => ({ text })),
    { text: 'set local session_replication_role = replica' },
    { text: 'select matrix.run($1)::text as outcomes, false as is_kept', params: [JSON.stringify(calls)] },
  ]
  const results = await db.transaction(statements, { keepIf: 'is_kept' })
  return JSON.parse(results.at(-1)?.[0]?.outcomes ?? '[]') as Outcome[]
}

function judge({ relation, rights, rows }: Probe, attempt: Attempt, outcome: Outcome): string[] {
  const { actor, verb, rowClass } = attempt
  const what = `${actor.name}: ${verb === 'give' ? 'give away' : verb} ${relation.name}`
  if ('code' in outcome && outcome.code !== '42501') {
    return [`${what}, ${rowClass ?? 'rows'}: not tried, for ${outcome.code} ${outcome.message}`]
  }
  const touched = new Set('code' in outcome ? [] : verb === 'select' ? outcome.seen : outcome.changed)
  // A row given to somebody else would be one of theirs: nobody may, but who may update any row at all.
  const allowed = verb === 'give' ? giveable(rights, actor) : mayUse(rights, verb, actor)
  if (verb === 'insert' || verb === 'give') {
    const did = touched.size > 0
    const may = rowClass !== undefined && allowed.has(rowClass)
    return did === may ? [] : [`${what}, ${rowClass} row: ${did ? 'done' : 'refused'}, against the list`]
  }
  const classes = new Set(rows.map(row => classOf(row, actor)))
  return [...classes].flatMap(each => {
    const members = rows.filter(row => classOf(row, actor) === each)
    const count = members.filter(({ key }) => touched.has(key)).length
    const wanted = allowed.has(each) ? members.length : 0
    return count === wanted ? [] : [`${what}, ${each} rows: ${count} of ${members.length}, expected ${wanted}`]
  })
}

function giveable(rights: Rights, actor: Actor): ReadonlySet<RowClass> {
  const rows = mayUse(rights, 'update', actor)
  return rows.has('other') ? rows : new Set()
}
