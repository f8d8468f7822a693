import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signAccessToken, type TokenClaims } from '#embedded/auth/access-token.ts'
import { createGateway } from '#embedded/gateway.ts'
import { createKeys } from '#embedded/keys.ts'
import { loadSchemaCache } from '#embedded/rest/schema-cache.ts'
import { chainInputs } from '../fixtures/role-matrix/inputs.ts'
import { functions } from '../fixtures/role-matrix.ts'
import { type Actor, actors, claimsOf } from './actors.ts'
import { type Relation, readRelations } from './catalog.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { plantRows } from './plant.ts'
import { mayUse, type Probe, readProbes } from './probe.ts'

/** Every id of organisation A, asked for by everybody else as a program would that has a valid token of its own. */

let database: OpenDatabase
let relations: Relation[]
let probes: Probe[]
let ids: string[]
let gateway: typeof fetch
const keys = createKeys()

beforeAll(async () => {
  database = await openDatabase('PGlite')
  relations = await readRelations(database.db)
  const tables = relations.filter(({ kind }) => kind === 'table')
  await plantRows(database.db, tables)
  probes = await readProbes(database.db, relations)
  ids = [...new Set(probes.flatMap(idsOfA))]
  const cache = await loadSchemaCache(database.db)
  gateway = createGateway({ db: database.db, cache, keys, log: () => {} })
})
afterAll(() => database?.close())

const named = (name: string) => actors.find(actor => actor.name === name) as Actor
const peopleOfA = actors.filter(({ name }) => name.endsWith('of A')).map(({ person }) => person?.user ?? '')
const organisationA = named('owner of A').person?.organisation ?? ''
const others = ['anon', 'stranger', 'owner of B', 'ended', 'half', 'viewer of A', 'editor of A'].map(named)

/** Every id in the rows that belong to A or to one of its members, in whatever schema. */
function idsOfA({ relation, rows }: Probe): string[] {
  const columns = relation.columns.filter(({ type }) => type === 'uuid')
  const mine = rows.filter(
    ({ person, organisation }) => peopleOfA.includes(person ?? '') || organisation === organisationA,
  )
  return mine.flatMap(({ row }) => columns.flatMap(({ name }) => (row[name] as string | null) ?? []))
}

async function ask(actor: Actor, path: string, body?: object): Promise<{ status: number; text: string }> {
  const headers = new Headers({ apikey: keys.anonKey, 'content-type': 'application/json' })
  if (actor.person !== null) headers.set('authorization', `Bearer ${tokenOf(actor)}`)
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
  const response = await gateway(`http://imarika.invalid/rest/v1/${path}`, init)
  return { status: response.status, text: await response.text() }
}

const tokens = new Map<string, string>()
function tokenOf(actor: Actor): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = { ...JSON.parse(claimsOf(actor)), iss: 'http://imarika.invalid/auth/v1', iat: now, exp: now + 3600 }
  const token = tokens.get(actor.name) ?? signAccessToken(claims as TokenClaims, keys.signing)
  tokens.set(actor.name, token)
  return token
}

/** Everything that organisation A and its members have, as one text. */
async function everythingOfA(): Promise<string> {
  const now = await readProbes(
    database.db,
    probes.filter(({ rights }) => rights.whose !== undefined).map(({ relation }) => relation),
  )
  return JSON.stringify(
    now.map(({ relation, rows }) => [
      relation.name,
      rows.filter(({ person, organisation }) => peopleOfA.includes(person ?? '') || organisation === organisationA),
    ]),
  )
}

test('there are ids to ask for, in every schema that holds something of persons', () => {
  expect(ids.length).toBeGreaterThan(20)
  expect(peopleOfA.every(id => ids.includes(id))).toBe(true)
})

