-- The demonstration world: invented bodies and people in whom every step can be tried. What they make carries their
-- origin, so nothing of it is in a real list or total, and one command takes all of it away.

create table private.demonstration (
  one boolean primary key default true check (one),
  founded_at timestamptz not null default now(),
  finished_at timestamptz,
  refs jsonb not null default '{}' check (jsonb_typeof(refs) = 'object')
);
comment on table private.demonstration is
  'One row while there is a demonstration: when it was founded, when its story was told to the end, and the refs of its records.';

create table private.demonstration_people (
  user_id uuid primary key references auth.users on delete cascade,
  part text not null unique check (part ~ '^[a-z_]{1,40}$')
);
comment on table private.demonstration_people is 'Invented people and the parts they play.';
comment on column private.demonstration_people.user_id is 'personal: an account of the demonstration, of nobody';

alter table private.demonstration enable row level security;
alter table private.demonstration_people enable row level security;

-- Whether the reader plays in the demonstration: what they found is invented, and what is real is closed to them. Who
-- signs up while it is there, with an address that nobody can have, plays too.
create function private.plays_in_demonstration() returns boolean
language sql stable security definer set search_path = '' as $$
  select private.refuse_actor() is null and (
    exists (select from private.demonstration_people p where p.user_id = auth.uid())
    or exists (select from private.demonstration) and exists (
      select from auth.users u where u.id = auth.uid() and lower(u.email) like '%@demonstration.example'))
$$;

create function public.plays_in_demonstration() returns boolean
language sql stable security invoker set search_path = '' as $$ select private.plays_in_demonstration() $$;
comment on function public.plays_in_demonstration() is 'Whether the reader plays in the demonstration.';

-- Anybody may ask whether there is one to look at.
create function private.has_demonstration() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from private.demonstration d where d.finished_at is not null)
$$;

create function public.has_demonstration() returns boolean
language sql stable security invoker set search_path = '' as $$ select private.has_demonstration() $$;
comment on function public.has_demonstration() is 'Whether there is a demonstration whose story was told to the end.';

