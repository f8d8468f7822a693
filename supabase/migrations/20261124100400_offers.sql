-- Offers: what somebody makes available, to whom, in which window, under which rules.

create table public.offers (
  id uuid primary key,
  ref text collate "C" not null unique check (ref ~ '^[A-Z][A-Z0-9-]+$'),
  origin text not null check (origin in ('imported', 'platform', 'demonstration')),
  title text not null check (title <> ''),
  description text,
  lang text not null,
  kind text not null check (kind in ('training', 'joint_lab', 'infrastructure', 'shared_resource')),
  form text not null,
  kind_words text,
  provider_id uuid not null references public.organisations (id),
  partners text[] not null default '{}',
  topic text not null,
  stated_window text check (stated_window in ('closed', 'rolling', 'unknown')),
  opens_on date,
  apply_by date,
  starts_on date,
  ends_on date,
  capacity_value numeric check (capacity_value > 0),
  capacity_unit text,
  amount_minor bigint check (amount_minor >= 0),
  amount_currency text check (amount_currency ~ '^[A-Z]{3}$'),
  amount_per text check (amount_per in ('year', 'month')),
  amount_words text,
  in_kind text,
  languages text[] not null default '{}',
  mode text check (mode in ('online', 'on_site', 'blended')),
  cost text check (cost in ('fees', 'some_fees', 'free', 'funded')),
  cost_words text,
  eligibility_words text,
  apply_url text not null,
  source_url text not null,
  source_publisher text not null,
  source_kind text not null check (source_kind in ('official', 'provider', 'press', 'secondary')),
  note text,
  checked_on date not null,
  search text not null default '',
  search_words tsvector not null generated always as (private.search_vector(search)) stored,
  check (case kind
    when 'training' then form in ('course', 'scholarship', 'fellowship', 'event')
    when 'infrastructure' then form in ('money', 'compute', 'equipment', 'expert_time')
    when 'joint_lab' then form = 'lab'
    else form in ('data_set', 'model', 'code') end),
  check (num_nonnulls(capacity_value, capacity_unit) in (0, 2)),
  check (num_nonnulls(amount_minor, amount_currency) in (0, 2)),
  check (opens_on <= apply_by),
  check (starts_on <= ends_on),
  check (cost is null or cost_words is not null or origin <> 'imported')
);
comment on table public.offers is
  'Something a provider makes available. stated_window is the source''s own word on checked_on; the window on a day is computed.';
create index offers_provider_idx on public.offers (provider_id);
create index offers_search_idx on public.offers using gin (search_words);
create index offers_not_closed_idx on public.offers (kind, id) where stated_window is distinct from 'closed';

create table public.offer_places (
  id uuid primary key,
  offer_id uuid not null references public.offers (id) on delete cascade,
  iso2 text collate "C" references public.countries (iso2),
  region text collate "C" references public.regions (code),
  group_code text collate "C" references public.country_groups (code),
  check (num_nonnulls(iso2, region, group_code) = 1),
  unique nulls not distinct (offer_id, iso2, region, group_code)
);
comment on table public.offer_places is 'Whom an offer is open to: countries, regions and groups, read as a union. None listed = not stated.';
create index offer_places_iso2_idx on public.offer_places (iso2, offer_id);
create index offer_places_region_idx on public.offer_places (region, offer_id);
create index offer_places_group_idx on public.offer_places (group_code, offer_id);

create table public.offer_topics (
  offer_id uuid not null references public.offers (id) on delete cascade,
  topic text collate "C" not null references public.topics (code),
  position smallint not null,
  primary key (offer_id, topic)
);
comment on table public.offer_topics is 'Topics that the editors gave to the words of the source, broadest last.';
create index offer_topics_topic_idx on public.offer_topics (topic);

create table public.offer_rules (
  offer_id uuid not null references public.offers (id) on delete cascade,
  position smallint not null,
  rule text not null check (rule in ('place', 'body', 'people', 'language', 'age', 'nomination', 'condition', 'terms')),
  body jsonb not null,
  words text,
  lang text not null,
  decided_by text not null,
  decided_on date not null,
  primary key (offer_id, position)
);
comment on table public.offer_rules is 'Who may take an offer, as data; the rules themselves are decided by the application (docs/eligibility-rules.md).';

create function private.fill_offer_search() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.search := private.search_text(concat_ws(' ', new.ref, new.title, new.description, new.topic,
    (select o.name from public.organisations o where o.id = new.provider_id), array_to_string(new.partners, ' ')));
  return new;
end
$$;
revoke execute on function private.fill_offer_search() from public;
create trigger offers_search before insert or update on public.offers
  for each row execute function private.fill_offer_search();

alter table public.offers enable row level security;
alter table public.offer_places enable row level security;
alter table public.offer_topics enable row level security;
alter table public.offer_rules enable row level security;

create policy "Anybody reads offers" on public.offers for select to anon, authenticated using (true);
create policy "Anybody reads places of offers" on public.offer_places for select to anon, authenticated using (true);
create policy "Anybody reads topics of offers" on public.offer_topics for select to anon, authenticated using (true);
create policy "Anybody reads rules of offers" on public.offer_rules for select to anon, authenticated using (true);

grant select on public.offers, public.offer_places, public.offer_topics, public.offer_rules
  to anon, authenticated, service_role;