test('a table or view answers an id of somebody else as it answers one that is nowhere', async () => {
  const asked: string[] = []
  const differences: string[] = []
  for (const { relation, rights } of probes.filter(({ relation }) => relation.name.startsWith('public.'))) {
    if (rights.whose === undefined) continue
    const table = relation.name.replace('public.', '')
    for (const { name } of relation.columns.filter(({ type }) => type === 'uuid')) {
      for (const actor of others) {
        // What the list lets this actor see of A is not asked for.
        const mine = mayUse(rights, 'select', actor)
        const theirs = idsOfPerson(actor)
        const hidden = ids.filter(
          id => !(mine.size > 0 && (isOwn(id, actor) || theirs.has(id))) && !mine.has('organisation'),
        )
        if (hidden.length === 0) continue
        const answer = await ask(actor, `${table}?select=*&${name}=in.(${hidden.join(',')})`)
        const nowhere = await ask(actor, `${table}?select=*&${name}=in.(${hidden.map(() => randomUUID()).join(',')})`)
        asked.push(`${actor.name} ${table}.${name}`)
        if (answer.status !== nowhere.status || answer.text !== nowhere.text) {
          differences.push(`${actor.name}: ${table}.${name} answers ${answer.status} ${answer.text.slice(0, 200)}`)
        }
      }
    }
  }
  expect(differences).toEqual([])
  expect(asked.length).toBeGreaterThan(10)
})

/** Every id in the rows that belong to the actor as a person: what they may see of it, the role matrix tries. */
function idsOfPerson({ person }: Actor): ReadonlySet<string> {
  if (person === null) return new Set()
  return new Set(
    probes.flatMap(({ relation, rows }) =>
      rows
        .filter(row => row.person === person.user)
        .flatMap(({ row }) => relation.columns.flatMap(({ name, type }) => (type === 'uuid' ? String(row[name]) : []))),
    ),
  )
}

/** Who has not shown who they are acts for no organisation; their own name they may be told. */
function isOwn(id: string, { person, caller }: Actor): boolean {
  if (person === null) return false
  return (
    id === person.user ||
    id === person.session ||
    (id === person.organisation && caller !== 'ended' && caller !== 'half')
  )
}

/** What goes into the body of a command where an id of somebody might stand; a new command has none yet and fails. */
const inputs: Record<string, (id: string) => object> = {
  cmd_report_error: id => ({
    recordKind: 'organisation',
    recordRef: id,
    text: id,
    lang: 'en',
    correction: null,
    contact: null,
  }),
  cmd_change_settings: id => ({ name: id, lang: 'en' }),
  cmd_end_session: id => ({ which: id }),
  cmd_receive_file: id => ({
    organisation: id,
    name: 'a.txt',
    type: 'text/plain',
    size: 1,
    sha256: '0'.repeat(64),
  }),
  cmd_make_recovery_codes: id => ({ salt: id.replaceAll('-', ''), hashes: [id] }),
  ...chainInputs,
}

type Routine = { name: string; signature: string; args: { name: string; type: string }[] }

async function readRoutines(): Promise<Routine[]> {
  const [row] = await database.db.query(`
    select json_agg(json_build_object('name', p.proname,
      'signature', format('public.%s(%s)', p.proname, oidvectortypes(p.proargtypes)),
      'args', (select coalesce(json_agg(json_build_object('name', p.proargnames[n], 'type', format_type(t, null)) order by n), '[]')
        from unnest(p.proargtypes::oid[]) with ordinality a (t, n))) order by p.proname)::text as routines
    from pg_proc p where p.pronamespace = 'public'::regnamespace`)
  return JSON.parse(row?.routines ?? '[]') as Routine[]
}

const isForClients = ({ signature }: Routine) =>
  functions.everybody.includes(signature) || functions.signedIn.includes(signature)

function argumentsFor({ name, args }: Routine, id: string): Record<string, unknown> {
  const byType: Record<string, unknown> = {
    uuid: id,
    text: id,
    'uuid[]': [id],
    integer: null,
    boolean: true,
    date: '2026-01-01',
    jsonb: inputs[name]?.(id) ?? {},
  }
  return Object.fromEntries(
    args.map(arg => [
      arg.name,
      arg.name === 'act_key' ? randomUUID() : arg.name === 'max_rows' ? 10 : byType[arg.type],
    ]),
  )
}

