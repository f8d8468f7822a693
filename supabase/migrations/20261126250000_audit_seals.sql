-- The audit is sealed: every minute the heads of all chains that grew go into a Merkle root, each root holds the hash of
-- the one before, and the last of each day is published. Who rewrites the past has to rewrite what others have kept.

-- By bytes: whoever reads the audit meets it in the same order everywhere.
alter table public.audit_log alter column chain type text collate "C";
alter table private.audit_heads alter column chain type text collate "C";

alter table private.audit_heads
  add column sealed_position int not null default 0,
  add column is_demonstration boolean not null default false,
  add constraint sealed_up_to_the_head check (sealed_position <= position);
comment on column private.audit_heads.is_demonstration is
  'Begun by somebody who plays in the demonstration: never sealed, and taken away with it.';
create index audit_heads_unsealed_idx on private.audit_heads (chain, subject_id)
  where position > sealed_position and not is_demonstration;

create table private.seals (
  position int primary key check (position > 0),
  at timestamptz not null,
  heads int not null check (heads > 0),
  root bytea not null,
  previous_hash bytea not null,
  hash bytea not null unique
);
comment on table private.seals is
  'One row per seal. root is the Merkle root over its sealed heads; hash covers position, time, root and the hash before.';

create table private.sealed_heads (
  chain text collate "C" not null,
  subject_id uuid not null,
  position int not null check (position > 0),
  hash bytea not null,
  seal int not null references private.seals,
  primary key (chain, subject_id, position)
);
comment on table private.sealed_heads is 'Where each chain stood when it was sealed. The leaves of a seal, in the order of chain and subject.';
create index sealed_heads_seal_idx on private.sealed_heads (seal, chain, subject_id);

alter table private.seals enable row level security;
alter table private.sealed_heads enable row level security;

-- The clock of a link is told in UTC whatever the session speaks, or its hash could not be computed again.
create or replace function private.append_audit(chain text, subject uuid, command text, actor uuid, details jsonb)
returns void
language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  head private.audit_heads;
  at timestamptz := clock_timestamp();
  link bytea;
begin
  insert into private.audit_heads (chain, subject_id, position, hash, is_demonstration)
  values (append_audit.chain, subject, 0, '\x',
    exists (select from private.demonstration_people p where p.user_id = append_audit.actor))
  on conflict do nothing;
  select h.* into head from private.audit_heads h
  where h.chain = append_audit.chain and h.subject_id = subject for update;
  link := sha256(head.hash || convert_to(jsonb_build_object('chain', append_audit.chain, 'subject', subject,
    'position', head.position + 1, 'at', at, 'command', append_audit.command, 'actor', append_audit.actor,
    'details', append_audit.details)::text, 'UTF8'));
  insert into public.audit_log (chain, subject_id, position, at, command, actor, details, previous_hash, hash)
  values (append_audit.chain, subject, head.position + 1, at, append_audit.command, append_audit.actor,
    append_audit.details, head.hash, link);
  update private.audit_heads h set position = head.position + 1, hash = link
  where h.chain = append_audit.chain and h.subject_id = subject;
end
$$;

-- The root over leaves in their order, as in RFC 6962: a node is the hash of 1 and its two halves; the odd one goes up.
create function private.merkle_root(leaves bytea[]) returns bytea
language plpgsql immutable set search_path = '' as $$
declare
  level bytea[] := leaves;
begin
  while cardinality(level) > 1 loop
    level := array(
      select case when n < cardinality(level) then sha256('\x01' || level[n] || level[n + 1]) else level[n] end
      from generate_series(1, cardinality(level), 2) n order by n
    );
  end loop;
  return level[1];
end
$$;

create function private.seal_leaf(chain text, subject uuid, "position" int, hash bytea) returns bytea
language sql immutable set search_path = '' as $$
  select sha256('\x00' || convert_to(format('%s %s %s ', chain, subject, "position"), 'UTF8') || hash)
$$;

-- Seals what grew since the last seal; null where nothing did. A chain whose head a command holds waits for the next.
create function private.seal_audit() returns jsonb
language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  grown private.audit_heads[];
  last private.seals;
  seal private.seals;
