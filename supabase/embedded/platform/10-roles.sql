-- What Supabase gives before the first migration, as far as the app uses it. Runs at every start, so each line
-- may run again. No default privileges: a migration grants what it makes, as on hosted Supabase.

do $$
declare
  role_name text;
begin
  foreach role_name in array array['anon', 'authenticated', 'service_role', 'imarika_owner'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I nologin', role_name);
    end if;
  end loop;
  execute format('grant create on database %I to imarika_owner', current_database());
end
$$;

-- Row-level security lets the owner pass, and so whoever is a member of it.
grant imarika_owner to service_role;

create schema if not exists extensions;
alter schema public owner to imarika_owner;
alter schema extensions owner to imarika_owner;
grant usage on schema public, extensions to anon, authenticated, service_role;

-- Not the owner's: a migration cannot change it, on Supabase neither.
create schema if not exists auth;
grant usage on schema auth to anon, authenticated, service_role, imarika_owner;

create or replace function auth.jwt() returns jsonb language sql stable set search_path = '' as $$
  select nullif(current_setting('request.jwt.claims', true), '')::jsonb
$$;

create or replace function auth.uid() returns uuid language sql stable set search_path = '' as $$
  select (auth.jwt() ->> 'sub')::uuid
$$;

create or replace function auth.role() returns text language sql stable set search_path = '' as $$
  select auth.jwt() ->> 'role'
$$;

create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
  version text primary key,
  name text not null,
  statements_sha256 text not null,
  ran_at timestamptz not null default now()
);
