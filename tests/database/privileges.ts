import type { Db } from '#embedded/engine/db.ts'
import { functions, relations, type Verb } from '../fixtures/role-matrix.ts'
import { actors } from './actors.ts'
import { watchedSchemas } from './catalog.ts'
import { isListed } from './probe.ts'

const roles = ['anon', 'authenticated', 'service_role']

/** Every right that one of the three roles holds on a table, view, sequence or function, by name or through everybody. */
const heldRights = `
  select format('%s: %s %s.%s', role, lower(privilege), n.nspname, c.relname) as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
    cross join unnest(array['anon', 'authenticated', 'service_role']) role
    cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) privilege
  where n.nspname in ${watchedSchemas} and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and has_table_privilege(role, c.oid, privilege)
  union all
  select format('%s: %s(%s) %s.%s', role, lower(privilege), string_agg(a.attname, ', ' order by a.attname), n.nspname, c.relname)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    cross join unnest(array['anon', 'authenticated', 'service_role']) role
    cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) privilege
  where n.nspname in ${watchedSchemas} and c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped
    and not has_table_privilege(role, c.oid, privilege) and has_column_privilege(role, c.oid, a.attnum, privilege)
  group by role, privilege, n.nspname, c.relname
  union all
  select format('%s: %s sequence %s.%s', role, lower(privilege), n.nspname, c.relname)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
    cross join unnest(array['anon', 'authenticated', 'service_role']) role
    cross join unnest(array['USAGE', 'SELECT', 'UPDATE']) privilege
  where n.nspname in ${watchedSchemas} and c.relkind = 'S' and has_sequence_privilege(role, c.oid, privilege)
  union all
  select format('%s: create in schema %s', role, n.nspname)
  from pg_namespace n cross join unnest(array['anon', 'authenticated', 'service_role']) role
  where n.nspname in ${watchedSchemas} and has_schema_privilege(role, n.oid, 'CREATE')
  union all
  select format('%s: call %s.%s(%s)', role, n.nspname, p.proname, oidvectortypes(p.proargtypes))
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    cross join unnest(array['anon', 'authenticated', 'service_role']) role
  where n.nspname in ('public', 'private') and has_function_privilege(role, p.oid, 'EXECUTE')`

export async function readPrivileges(db: Db): Promise<string[]> {
  return (await db.query(`select line from (${heldRights}) h order by 1`)).map(({ line }) => line ?? '')
}

export const privilegesQuery = `select coalesce(json_agg(line), '[]')::text as lines, false as is_kept from (${heldRights}) h`

/** What the list says they hold. Rights on rows need the right on the table; which rows is the policies' part. */
export function expectedPrivileges(): string[] {
  const lines = Object.keys(relations).flatMap(name =>
    (['select', 'insert', 'update', 'delete'] as const).flatMap(verb =>
      roles.filter(role => holds(role, verb, name)).map(role => `${role}: ${withColumns(name, verb)} ${name}`),
    ),
  )
  const callers: Record<keyof typeof functions, string[]> = {
    everybody: roles,
    signedIn: ['authenticated'],
    app: ['service_role'],
    signedInAndApp: ['authenticated', 'service_role'],
    noOne: [],
  }
  const calls = (Object.keys(functions) as (keyof typeof functions)[]).flatMap(group =>
    functions[group].flatMap(name => callers[group].map(role => `${role}: call ${name}`)),
  )
  return [...lines, ...calls]
}

function holds(role: string, verb: Verb, name: string): boolean {
  return actors.some(actor => actor.role === role && isListed(relations[name] ?? {}, verb, actor))
}

function withColumns(name: string, verb: Verb): string {
  const columns = verb === 'delete' ? undefined : relations[name]?.columns?.[verb]
  return columns === undefined ? verb : `${verb}(${[...columns].sort().join(', ')})`
}

/** Rights held and not listed, and listed and not held. */
export function comparePrivileges(held: string[], listed = expectedPrivileges()): string[] {
  const [has, should] = [new Set(held), new Set(listed)]
  return [
    ...held.filter(line => !should.has(line)).map(line => `${line}: held, not in the list`),
    ...listed.filter(line => !has.has(line)).map(line => `${line}: in the list, not held`),
  ]
}
