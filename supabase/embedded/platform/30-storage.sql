-- File storage as Supabase has it, as far as the app uses it: the real names of tables, columns and functions, so that
-- policies written in a migration hold on both. A migration makes buckets and policies, hence the owner; service_role
-- is a member of it and passes the policies, as on Supabase.

create schema if not exists storage;
grant usage on schema storage to anon, authenticated, service_role, imarika_owner;

create table if not exists storage.buckets (
  id text primary key,
  name text not null unique,
  owner uuid,
  owner_id text,
  public boolean not null default false,
  file_size_limit bigint,
  allowed_mime_types text[],
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table if not exists storage.objects (
  id uuid primary key default gen_random_uuid(),
  bucket_id text references storage.buckets,
  name text,
  owner uuid,
  owner_id text,
  metadata jsonb,
  user_metadata jsonb,
  version text,
  path_tokens text[] generated always as (string_to_array(name, '/')) stored,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  last_accessed_at timestamptz default now()
);
create unique index if not exists bucketid_objname on storage.objects (bucket_id, name);

create or replace function storage.foldername(name text) returns text[]
language sql immutable set search_path = '' as $$
  select (string_to_array(name, '/'))[1:cardinality(string_to_array(name, '/')) - 1]
$$;

create or replace function storage.filename(name text) returns text
language sql immutable set search_path = '' as $$
  select (string_to_array(name, '/'))[cardinality(string_to_array(name, '/'))]
$$;

-- Who runs this may be no superuser, and then hands over only where the new owner may create.
grant create on schema storage to imarika_owner;
-- Who is given a table must be able to make one there; a migration must not.
grant create on schema storage to imarika_owner;
alter table storage.buckets owner to imarika_owner;
alter table storage.objects owner to imarika_owner;
revoke create on schema storage from imarika_owner;
revoke create on schema storage from imarika_owner;
alter table storage.buckets enable row level security;
alter table storage.objects enable row level security;
grant select, insert, update, delete on storage.buckets, storage.objects to anon, authenticated, service_role;
