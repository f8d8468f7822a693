-- Commitments: what was promised, by whom, until when, how they hang together, and what was reported.

create table public.commitments (
  id uuid primary key,
  ref text collate "C" not null unique check (ref ~ '^[A-Z][A-Z0-9-]+$'),
  origin text not null check (origin in ('imported', 'platform', 'demonstration')),
  title text not null check (title <> ''),
  lang text not null,
  kind text not null check (kind in ('training', 'joint_lab', 'infrastructure', 'shared_resource', 'funding', 'policy', 'programme')),
  kind_words text,
  topic text not null,
  accountable_id uuid not null references public.organisations (id),
  partners text[] not null default '{}',
  target_measure text collate "C" references public.measures (code),
  target_value numeric check (target_value > 0),
  target_qualifier text check (target_qualifier in ('exactly', 'at_least', 'up_to')),
  target_words text,
  target_from date,
  target_to date,
  amount_minor bigint check (amount_minor >= 0),
  amount_currency text check (amount_currency ~ '^[A-Z]{3}$'),
  amount_per text check (amount_per in ('year', 'month')),
  announced_on date,
  dates_approximate boolean not null default false,
  deadline_words text,
  formalisation text not null default 'announced' check (formalisation in ('announced', 'signed', 'funded')),
  formalisation_reason text,
  is_verifiable boolean not null default true,
  unverifiable_reason text,
  programme text,
  countries_from_group text collate "C" references public.country_groups (code),
  named_frameworks text[] not null default '{}',
  source_url text not null,
  source_publisher text not null,
  source_kind text not null check (source_kind in ('official', 'provider', 'press', 'secondary')),
  note text,
  checked_on date not null,
  last_reported_on date,
  next_report_due_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  search text not null default '',
  search_words tsvector not null generated always as (private.search_vector(search)) stored,
  check (num_nonnulls(target_measure, target_value, target_qualifier, target_words) in (0, 4)),
  check (num_nonnulls(target_from, target_to) in (0, 2) and target_from < target_to),
  check (num_nonnulls(amount_minor, amount_currency) in (0, 2)),
  check (is_verifiable = (unverifiable_reason is null)),
  check (origin <> 'imported' or next_report_due_on is null)
);
comment on table public.commitments is
  'A promised action with one accountable organisation. Its wording changes only with a revision that keeps the words before.';
create index commitments_accountable_idx on public.commitments (accountable_id);
create index commitments_target_measure_idx on public.commitments (target_measure);
create index commitments_group_idx on public.commitments (countries_from_group);
create index commitments_programme_idx on public.commitments (programme);
create index commitments_search_idx on public.commitments using gin (search_words);

create table public.commitment_topics (
  commitment_id uuid not null references public.commitments (id) on delete cascade,
  topic text collate "C" not null references public.topics (code),
  position smallint not null,
  primary key (commitment_id, topic)
);
comment on table public.commitment_topics is 'Topics that the editors gave to the words of the source, narrow first.';
create index commitment_topics_topic_idx on public.commitment_topics (topic);

create table public.commitment_places (
  id uuid primary key,
  commitment_id uuid not null references public.commitments (id) on delete cascade,
  iso2 text collate "C" references public.countries (iso2),
  region text collate "C" references public.regions (code),
  group_code text collate "C" references public.country_groups (code),
  check (num_nonnulls(iso2, region, group_code) = 1),
  unique nulls not distinct (commitment_id, iso2, region, group_code)
);
comment on table public.commitment_places is 'To whom something is promised: a country, a region or a group; read as a union.';
create index commitment_places_iso2_idx on public.commitment_places (iso2);
create index commitment_places_region_idx on public.commitment_places (region);
create index commitment_places_group_idx on public.commitment_places (group_code);

create table public.commitment_deadlines (
  commitment_id uuid not null references public.commitments (id) on delete cascade,
  due_on date not null,
  words text,
  source_url text,
  source_publisher text,
  source_kind text check (source_kind in ('official', 'provider', 'press', 'secondary')),
  primary key (commitment_id, due_on),
  check (num_nonnulls(source_url, source_publisher, source_kind) in (0, 3))
);
comment on table public.commitment_deadlines is 'Every deadline that sources state. Where they conflict the latest decides and all are shown.';