-- organisations: id, ref, name, lang, kind, country, state · people: id, part, organisation (ref) and role, or platform
-- role with employer (ref).
create function private.found_demonstration(organisations jsonb, people jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.demonstration default values;
  insert into public.organisations (id, ref, origin, name, lang, kind, iso2, state)
  select (o ->> 'id')::uuid, o ->> 'ref', 'demonstration', o ->> 'name', o ->> 'lang', o ->> 'kind', o ->> 'country',
    case o ->> 'state' when 'listed' then 'listed' else 'claimed' end
  from jsonb_array_elements(organisations) o;
  update public.organisations o set state = 'verified'
  from jsonb_array_elements(organisations) g where o.id = (g ->> 'id')::uuid and g ->> 'state' = 'verified';
  insert into private.demonstration_people (user_id, part)
  select (p ->> 'id')::uuid, p ->> 'part' from jsonb_array_elements(people) p;
  perform private.begin_profile((p ->> 'id')::uuid) from jsonb_array_elements(people) p;
  insert into public.memberships (organisation_id, user_id, role)
  select o.id, (p ->> 'id')::uuid, p ->> 'role'
  from jsonb_array_elements(people) p join public.organisations o on o.ref = p ->> 'organisation';
  insert into public.platform_roles (user_id, role, employer_id, world)
  select (p ->> 'id')::uuid, p ->> 'platform', o.id, 'demonstration'
  from jsonb_array_elements(people) p left join public.organisations o on o.ref = p ->> 'employer'
  where p ? 'platform';
end
$$;

create function private.finish_demonstration(refs jsonb) returns void
language sql security definer set search_path = '' as $$
  update private.demonstration d set finished_at = now(), refs = finish_demonstration.refs where true
$$;

-- What there is of it: null, or when it was finished (null while it is not), the refs, and who plays what.
create function private.demonstration_state() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('finished_at', d.finished_at, 'refs', d.refs,
    'people', coalesce((
      select jsonb_agg(jsonb_build_object('id', p.user_id, 'part', p.part, 'mail', u.email) order by p.part)
      from private.demonstration_people p join auth.users u on u.id = p.user_id
    ), '[]'),
    'files', coalesce((
      select jsonb_agg(jsonb_build_object('id', f.id, 'organisation', f.organisation_id))
      from public.files f join public.organisations o on o.id = f.organisation_id where o.origin = 'demonstration'
    ), '[]'))
  from private.demonstration d
$$;

-- All rows of the demonstration, whoever made them; accounts and bytes of files go before, through their own services.
create function private.remove_demonstration() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  bodies constant uuid[] := array(select o.id from public.organisations o where o.origin = 'demonstration');
  offers constant uuid[] := array(select f.id from public.offers f where f.origin = 'demonstration');
  promises constant uuid[] := array(select c.id from public.commitments c where c.origin = 'demonstration');
  reports constant uuid[] := array(select d.id from public.deliveries d where d.origin = 'demonstration');
  needs constant uuid[] := array(select r.id from public.support_requests r where r.origin = 'demonstration');
begin
  delete from private.delivery_people p where p.line_id = any (reports);
  delete from public.verifications v where v.delivery_id = any (reports);
  delete from public.verification_assignments a where a.delivery_id = any (reports);
  delete from public.confirmations c where c.delivery_id = any (reports);
  delete from public.disputes d where d.delivery_id = any (reports);
  delete from public.evidence e where e.delivery_id = any (reports);
  update public.deliveries d set replaces_id = null where d.id = any (reports);
  delete from public.deliveries d where d.id = any (reports);
  delete from public.awards a where a.offer_id = any (offers);
  delete from public.applications a where a.offer_id = any (offers);
  delete from public.expressions_of_interest i where i.offer_id = any (offers) or i.request_id = any (needs);
  delete from public.support_requests r where r.id = any (needs);
  delete from public.offers f where f.id = any (offers);
  delete from public.commitments c where c.id = any (promises);
  delete from public.files f where f.organisation_id = any (bodies);
  delete from public.platform_roles r where r.world = 'demonstration';
  delete from public.organisations o where o.id = any (bodies);
  delete from public.audit_log l using private.audit_heads h
  where h.is_demonstration and l.chain = h.chain and l.subject_id = h.subject_id;
  delete from private.audit_heads h where h.is_demonstration;
  delete from private.demonstration where true;
  return jsonb_build_object('organisations', cardinality(bodies), 'offers', cardinality(offers),
    'commitments', cardinality(promises), 'deliveries', cardinality(reports), 'needs', cardinality(needs));
end
$$;

create function public.found_demonstration(organisations jsonb, people jsonb) returns void
language sql security invoker set search_path = '' as $$ select private.found_demonstration(organisations, people) $$;
comment on function public.found_demonstration(jsonb, jsonb) is 'Founds the demonstration world: its invented bodies and who plays which part.';

create function public.finish_demonstration(refs jsonb) returns void
language sql security invoker set search_path = '' as $$ select private.finish_demonstration(refs) $$;
comment on function public.finish_demonstration(jsonb) is 'The story was told to the end; refs of its records by name.';

create function public.demonstration_state() returns jsonb
language sql stable security invoker set search_path = '' as $$ select private.demonstration_state() $$;
comment on function public.demonstration_state() is 'What there is of the demonstration; null where there is none.';

create function public.remove_demonstration() returns jsonb
language sql security invoker set search_path = '' as $$ select private.remove_demonstration() $$;
comment on function public.remove_demonstration() is 'Takes all rows of the demonstration away; returns how many of each.';

revoke execute on function
  private.plays_in_demonstration(), public.plays_in_demonstration(), private.has_demonstration(), public.has_demonstration(),
  private.found_demonstration(jsonb, jsonb), private.finish_demonstration(jsonb), private.demonstration_state(),
  private.remove_demonstration(),
  public.found_demonstration(jsonb, jsonb), public.finish_demonstration(jsonb), public.demonstration_state(),
  public.remove_demonstration()
  from public, anon, authenticated;
grant execute on function
  private.found_demonstration(jsonb, jsonb), private.finish_demonstration(jsonb), private.demonstration_state(),
  private.remove_demonstration(),
  public.found_demonstration(jsonb, jsonb), public.finish_demonstration(jsonb), public.demonstration_state(),
  public.remove_demonstration()
  to service_role;
grant execute on function private.plays_in_demonstration(), public.plays_in_demonstration() to authenticated;
grant execute on function private.has_demonstration(), public.has_demonstration() to anon, authenticated, service_role;
