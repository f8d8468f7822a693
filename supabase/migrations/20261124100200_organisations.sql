-- Organisations: imported institutions, committers and providers, listed without members.

create table public.organisations (
  id uuid primary key,
  ref text collate "C" not null unique check (ref ~ '^[a-z0-9-]+$'),
  origin text not null check (origin in ('imported', 'platform', 'demonstration')),
  name text not null check (name <> ''),
  lang text not null,
  aliases text[] not null default '{}',
  kind text not null check (kind in ('government', 'local_government', 'multilateral', 'intergovernmental', 'university',
    'university_network', 'research_institute', 'foundation', 'civil_society', 'company')),
  iso2 text collate "C" references public.countries (iso2),
  domain text,
  state text not null default 'listed' check (state in ('listed', 'claimed', 'verified')),
  source_url text,
  source_publisher text,
  source_kind text check (source_kind in ('official', 'provider', 'press', 'secondary')),
  search text not null default '',
  search_words tsvector not null generated always as (private.search_vector(search)) stored,
  check (num_nonnulls(source_url, source_publisher, source_kind) in (0, 3))
);
comment on table public.organisations is
  'Bodies that promise, offer, receive or ask. state listed = imported, no members. lang und = the language of the name is not known.';
create index organisations_search_idx on public.organisations using gin (search_words);
create index organisations_order_idx on public.organisations (search collate "C", ref);
create index organisations_iso2_idx on public.organisations (iso2);
create index organisations_kind_idx on public.organisations (kind);
create index organisations_domain_idx on public.organisations (domain);

create function private.fill_organisation_search() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.search := private.search_text(concat_ws(' ', new.name, array_to_string(new.aliases, ' '), new.domain));
  return new;
end
$$;
revoke execute on function private.fill_organisation_search() from public;
create trigger organisations_fill_search before insert or update on public.organisations
  for each row execute function private.fill_organisation_search();

alter table public.organisations enable row level security;
create policy "Anybody reads organisations" on public.organisations for select to anon, authenticated using (true);
grant select on public.organisations to anon, authenticated, service_role;
