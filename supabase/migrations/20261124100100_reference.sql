-- Reference data: places, groups with dates, frameworks, measures, topics. Their keys are public codes, which other
-- tables hold and pages translate; records about bodies and promises have UUID keys.

create table public.regions (
  code text collate "C" primary key check (code ~ '^[a-z_]+$'),
  m49 text unique,
  parent text collate "C" references public.regions (code),
  is_defined boolean not null default true
);
comment on table public.regions is
  'Regions of UN M49 and "world". is_defined is false where sources use a name that no list of countries belongs to.';
create index regions_parent_idx on public.regions (parent);

create table public.countries (
  iso2 text collate "C" primary key check (iso2 ~ '^[A-Z]{2}$'),
  iso3 text collate "C" not null unique check (iso3 ~ '^[A-Z]{3}$'),
  m49 text collate "C" not null unique check (m49 ~ '^[0-9]{3}$'),
  income_group text check (income_group in ('LIC', 'LMC', 'UMC', 'HIC')),
  is_un_member boolean not null,
  names jsonb not null check (names ? 'en')
);
comment on table public.countries is 'Countries and areas of ISO 3166-1, with names by language from one source.';

create table public.country_regions (
  iso2 text collate "C" not null references public.countries (iso2) on delete cascade,
  region text collate "C" not null references public.regions (code),
  breadth smallint not null check (breadth between 1 and 3),
  primary key (iso2, region)
);
comment on table public.country_regions is 'The M49 regions a country lies in; breadth 1 is the narrowest.';
create index country_regions_region_idx on public.country_regions (region);

create table public.country_groups (
  code text collate "C" primary key check (code ~ '^[a-z_]+$')
);
comment on table public.country_groups is 'Groups of countries whose membership changes with time.';

create table public.group_memberships (
  id uuid primary key,
  group_code text collate "C" not null references public.country_groups (code),
  iso2 text collate "C" not null references public.countries (iso2) on delete cascade,
  valid_from date,
  valid_to date,
  certainty text not null check (certainty in ('stated', 'announced')),
  source text not null,
  note text,
  check (valid_from < valid_to),
  check (certainty = 'stated' or valid_to is not null),
  unique nulls not distinct (group_code, iso2, valid_from, valid_to)
);
comment on table public.group_memberships is
  'From the first day to the first day no longer; null = before the records, or no end. An announced leaving does not end a membership until a source states it.';
create index group_memberships_iso2_idx on public.group_memberships (iso2, group_code);

create table public.frameworks (
  code text collate "C" primary key check (code ~ '^[a-z0-9_]+$'),
  title text not null,
  lang text not null,
  adopted_on date not null,
  official_urls jsonb not null
);
comment on table public.frameworks is 'Texts that commitments belong to; the Action Plan of 2025 is the first.';

create table public.framework_points (
  framework text collate "C" not null references public.frameworks (code),
  number int not null check (number > 0),
  title text not null,
  lang text not null,
  wording text not null check (wording in ('official', 'working')),
  support text not null,
  primary key (framework, number)
);
comment on table public.framework_points is 'Numbered points. A working title is the editors'' paraphrase and never shown as a quotation.';

create table public.measures (
  code text collate "C" primary key check (code ~ '^[a-z_]+$'),
  nature text not null check (nature in ('stock', 'rate')),
  currency text check (currency ~ '^[A-Z]{3}$')
);
comment on table public.measures is 'What is counted. Nothing is added across measures; a rate is per year and is no total.';

create table public.measure_units (
  unit text collate "C" primary key,
  measure text collate "C" not null references public.measures (code)
);
comment on table public.measure_units is 'Units in the words of the sources and the measure each one is.';
create index measure_units_measure_idx on public.measure_units (measure);

create table public.topics (
  code text collate "C" primary key check (code ~ '^[a-z_]+$'),
  parent text collate "C" references public.topics (code)
);
comment on table public.topics is 'A small tree of topics.';
create index topics_parent_idx on public.topics (parent);

alter table public.regions enable row level security;
alter table public.countries enable row level security;
alter table public.country_regions enable row level security;
alter table public.country_groups enable row level security;
alter table public.group_memberships enable row level security;
alter table public.frameworks enable row level security;
alter table public.framework_points enable row level security;
alter table public.measures enable row level security;
alter table public.measure_units enable row level security;
alter table public.topics enable row level security;

create policy "Anybody reads regions" on public.regions for select to anon, authenticated using (true);
create policy "Anybody reads countries" on public.countries for select to anon, authenticated using (true);
create policy "Anybody reads the regions of countries" on public.country_regions for select to anon, authenticated using (true);
create policy "Anybody reads country groups" on public.country_groups for select to anon, authenticated using (true);
create policy "Anybody reads memberships of groups" on public.group_memberships for select to anon, authenticated using (true);
create policy "Anybody reads frameworks" on public.frameworks for select to anon, authenticated using (true);
create policy "Anybody reads points of frameworks" on public.framework_points for select to anon, authenticated using (true);
create policy "Anybody reads measures" on public.measures for select to anon, authenticated using (true);
create policy "Anybody reads units of measures" on public.measure_units for select to anon, authenticated using (true);
create policy "Anybody reads topics" on public.topics for select to anon, authenticated using (true);

grant select on
  public.regions, public.countries, public.country_regions, public.country_groups, public.group_memberships,
  public.frameworks, public.framework_points, public.measures, public.measure_units, public.topics
  to anon, authenticated, service_role;