begin
  if not pg_try_advisory_xact_lock(hashtext('seal_audit')) then
    return null;
  end if;
  grown := array(
    select h from private.audit_heads h where h.position > h.sealed_position and not h.is_demonstration
    order by h.chain, h.subject_id for update skip locked
  );
  if cardinality(grown) = 0 then
    return null;
  end if;
  select s.* into last from private.seals s order by s.position desc limit 1;
  seal.position := coalesce(last.position, 0) + 1;
  seal.at := clock_timestamp();
  seal.heads := cardinality(grown);
  seal.previous_hash := coalesce(last.hash, '\x');
  seal.root := private.merkle_root(array(
    select private.seal_leaf(g.chain, g.subject_id, g.position, g.hash) from unnest(grown) g
    order by g.chain, g.subject_id
  ));
  seal.hash := sha256(seal.previous_hash || convert_to(jsonb_build_object('position', seal.position, 'at', seal.at,
    'heads', seal.heads, 'root', encode(seal.root, 'hex'))::text, 'UTF8'));
  insert into private.seals select seal.*;
  insert into private.sealed_heads (chain, subject_id, position, hash, seal)
  select g.chain, g.subject_id, g.position, g.hash, seal.position from unnest(grown) g;
  update private.audit_heads h set sealed_position = g.position
  from unnest(grown) g where h.chain = g.chain and h.subject_id = g.subject_id;
  return jsonb_build_object('position', seal.position, 'heads', seal.heads, 'hash', encode(seal.hash, 'hex'));
end
$$;

-- The audit for whoever verifies it, ordered by chain, subject and position: links (1), what a seal says of them (2) and
-- what the head says (3), as [chain, subject, position, kind, hash, …], with moments as they were hashed. Begins after the
-- given place.
create function private.read_audit(after jsonb, most int) returns jsonb
language sql stable security definer set search_path = '' as $$
  with start as (
    select coalesce(after ->> 0, '') as chain, coalesce(after ->> 1, '00000000-0000-0000-0000-000000000000')::uuid as subject_id,
      coalesce((after ->> 2)::int, 0) as position, coalesce((after ->> 3)::int, 0) as kind
  ), part as (
    (select l.chain, l.subject_id, l.position, 1 as kind, l.hash, jsonb_build_array(encode(l.previous_hash, 'hex'),
        (to_jsonb(l.at at time zone 'UTC') #>> '{}') || '+00:00', l.command, l.actor, l.details::text,
        l.actor is null or exists (select from private.demonstration_people p where p.user_id = l.actor)) as rest
      from public.audit_log l, start s
      where (l.chain, l.subject_id, l.position) >= (s.chain, s.subject_id, s.position)
        and ((l.chain, l.subject_id, l.position) > (s.chain, s.subject_id, s.position) or s.kind < 1)
      order by l.chain, l.subject_id, l.position limit most)
    union all
    (select e.chain, e.subject_id, e.position, 2, e.hash, jsonb_build_array(e.seal)
      from private.sealed_heads e, start s
      where (e.chain, e.subject_id, e.position) >= (s.chain, s.subject_id, s.position)
        and ((e.chain, e.subject_id, e.position) > (s.chain, s.subject_id, s.position) or s.kind < 2)
      order by e.chain, e.subject_id, e.position limit most)
    union all
    (select h.chain, h.subject_id, h.position, 3, h.hash, jsonb_build_array(h.sealed_position, h.is_demonstration)
      from private.audit_heads h, start s
      where (h.chain, h.subject_id) >= (s.chain, s.subject_id)
        and ((h.chain, h.subject_id, h.position) > (s.chain, s.subject_id, s.position)
          or (h.chain, h.subject_id, h.position) = (s.chain, s.subject_id, s.position) and s.kind < 3)
      order by h.chain, h.subject_id limit most)
  ), page as (
    select * from part order by chain, subject_id, position, kind limit most
  )
  select coalesce(jsonb_agg(
    jsonb_build_array(p.chain, p.subject_id, p.position, p.kind, encode(p.hash, 'hex')) || p.rest
    order by p.chain, p.subject_id, p.position, p.kind), '[]')
  from page p
$$;

create function private.read_seals(after int, most int) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_array(s.position, (to_jsonb(s.at at time zone 'UTC') #>> '{}') || '+00:00', s.heads, encode(s.root, 'hex'),
    encode(s.previous_hash, 'hex'), encode(s.hash, 'hex')) order by s.position), '[]')
  from (select * from private.seals where position > after order by position limit most) s
