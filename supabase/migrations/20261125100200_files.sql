-- Files that organisations send: a row first, which is checked and counted, then the bytes, in a private bucket under
-- <organisation>/<file>. A command attaches what came under its act key; what no command wants is swept after 24 hours.

create table public.files (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references public.organisations,
  act_key uuid not null,
  state text not null default 'pending' check (state in ('pending', 'attached', 'expired')),
  name text not null check (char_length(name) between 1 and 150 and name !~ '[[:cntrl:]/\\]'),
  type text not null check (type in (
    'application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain', 'text/csv'
  )),
  size_bytes int not null check (size_bytes between 1 and 10485760),
  sha256 text collate "C" not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  attached_at timestamptz,
  check ((state = 'attached') = (attached_at is not null)),
  unique (organisation_id, act_key, added_by, sha256, name)
);
comment on table public.files is
  'One row a file: pending until a command attaches it, expired while its bytes are taken away.';
comment on column public.files.name is 'personal: a name of a file may name a person';
comment on column public.files.added_by is 'personal: who sent the file';
create index files_organisation_idx on public.files (organisation_id);
create index files_added_by_idx on public.files (added_by);
create index files_pending_idx on public.files (created_at) where state <> 'attached';

-- The one place where the quota stands: 500 MB for each organisation, pending files included.
create function private.file_quota_bytes() returns bigint
language sql immutable parallel safe set search_path = '' as $$ select 500 * 1024 * 1024::bigint $$;

-- How many files one act may bring.
create function private.files_per_act() returns int
language sql immutable parallel safe set search_path = '' as $$ select 10 $$;

-- The file whose bytes lie under this name in the bucket; null for any other name.
create function private.file_of_object(name text) returns uuid
language sql immutable parallel safe set search_path = '' as $$
  select (regexp_match(name,
    '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$'))[1]::uuid
$$;

