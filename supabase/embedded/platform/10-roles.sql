-- What Supabase gives before the first migration, as far as the app uses it; each line may run again. No default
-- privileges: a migration grants what it makes, as on hosted Supabase. Who runs it owns the database and may create
-- roles; a superuser is not needed.

do $$
declare
  role_name text;
  -- Since version 16 who creates a role may only administer it. What it may do with it, it must give itself.
  and_use text := case when current_setting('server_version_num')::int >= 160000 then ' with inherit true, set true' else '' end;
begin
  foreach role_name in array array['anon', 'authenticated', 'service_role', 'imarika_owner'] loop
    -- Roles belong to the whole server: another of its databases may be making them at this moment.
    if not exists (select from pg_roles where rolname = role_name) then
      begin
        execute format('create role %I nologin', role_name);
      exception when duplicate_object or unique_violation then
        null;
      end;
    end if;
    if not pg_has_role(role_name, 'usage') then
      execute format('grant %I to current_user%s', role_name, and_use);
    end if;
  end loop;
  -- Row-level security lets the owner pass, and so whoever is a member of it.
  if not pg_has_role('service_role', 'imarika_owner', 'usage') then
    grant imarika_owner to service_role;
  end if;
  execute format('grant create on database %I to imarika_owner', current_database());
end
$$;

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
create table if not exists supabase_migrations.platform (
  sha256 text primary key,
  ran_at timestamptz not null default now()
);
comment on table supabase_migrations.platform is 'Which text of the platform ran last, so that a start beside others changes nothing.';