$$;

-- The leaves of seals in their order, as [seal, chain, subject, position, hash].
create function private.read_sealed_heads(after jsonb, most int) returns jsonb
language sql stable security definer set search_path = '' as $$
  with page as (
    select * from private.sealed_heads e
    where (e.seal, e.chain, e.subject_id) > (coalesce((after ->> 0)::int, 0), coalesce(after ->> 1, ''),
      coalesce(after ->> 2, '00000000-0000-0000-0000-000000000000')::uuid)
    order by e.seal, e.chain, e.subject_id limit most
  )
  select coalesce(jsonb_agg(jsonb_build_array(p.seal, p.chain, p.subject_id, p.position, encode(p.hash, 'hex'))
    order by p.seal, p.chain, p.subject_id), '[]')
  from page p
$$;

-- The last seal of each day in UTC, the newest first; of today the last so far.
create function private.audit_days() returns table (day date, "position" int, at timestamptz, seals int, heads int, hash text)
language sql stable security definer set search_path = '' as $$
  select l.day, l.position, l.at, l.seals::int, l.heads::int, encode(l.hash, 'hex')
  from (
    select distinct on (day) day, s.position, s.at, s.hash, count(*) over (partition by day) as seals,
      sum(s.heads) over (partition by day) as heads
    from private.seals s, lateral (select (s.at at time zone 'UTC')::date as day) d
    order by day desc, s.position desc
  ) l order by l.day desc
$$;

create function public.seal_audit() returns jsonb
language sql security invoker set search_path = '' as $$ select private.seal_audit() $$;
comment on function public.seal_audit() is 'Seals the chains of the audit that grew; null where none did.';

create function public.read_audit(after jsonb, most int) returns jsonb
language sql stable security invoker set search_path = '' as $$ select private.read_audit(after, most) $$;
comment on function public.read_audit(jsonb, int) is 'Links, sealed heads and heads of the audit, a page after a place.';

create function public.read_seals(after int, most int) returns jsonb
language sql stable security invoker set search_path = '' as $$ select private.read_seals(after, most) $$;
comment on function public.read_seals(int, int) is 'Seals of the audit, a page after a position.';

create function public.read_sealed_heads(after jsonb, most int) returns jsonb
language sql stable security invoker set search_path = '' as $$ select private.read_sealed_heads(after, most) $$;
comment on function public.read_sealed_heads(jsonb, int) is 'What each seal holds, a page after a place.';

create function public.audit_days() returns table (day date, "position" int, at timestamptz, seals int, heads int, hash text)
language sql stable security invoker set search_path = '' as $$ select * from private.audit_days() $$;
comment on function public.audit_days() is 'The last seal of the audit of each day, which anybody may keep.';

revoke execute on function
  private.merkle_root(bytea[]), private.seal_leaf(text, uuid, int, bytea),
  private.seal_audit(), private.read_audit(jsonb, int), private.read_seals(int, int),
  private.read_sealed_heads(jsonb, int), private.audit_days(),
  public.seal_audit(), public.read_audit(jsonb, int), public.read_seals(int, int),
  public.read_sealed_heads(jsonb, int), public.audit_days()
  from public, anon, authenticated;
grant execute on function
  private.seal_audit(), private.read_audit(jsonb, int), private.read_seals(int, int),
  private.read_sealed_heads(jsonb, int),
  public.seal_audit(), public.read_audit(jsonb, int), public.read_seals(int, int), public.read_sealed_heads(jsonb, int)
  to service_role;
grant execute on function private.audit_days(), public.audit_days() to anon, authenticated, service_role;