create table public.commitment_milestones (
  commitment_id uuid not null references public.commitments (id) on delete cascade,
  due_on date not null,
  value numeric not null check (value > 0),
  primary key (commitment_id, due_on)
);
comment on table public.commitment_milestones is 'Stated milestones or a yearly plan, cumulative, in the measure of the target. No straight line is assumed.';

create table public.commitment_parts (
  part_id uuid primary key references public.commitments (id) on delete cascade,
  whole_id uuid not null references public.commitments (id),
  reason text not null,
  decided_by text not null,
  decided_on date not null,
  check (part_id <> whole_id)
);
comment on table public.commitment_parts is 'A part has one whole. Parts in the measure of their whole are shown and not added.';
create index commitment_parts_whole_idx on public.commitment_parts (whole_id);

create table public.commitment_overlaps (
  one_id uuid not null references public.commitments (id) on delete cascade,
  other_id uuid not null references public.commitments (id) on delete cascade,
  reason text not null,
  decided_by text not null,
  decided_on date not null,
  primary key (one_id, other_id),
  check (one_id < other_id)
);
comment on table public.commitment_overlaps is 'Two commitments that overlap without one containing the other, each pair once.';
create index commitment_overlaps_other_idx on public.commitment_overlaps (other_id);

create table public.commitment_revisions (
  id uuid primary key default gen_random_uuid(),
  commitment_id uuid not null references public.commitments (id) on delete cascade,
  revised_on date not null default current_date,
  recorded_at timestamptz not null default now(),
  field text not null,
  before text not null,
  after text not null,
  lang text not null,
  reason text not null,
  reason_lang text not null
);
comment on table public.commitment_revisions is 'What a commitment said before each change, and why it changed. Written by triggers, never by hand.';
create index commitment_revisions_commitment_idx on public.commitment_revisions (commitment_id);

create table public.point_mappings (
  commitment_id uuid not null references public.commitments (id) on delete cascade,
  framework text collate "C" not null,
  number int not null,
  is_primary boolean not null default true,
  reason text not null,
  lang text not null,
  decided_by text not null,
  decided_on date not null,
  primary key (commitment_id, framework, number),
  foreign key (framework, number) references public.framework_points (framework, number)
);
comment on table public.point_mappings is 'Points of a framework, mapped by the editors with a reason, not by the committer.';
create unique index point_mappings_one_primary on public.point_mappings (commitment_id, framework) where is_primary;
create index point_mappings_point_idx on public.point_mappings (framework, number);

create table public.deliveries (
  id uuid primary key,
  commitment_id uuid not null references public.commitments (id),
  origin text not null check (origin in ('imported', 'platform', 'demonstration')),
  position smallint not null default 0,
  measure text collate "C" not null references public.measures (code),
  reported numeric check (reported >= 0),
  confirmed numeric not null default 0 check (confirmed >= 0),
  verified numeric not null default 0 check (verified >= 0),
  as_of date,
  reported_by text not null,
  note text,
  lang text not null,
  is_disputed boolean not null default false,
  excluded text check (excluded in ('other_programme', 'before_promise')),
  excluded_reason text,
  check (confirmed <= coalesce(reported, 0) and verified <= coalesce(reported, 0)),
  check ((excluded is null) = (excluded_reason is null))
);
comment on table public.deliveries is
  'A reported fulfilment. as_of is the day of which the report speaks; null = its source gives none. confirmed and verified are kept by commands alone.';
create index deliveries_commitment_idx on public.deliveries (commitment_id);
create index deliveries_measure_idx on public.deliveries (measure);

create table public.evidence (
  id uuid primary key,
  delivery_id uuid not null references public.deliveries (id) on delete cascade,
  position smallint not null default 0,
  url text not null,
  publisher text not null,
  source_kind text not null check (source_kind in ('official', 'provider', 'press', 'secondary')),
  unique (delivery_id, position)
);
comment on table public.evidence is 'What supports a report; for imported ones the page on which it stands.';

