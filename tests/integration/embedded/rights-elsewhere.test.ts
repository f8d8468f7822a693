import { expect, onTestFinished, test } from 'vitest'
import { openPglite } from '#embedded/engine/pglite-db.ts'
import { migrate } from '#embedded/migrate.ts'
import { platformSql } from '#embedded/platform-sql.ts'

/** What a self-hosted Supabase says before the first migration, for the role that runs them. */
const generous = ['tables', 'functions', 'sequences']
  .map(
    kind =>
      `alter default privileges for role imarika_owner in schema public grant all on ${kind} to anon, authenticated, service_role;`,
  )
  .join('\n')

/** Every right that a reader has on anything of ours, as text. */
const rights = `
  select format('%s: %s on %s', role, privilege, c.oid::regclass) as line
  from pg_class c, unnest(array['anon', 'authenticated']) role,
    unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) privilege
  where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and has_table_privilege(role, c.oid, privilege)
  union all
  select format('%s: %s on %s', role, privilege, c.oid::regclass)
  from pg_class c, unnest(array['anon', 'authenticated']) role, unnest(array['usage', 'select', 'update']) privilege
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' and has_sequence_privilege(role, c.oid, privilege)
  union all
  select format('%s: execute %s', role, p.oid::regprocedure)
  from pg_proc p, unnest(array['anon', 'authenticated']) role
  where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and has_function_privilege(role, p.oid, 'execute')
  order by 1`

async function rightsAfter(...before: string[]) {
  const db = await openPglite({ folder: null })
  onTestFinished(() => db.close())
  await db.transaction(before.map(text => ({ text })))
  await migrate(db, 'supabase/migrations', () => {})
  const later = 'create table public.later (id int); create function public.later() returns int return 1;'
  await db.transaction([{ text: 'set local role imarika_owner' }, { text: later }, { text: 'reset role' }])
  return (await db.query(rights, [])).map(({ line }) => line)
}

test('readers may do the same where a project gives them every right on all that is made', async () => {
  const here = await rightsAfter(platformSql)
  const there = await rightsAfter(platformSql, generous)
  expect(here).toContain('anon: select on offers')
  expect(there).toEqual(here)
})