create function private.cmd_receive_file(act_key uuid, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  actor constant uuid := auth.uid();
  organisation uuid;
  known public.files;
  file public.files;
begin
  if private.refuse_actor() is not null then
    return jsonb_build_object('ok', false, 'reason', private.refuse_actor());
  end if;
  if act_key is null or input is null or jsonb_typeof(input) <> 'object'
    or coalesce(jsonb_typeof(input -> 'name'), '') <> 'string'
    or coalesce(jsonb_typeof(input -> 'size'), '') <> 'number'
    or coalesce(input ->> 'size', '') !~ '^[0-9]{1,9}$'
    or coalesce(input ->> 'sha256', '') !~ '^[0-9a-f]{64}$'
    or coalesce(input ->> 'organisation', '') !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    or coalesce(input ->> 'type', '') not in (
      'application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain', 'text/csv'
    )
    or char_length(input ->> 'name') not between 1 and 150 or input ->> 'name' ~ '[[:cntrl:]/\\]'
    or exists (
      select from jsonb_object_keys(input) k where k not in ('organisation', 'name', 'type', 'size', 'sha256')
    )
  then
    return jsonb_build_object('ok', false, 'reason', 'input_invalid');
  end if;
  if (input ->> 'size')::int not between 1 and 10485760 then
    return jsonb_build_object('ok', false, 'reason', 'too_large');
  end if;
  organisation := (input ->> 'organisation')::uuid;
  if coalesce(private.my_role(organisation), '') not in ('owner', 'editor') then
    return jsonb_build_object('ok', false, 'reason', 'not_allowed');
  end if;

  -- One at a time for an organisation: the quota counts, and two posts of one act never pass each other.
  perform pg_advisory_xact_lock(hashtextextended('files ' || organisation::text, 0));
  select f.* into known from public.files f
  where f.organisation_id = organisation and f.act_key = cmd_receive_file.act_key and f.added_by = actor
    and f.sha256 = input ->> 'sha256' and f.name = input ->> 'name';
  if found then
    if known.state = 'expired' then
      return jsonb_build_object('ok', false, 'reason', 'expired');
    end if;
    return jsonb_build_object('ok', true, 'receipt', jsonb_build_object('id', known.id, 'at', known.created_at));
  end if;
  if (select count(*) from public.files f where f.act_key = cmd_receive_file.act_key and f.added_by = actor)
    >= private.files_per_act()
  then
    return jsonb_build_object('ok', false, 'reason', 'too_many');
  end if;
  if (select coalesce(sum(f.size_bytes), 0) from public.files f where f.organisation_id = organisation)
    + (input ->> 'size')::int > private.file_quota_bytes()
  then
    return jsonb_build_object('ok', false, 'reason', 'quota_full');
  end if;

  insert into public.files (organisation_id, act_key, name, type, size_bytes, sha256, added_by)
  values (organisation, cmd_receive_file.act_key, input ->> 'name', input ->> 'type', (input ->> 'size')::int,
    input ->> 'sha256', actor)
  returning * into file;
  perform private.append_audit('file', file.id, 'receive_file', actor,
    jsonb_build_object('organisation', organisation, 'type', file.type, 'size_bytes', file.size_bytes));
  return jsonb_build_object('ok', true, 'receipt', jsonb_build_object('id', file.id, 'at', file.created_at));
end
$$;

create function public.cmd_receive_file(act_key uuid, expected_version int, input jsonb) returns jsonb
language sql security invoker set search_path = '' as $$ select private.cmd_receive_file(act_key, input) $$;
comment on function public.cmd_receive_file(uuid, int, jsonb) is
  'An owner or editor announces one file of an act, whose bytes follow. input: organisation, name, type, size, sha256.';

-- For other commands, in their transaction: whatever came under their act key from this person now belongs to it.
-- Only files whose bytes have arrived, and as they were announced: on a Supabase a member can send bytes past the app.
-- Returns how many.
create function private.attach_files(act_key uuid, organisation uuid, actor uuid) returns int
language sql security definer set search_path = '' as $$
  with attached as (
    update public.files f set state = 'attached', attached_at = now()
    where f.act_key = attach_files.act_key and f.organisation_id = organisation and f.added_by = actor
      and f.state = 'pending'
      and exists (
        select from storage.objects o
        where o.bucket_id = 'files' and o.name = f.organisation_id::text || '/' || f.id::text
          and (o.metadata ->> 'size')::bigint = f.size_bytes and o.metadata ->> 'mimetype' = f.type
      )
    returning 1
  )
  select count(*)::int from attached
$$;

-- Pending files of a day ago, which from here on no command can attach, and those whose bytes an earlier sweep left.
create function private.expire_files(n int) returns table (id uuid, organisation_id uuid)
language sql security definer set search_path = '' as $$
  with due as materialized (
    select f.id from public.files f
    where f.state = 'expired' or (f.state = 'pending' and f.created_at < now() - interval '24 hours')
    order by f.created_at, f.id limit least(greatest(n, 0), 500) for update skip locked
  )
  update public.files f set state = 'expired' from due where f.id = due.id returning f.id, f.organisation_id
$$;

create function public.expire_files(n int) returns table (id uuid, organisation_id uuid)
language sql security invoker set search_path = '' as $$
  select e.id, e.organisation_id from private.expire_files(n) e
$$;
comment on function public.expire_files(int) is 'At most n files that nobody attached within 24 hours; their bytes may go.';

create function private.forget_files(ids uuid[]) returns int
language sql security definer set search_path = '' as $$
  with forgotten as (delete from public.files f where f.id = any (ids) and f.state = 'expired' returning 1)
  select count(*)::int from forgotten
$$;

create function public.forget_files(ids uuid[]) returns int
language sql security invoker set search_path = '' as $$ select private.forget_files(ids) $$;
comment on function public.forget_files(uuid[]) is 'Removes the rows of expired files whose bytes are gone; returns how many.';

alter table public.files enable row level security;
create policy "A member reads the files of their organisations" on public.files for select to authenticated
  using (state <> 'expired' and private.my_role(organisation_id) is not null);
grant select on public.files to authenticated, service_role;

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('files', 'files', false, 10485760, array[
  'application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain', 'text/csv'
]);

create policy "A member reads the bytes of files they may see" on storage.objects for select to authenticated
  using (bucket_id = 'files' and exists (
    select from public.files f where f.id = private.file_of_object(objects.name)
      and f.organisation_id::text = (storage.foldername(objects.name))[1]
  ));
create policy "Whoever announced a file sends its bytes" on storage.objects for insert to authenticated
  with check (bucket_id = 'files' and exists (
    select from public.files f where f.id = private.file_of_object(objects.name)
      and f.organisation_id::text = (storage.foldername(objects.name))[1]
      and f.added_by = (select auth.uid()) and f.state = 'pending'
  ));

revoke execute on function
  private.file_quota_bytes(), private.files_per_act(), private.file_of_object(text),
  private.cmd_receive_file(uuid, jsonb), private.attach_files(uuid, uuid, uuid), private.expire_files(int),
  private.forget_files(uuid[]),
  public.cmd_receive_file(uuid, int, jsonb), public.expire_files(int), public.forget_files(uuid[])
  from public, anon, authenticated;
grant execute on function
  private.file_of_object(text), private.cmd_receive_file(uuid, jsonb), public.cmd_receive_file(uuid, int, jsonb)
  to authenticated;
grant execute on function
  private.file_of_object(text), private.expire_files(int), public.expire_files(int),
  private.forget_files(uuid[]), public.forget_files(uuid[])
  to service_role;