/** Without the id itself and what is new each time. */
const scrub = (text: string, id: string) =>
  text.replaceAll(id, '<id>').replace(/"(at|ref)": ?"[^"]*"/g, '"$1": "<new>"')

test('every command that clients may call has a body in which ids are tried', async () => {
  const missing = (await readRoutines()).filter(
    routine => isForClients(routine) && routine.args.some(({ type }) => type === 'jsonb') && !inputs[routine.name],
  )
  expect(missing).toEqual([])
})

/** Where a function answers this actor otherwise for an id of A than for one that is nowhere; and how often it was asked. */
async function differencesOf(routine: Routine, actor: Actor): Promise<{ found: string[]; calls: number }> {
  const call = async (id: string) => {
    const answer = await ask(actor, `rpc/${routine.name}`, argumentsFor(routine, id))
    return `${answer.status} ${scrub(answer.text, id)}`
  }
  const nowhere = await call(randomUUID())
  const found: string[] = []
  // Who may not call it at all is refused before anything is looked at.
  const theirs = idsOfPerson(actor)
  const asked = isForClients(routine) ? ids.filter(id => !isOwn(id, actor) && !theirs.has(id)) : ids.slice(0, 1)
  for (const id of asked) {
    const answer = await call(id)
    if (answer !== nowhere) found.push(`${actor.name}: ${routine.name}(${id}) answers ${answer}, not ${nowhere}`)
  }
  return { found, calls: asked.length + 1 }
}

test('a function answers an id of somebody else as one that is nowhere, and changes nothing of theirs', async () => {
  const before = await everythingOfA()
  const differences: string[] = []
  let calls = 0
  for (const routine of await readRoutines()) {
    for (const actor of others) {
      const result = await differencesOf(routine, actor)
      differences.push(...result.found)
      calls += result.calls
    }
  }
  console.log(`${calls} calls of functions with ids of somebody else`)
  expect(differences).toEqual([])
  expect(await everythingOfA()).toBe(before)
}, 120_000)

test('an act key of somebody else gives no receipt of theirs', async () => {
  const act_key = randomUUID()
  const body = { act_key, expected_version: 1, input: { name: 'Somebody', lang: 'en' } }
  const first = await ask(named('owner of A'), 'rpc/cmd_change_settings', body)
  expect(JSON.parse(first.text)).toEqual({ ok: true, receipt: { version: 2 } })
  const second = await ask(named('owner of B'), 'rpc/cmd_change_settings', { ...body, expected_version: 7 })
  expect(JSON.parse(second.text)).toEqual({ ok: false, reason: 'version_differs' })
  const ended = await ask(named('ended'), 'rpc/cmd_change_settings', body)
  expect(JSON.parse(ended.text)).toEqual({ ok: false, reason: 'session_ended' })
})

test('a policy that gives A away is found', async () => {
  // The gateway asks in transactions of its own, so the fault stays: these two tests are the last.
  await database.db.query('alter policy "A person reads their own profile" on public.profiles using (true)')
  const [id] = peopleOfA
  const answer = await ask(named('owner of B'), `profiles?select=user_id&user_id=in.(${id})`)
  expect(JSON.parse(answer.text)).toEqual([{ user_id: id }])
})

test('a function that gives A away is found', async () => {
  const [row] = await database.db.query(
    "select pg_get_functiondef('private.cmd_end_session(uuid, jsonb)'::regprocedure) as text",
  )
  const faulty = row?.text?.replace('where s.user_id = actor', 'where true')
  expect(faulty).not.toBe(row?.text)
  await database.db.query(faulty ?? '')
  const routine = (await readRoutines()).find(({ name }) => name === 'cmd_end_session') as Routine
  const before = await everythingOfA()
  expect((await differencesOf(routine, named('owner of B'))).found).not.toEqual([])
  expect(await everythingOfA()).not.toBe(before)
})
