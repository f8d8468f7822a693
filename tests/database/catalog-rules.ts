import type { Db } from '#embedded/engine/db.ts'

/**
 * A rule about the schema, as a query for what breaks it. `fault` breaks it once, so that a test sees the rule fire.
 * Where Supabase's database linter has a rule that says the same, its name stands beside ours.
 */
export type CatalogRule = {
  name: string
  /** The rule of Supabase's linter (splinter) that the fault breaks as well. */
  linter?: string
  query: string
  fault: { sql: string; found: string }
  /** What may break it, each with its reason. */
  accepted?: Record<string, string>
}

const functionName = "format('%s.%s(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes))"
const ourFunctions = `pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname in ('public', 'private')`
const ourTables = `pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'private') and c.relkind in ('r', 'p')`
const tableName = "format('%s.%s', n.nspname, c.relname)"
const ourPolicies = `pg_policies p where p.schemaname in ('public', 'private', 'storage')`
const policyName = "format('%s.%s: %s', p.schemaname, p.tablename, p.policyname)"
const clientRoles = "unnest(array['anon', 'authenticated']) role"

export const catalogRules: CatalogRule[] = [
  {
    name: 'row-level security is on for every table',
    linter: 'rls_disabled_in_public',
    query: `select ${tableName} as name from ${ourTables} where not c.relrowsecurity`,
    fault: { sql: 'create table public.planted (id int primary key)', found: 'public.planted' },
  },
  {
    name: 'row-level security is never forced: the owner of functions passes it',
    query: `select ${tableName} as name from ${ourTables} where c.relforcerowsecurity`,
    fault: {
      sql: 'alter table public.memberships force row level security',
      found: 'public.memberships',
    },
  },
  {
    name: 'a table that clients can name has a policy',
    linter: 'rls_enabled_no_policy',
    query: `select ${tableName} as name from ${ourTables} where n.nspname = 'public'
      and not exists (select from pg_policy p where p.polrelid = c.oid)`,
    fault: {
      sql: 'create table public.planted (id int primary key); alter table public.planted enable row level security',
      found: 'public.planted',
    },
  },
  {
    name: 'a policy is for one verb',
    query: `select ${policyName} as name from ${ourPolicies} and p.cmd = 'ALL'`,
    fault: {
      sql: 'create policy "planted" on public.topics for all to authenticated using (false)',
      found: 'public.topics: planted',
    },
  },
  {
    name: 'a policy names roles, and only those that hold the right it is about',
    query: `select ${policyName} as name from ${ourPolicies} and exists (
        select from unnest(p.roles) role where role = 'public'
          or not has_any_column_privilege(role, format('%I.%I', p.schemaname, p.tablename), case when p.cmd in ('ALL', 'DELETE') then 'SELECT' else p.cmd end)
          or p.cmd = 'DELETE' and not has_table_privilege(role, format('%I.%I', p.schemaname, p.tablename), 'DELETE'))`,
    fault: {
      sql: 'create policy "planted" on public.audit_log for select to anon using (false)',
      found: 'public.audit_log: planted',
    },
  },
  {
    name: 'one policy for a role and verb on a table',
    linter: 'multiple_permissive_policies',
    query: `select format('%s.%s: %s %s', p.schemaname, p.tablename, role, p.cmd) as name
      from pg_policies p, unnest(p.roles) role
      where p.schemaname in ('public', 'private') and p.permissive = 'PERMISSIVE'
      group by p.schemaname, p.tablename, role, p.cmd having count(*) > 1`,
    fault: {
      sql: 'create policy "planted" on public.topics for select to anon using (false)',
      found: 'public.topics: anon SELECT',
    },
  },
  {
    name: 'no policy for a write lets all rows pass',
    linter: 'rls_policy_always_true',
    query: `select ${policyName} as name from ${ourPolicies} and p.cmd <> 'SELECT'
      and (p.qual in ('true', '(1 = 1)') or p.with_check in ('true', '(1 = 1)'))`,
    fault: {
      sql: 'create policy "planted" on public.topics for insert to authenticated with check (true)',
      found: 'public.topics: planted',
    },
  },
  {
    name: 'a policy asks who the reader is once, not for each row',
    linter: 'auth_rls_initplan',
    query: `select ${policyName} as name from ${ourPolicies}
      and regexp_replace(concat_ws(' ', p.qual, p.with_check), '\\( ?SELECT (auth\\.\\w+\\(\\)|current_setting\\([^)]*\\)|private\\.\\w+\\(\\))', '', 'gi')
        ~* '(auth\\.\\w+|current_setting|private\\.\\w+)\\((''|\\))'`,
    fault: {
      sql: 'create policy "planted" on public.topics for delete to authenticated using (code = auth.uid()::text)',
      found: 'public.topics: planted',
    },
  },
  {
    name: 'no policy believes what a user writes about themselves',
    linter: 'rls_references_user_metadata',
    query: `select ${policyName} as name from ${ourPolicies} and concat_ws(' ', p.qual, p.with_check) ~ 'user_metadata'`,
    fault: {
      sql: `create policy "planted" on public.topics for delete to authenticated using ((select auth.jwt()) -> 'user_metadata' ->> 'a' = 'b')`,
      found: 'public.topics: planted',
    },
  },
  {
    name: 'a view reads with the rights of its reader',
    linter: 'security_definer_view',
    query: `select ${tableName} as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'private') and c.relkind = 'v'
        and not coalesce(lower(c.reloptions::text)::text[] && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)`,
    fault: { sql: 'create view public.planted as select 1 as one', found: 'public.planted' },
  },
  {
    name: 'nothing is kept ready outside row-level security: no materialised view, no foreign table',
    linter: 'materialized_view_in_api',
    query: `select ${tableName} as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'private') and c.relkind in ('m', 'f')`,
    fault: { sql: 'create materialized view public.planted as select 1 as one', found: 'public.planted' },
  },
  {
    name: 'no function is open to everybody',
    query: `select ${functionName} as name from ${ourFunctions}
      where exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)`,
    fault: {
      sql: "create function public.planted() returns int language sql set search_path = '' as 'select 1'",
      found: 'public.planted()',
    },
  },
  {
    name: 'a function that clients can name runs as whoever calls it, or no client may call it',
    linter: 'authenticated_security_definer_function_executable',
    query: `select ${functionName} as name from ${ourFunctions}
      where n.nspname = 'public' and p.prosecdef
        and exists (select from ${clientRoles} where has_function_privilege(role, p.oid, 'EXECUTE'))`,
    fault: {
      sql: 'alter function public.touch_session(text) security definer',
      found: 'public.touch_session(text)',
    },
  },
  {
    name: 'a function that runs as its owner finds nothing by search path',
    query: `select ${functionName} as name from ${ourFunctions}
      where p.prosecdef and not coalesce(p.proconfig && array['search_path=""', 'search_path='], false)`,
    fault: {
      sql: 'alter function private.touch_session(text) set search_path = public',
      found: 'private.touch_session(text)',
    },
  },
  {
    name: 'every other function has its search path set too',
    linter: 'function_search_path_mutable',
    query: `select ${functionName} as name from ${ourFunctions}
      where not exists (select from unnest(p.proconfig) c where c like 'search_path=%')`,
    fault: { sql: 'alter function public.touch_session(text) reset search_path', found: 'public.touch_session(text)' },
    accepted: {
      'private.source_text(text, text)': 'names no object; a setting would keep it from being inlined in every view',
      'private.source_link(text, text, text)':
        'names no object; a setting would keep it from being inlined in every view',
    },
  },
  {
    name: 'an extension stands in a schema of its own',
    linter: 'extension_in_public',
    query: `select e.extname as name from pg_extension e where e.extnamespace = 'public'::regnamespace`,
    fault: { sql: 'create extension pg_trgm schema public', found: 'pg_trgm' },
  },
  {
    name: 'every table has a primary key',
    linter: 'no_primary_key',
    query: `select ${tableName} as name from ${ourTables}
      where not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)`,
    fault: { sql: 'create table private.planted (id int)', found: 'private.planted' },
  },
  {
    name: 'a foreign key has an index that begins with its columns',
    linter: 'unindexed_foreign_keys',
    query: `select format('%s.%s', ${tableName}, k.conname) as name
      from ${ourTables} join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
      where not exists (select from pg_index i where i.indrelid = c.oid and i.indisvalid
        and (string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(k.conkey)] @> k.conkey)`,
    fault: {
      sql: 'create table private.planted (id int primary key, topic text references public.topics (code))',
      found: 'private.planted.planted_topic_fkey',
    },
    accepted: {},
  },
  {
    name: 'a foreign key into the account service refers to a primary key',
    linter: 'fkey_to_auth_unique',
    query: `select format('%s.%s', ${tableName}, k.conname) as name
      from ${ourTables} join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
        join pg_class f on f.oid = k.confrelid and f.relnamespace = 'auth'::regnamespace
      where not exists (select from pg_index i where i.indexrelid = k.conindid and i.indisprimary)`,
    fault: {
      sql: 'create table private.planted (id int primary key, phone text references auth.users (phone))',
      found: 'private.planted.planted_phone_fkey',
    },
  },
  {
    name: 'no index stands twice',
    linter: 'duplicate_index',
    query: `select ${tableName} as name from ${ourTables} join pg_index i on i.indrelid = c.oid
      group by n.nspname, c.relname, i.indkey::text, i.indclass::text, i.indcollation::text,
        pg_get_expr(i.indexprs, i.indrelid), pg_get_expr(i.indpred, i.indrelid) having count(*) > 1`,
    fault: {
      sql: 'create index planted on public.memberships (user_id)',
      found: 'public.memberships',
    },
  },
  {
    // Functions too: what they run is parsed in the session of the request, where Supabase has safeupdate loaded.
    name: 'a change of rows says of which: Supabase refuses one of all rows that does not say "where true"',
    query: `select distinct ${functionName} as name from ${ourFunctions},
        regexp_split_to_table(regexp_replace(p.prosrc, '--[^\n]*', '', 'g'), ';') statement
      where statement ~* '\\m(update|delete\\s+from)\\s+[a-z_]+\\.[a-z_]+' and statement !~* '\\mwhere\\M'`,
    fault: {
      sql: "create function private.planted() returns void language sql as 'delete from private.demonstration'",
      found: 'private.planted()',
    },
  },
  {
    name: 'every table says what it holds',
    query: `select ${tableName} as name from ${ourTables} where obj_description(c.oid, 'pg_class') is null`,
    fault: { sql: 'create table private.planted (id int primary key)', found: 'private.planted' },
  },
]

/** What breaks a rule and is not accepted, and what is accepted and breaks nothing any more. */
export async function findBreaches(db: Db, rule: CatalogRule, before: string[] = []): Promise<string[]> {
  const results = await db.transaction(
    [
      ...before.map(text => ({ text })),
      {
        text: `select coalesce(json_agg(name order by name), '[]')::text as names, false as is_kept from (${rule.query}) r`,
      },
    ],
    { keepIf: 'is_kept' },
  )
  const found = JSON.parse(results.at(-1)?.[0]?.names ?? '[]') as string[]
  const accepted = Object.keys(rule.accepted ?? {})
  return [
    ...found.filter(name => !accepted.includes(name)),
    ...accepted.filter(name => !found.includes(name)).map(name => `${name}: accepted, but breaks nothing`),
  ]
}
