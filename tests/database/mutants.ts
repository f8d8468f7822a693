import type { Db } from '#embedded/engine/db.ts'
import { watchedSchemas } from './catalog.ts'
import type { CatalogRule } from './catalog-rules.ts'

/** One change for the worse (or the narrower) that a test must notice. `relation` is where rows may differ by it. */
export type Mutant = { name: string; sql: string; relation: string }

/** What a careless project grants: every right on every table, so that only policies stand between. */
export const everythingGranted = `
  grant usage on schema auth to anon, authenticated;
  grant all on all tables in schema public, private, auth, storage to anon, authenticated;`

/**
 * Each policy dropped, let through all rows or none, opened to everybody, opened to every verb; row-level security off.
 * Which rows a policy gives the service role decides nothing: on every backend it passes row-level security.
 */
const policyMutants = `
  with p as (
    select format('%I.%I', schemaname, tablename) as relation, format('%I on %I.%I', policyname, schemaname, tablename) as called, *
    from pg_policies where schemaname in ${watchedSchemas}
  )
  select format('policy dropped: %s', called) as name, format('drop policy %s', called) as sql, relation from p
  union all
  select format('policy lets all rows pass: %s', called), format('alter policy %s using (true)', called), relation
  from p where qual <> 'true'
  union all
  select format('policy lets all new rows pass: %s', called), format('alter policy %s with check (true)', called), relation
  from p where with_check <> 'true'
  union all
  select format('policy without a reader: %s', called), format('alter policy %s using (false)', called), relation
  from p where qual is not null and roles <> '{service_role}'
  union all
  select format('policy for everybody: %s', called), format('alter policy %s to public', called), relation
  from p where roles <> '{public}'
  union all
  select format('policy for every verb: %s', called), format('drop policy %s; create policy %s for all to %s using (%s)',
    called, called, (select string_agg(quote_ident(r), ', ') from unnest(roles) r), coalesce(qual, with_check)), relation
  from p where cmd <> 'ALL'
  union all
  select format('row-level security off: %s.%s', n.nspname, c.relname),
    format('alter table %I.%I disable row level security', n.nspname, c.relname), format('%s.%s', n.nspname, c.relname)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ${watchedSchemas} and c.relkind in ('r', 'p') and c.relrowsecurity
  union all
  select format('view reads as its owner: %s.%s', n.nspname, c.relname),
    format('alter view %I.%I set (security_invoker = false)', n.nspname, c.relname), format('%s.%s', n.nspname, c.relname)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'private') and c.relkind = 'v'`

/** Each function that a policy asks, answering every way it can without looking. */
const helperMutants = `
  select format('%s always answers %s: %s', p.oid::regprocedure, answer, q.polname) as name,
    format('create or replace function %s.%I(%s) returns %s language sql stable security definer set search_path = '''' as $body$ select %s $body$',
      p.pronamespace::regnamespace, p.proname, pg_get_function_arguments(p.oid), p.prorettype::regtype,
      format('%L::%s', answer, p.prorettype::regtype)
    ) as sql,
    format('%s.%s', c.relnamespace::regnamespace, c.relname) as relation
  from pg_policy q
    join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = q.oid and d.refclassid = 'pg_proc'::regclass
    join pg_proc p on p.oid = d.refobjid and p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
    join pg_class c on c.oid = q.polrelid
    cross join lateral unnest(case p.prorettype::regtype::text
      when 'boolean' then array['true', 'false'] when 'uuid' then array[null, '99999999-0000-4000-8000-000000000009']
      else array[null, 'owner'] end) answer`

export async function readMutants(db: Db): Promise<Mutant[]> {
  const rows = await db.query(`${policyMutants} union all ${helperMutants} order by 1`)
  return rows.map(({ name, sql, relation }) => ({ name: name ?? '', sql: sql ?? '', relation: relation ?? '' }))
}

/** Right by right: those not held are given, those held are taken. Each shows in the rights as the line beside it. */
export type RightMutant = { line: string; sql: string; isGiven: boolean }

export async function readRightMutants(db: Db): Promise<RightMutant[]> {
  const rows = await db.query(`
    with roles as (select unnest(array['anon', 'authenticated', 'service_role']) as role),
    one as (
      select role, format('%s: %s %s.%s', role, lower(privilege), n.nspname, c.relname) as line,
        format('%s on %I.%I', privilege, n.nspname, c.relname) as what, has_table_privilege(role, c.oid, privilege) as is_held
      from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join roles
        cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) privilege
      where n.nspname in ${watchedSchemas} and c.relkind in ('r', 'p', 'v')
      union all
      select role, format('%s: call %s.%s(%s)', role, n.nspname, p.proname, oidvectortypes(p.proargtypes)),
        format('execute on function %s', p.oid::regprocedure), has_function_privilege(role, p.oid, 'EXECUTE')
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join roles where n.nspname in ('public', 'private')
    )
    select line, is_held, case when is_held then format('revoke %s from %I', what, role) else format('grant %s to %I', what, role) end as sql
    from one`)
  return rows.map(({ line, sql, is_held }) => ({ line: line ?? '', sql: sql ?? '', isGiven: is_held === 'f' }))
}

/** The rules as one question: which names break which rule. */
export function rulesQuery(rules: CatalogRule[]): string {
  const parts = rules.map((rule, index) => `select ${index} as rule, name::text from (${rule.query}) r${index}`)
  return `select coalesce(json_agg(rule || ' ' || name order by rule, name), '[]')::text as names from (${parts.join(' union all ')}) all_rules`
}