-- Every change of what was promised leaves its words before and a reason; without a reason nothing changes.
create function private.record_revision(commitment uuid, field text, before text, after text, lang text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  reason jsonb := nullif(current_setting('imarika.revision_reason', true), '')::jsonb;
begin
  if reason is null then
    raise exception 'revision_reason_missing' using errcode = 'P0001', detail = field;
  end if;
  insert into public.commitment_revisions (commitment_id, field, before, after, lang, reason, reason_lang)
  values (commitment, field, before, after, lang, reason ->> 'text', reason ->> 'lang');
end
$$;

create function private.revise_commitment() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  words record;
begin
  for words in
    select * from (values
      ('title', old.title, new.title),
      ('target', concat_ws(' ', old.target_qualifier, old.target_value, old.target_words), concat_ws(' ', new.target_qualifier, new.target_value, new.target_words)),
      ('amount', concat_ws(' ', old.amount_minor, old.amount_currency, old.amount_per), concat_ws(' ', new.amount_minor, new.amount_currency, new.amount_per)),
      ('announced_on', old.announced_on::text, new.announced_on::text),
      ('formalisation', old.formalisation, new.formalisation),
      ('verifiability', old.unverifiable_reason, new.unverifiable_reason),
      ('accountable', (select o.name from public.organisations o where o.id = old.accountable_id),
        (select o.name from public.organisations o where o.id = new.accountable_id))
    ) as changed (field, before, after)
    where before is distinct from after
  loop
    perform private.record_revision(old.id, words.field, coalesce(words.before, ''), coalesce(words.after, ''), old.lang);
  end loop;
  if to_jsonb(new) - '{search,search_words,version}'::text[] is distinct from to_jsonb(old) - '{search,search_words,version}'::text[] then
    new.version := old.version + 1;
  end if;
  return new;
end
$$;
create trigger commitments_revise before update on public.commitments
  for each row execute function private.revise_commitment();

-- Deadlines that come with a new commitment are its first words; later ones are changes.
create function private.revise_deadline() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  owner record;
begin
  select c.id, c.lang, c.created_at < now() as is_older into owner
  from public.commitments c where c.id = coalesce(new.commitment_id, old.commitment_id);
  if owner.is_older then
    perform private.record_revision(owner.id, 'deadline', coalesce(old.due_on::text, ''), coalesce(new.due_on::text, ''), owner.lang);
  end if;
  return null;
end
$$;
create trigger commitment_deadlines_revise after insert or delete or update of due_on on public.commitment_deadlines
  for each row execute function private.revise_deadline();

create function private.fill_commitment_search() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.search := private.search_text(concat_ws(' ', new.ref, new.title, new.topic,
    (select o.name from public.organisations o where o.id = new.accountable_id),
    array_to_string(new.partners, ' '), array_to_string(new.named_frameworks, ' ')));
  return new;
end
$$;
create trigger commitments_search before insert or update on public.commitments
  for each row execute function private.fill_commitment_search();

revoke execute on function
  private.record_revision(uuid, text, text, text, text), private.revise_commitment(), private.revise_deadline(),
  private.fill_commitment_search() from public;

alter table public.commitments enable row level security;
alter table public.commitment_topics enable row level security;
alter table public.commitment_places enable row level security;
alter table public.commitment_deadlines enable row level security;
alter table public.commitment_milestones enable row level security;
alter table public.commitment_parts enable row level security;
alter table public.commitment_overlaps enable row level security;
alter table public.commitment_revisions enable row level security;
alter table public.point_mappings enable row level security;
alter table public.deliveries enable row level security;
alter table public.evidence enable row level security;

create policy "Anybody reads commitments" on public.commitments for select to anon, authenticated using (true);
create policy "Anybody reads topics of commitments" on public.commitment_topics for select to anon, authenticated using (true);
create policy "Anybody reads places of commitments" on public.commitment_places for select to anon, authenticated using (true);
create policy "Anybody reads deadlines" on public.commitment_deadlines for select to anon, authenticated using (true);
create policy "Anybody reads milestones" on public.commitment_milestones for select to anon, authenticated using (true);
create policy "Anybody reads parts" on public.commitment_parts for select to anon, authenticated using (true);
create policy "Anybody reads overlaps" on public.commitment_overlaps for select to anon, authenticated using (true);
create policy "Anybody reads revisions" on public.commitment_revisions for select to anon, authenticated using (true);
create policy "Anybody reads mappings to points" on public.point_mappings for select to anon, authenticated using (true);
create policy "Anybody reads deliveries" on public.deliveries for select to anon, authenticated using (true);
create policy "Anybody reads evidence" on public.evidence for select to anon, authenticated using (true);

grant select on
  public.commitments, public.commitment_topics, public.commitment_places, public.commitment_deadlines,
  public.commitment_milestones, public.commitment_parts, public.commitment_overlaps, public.commitment_revisions,
  public.point_mappings, public.deliveries, public.evidence
  to anon, authenticated, service_role;
