-- From an offer of the platform to an award: the offer's state and window, applications with their units and nominees,
-- decisions with reasons, awards that never exceed what is offered.

alter table public.offers
  alter column apply_url drop not null,
  alter column source_url drop not null,
  alter column source_publisher drop not null,
  alter column source_kind drop not null,
  add column state text not null default 'unknown' check (state in
    ('draft', 'internal_review', 'forecast', 'open', 'closed', 'finalised', 'cancelled', 'unknown')),
  add column version int not null default 1,
  add column commitment_id uuid references public.commitments (id),
  add column measure text collate "C" references public.measures (code),
  add column opens_at timestamptz,
  add column closes_at timestamptz,
  add column time_zone text,
  add column awarded_value numeric not null default 0 check (awarded_value >= 0),
  add column awarded_minor bigint not null default 0 check (awarded_minor >= 0),
  add column answer_days int not null default 14 check (answer_days between 1 and 90),
  add column created_at timestamptz not null default now(),
  add constraint offers_state_of_origin check ((origin = 'imported') = (state = 'unknown')),
  add constraint offers_imported_has_source check (
    origin <> 'imported' or num_nonnulls(apply_url, source_url, source_publisher, source_kind) = 4),
  add constraint offers_source_whole check (num_nonnulls(source_url, source_publisher, source_kind) in (0, 3)),
  add constraint offers_platform_has_window check (
    origin = 'imported' or (num_nonnulls(opens_at, closes_at, time_zone, measure, commitment_id) = 5 and opens_at < closes_at)),
  add constraint offers_capacity_fits_kind check (
    origin = 'imported'
    or (case when kind = 'infrastructure' and form = 'money' then amount_minor is not null else capacity_value is not null end)),
  add constraint offers_never_over_capacity check (origin = 'imported' or awarded_value <= coalesce(capacity_value, 0)),
  add constraint offers_never_over_budget check (origin = 'imported' or awarded_minor <= coalesce(amount_minor, 0));
comment on column public.offers.closes_at is
  'The first instant at which nobody may apply any more: the end of apply_by in time_zone. Judged by the database''s clock.';
comment on column public.offers.awarded_value is 'Units of all awards that hold (offered, accepted, active, completed); kept by commands alone.';
create index offers_commitment_idx on public.offers (commitment_id);
create index offers_measure_idx on public.offers (measure);

create table public.applications (
  id uuid primary key default gen_random_uuid(),
  ref text collate "C" not null unique check (ref ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
  offer_id uuid not null references public.offers (id),
  organisation_id uuid not null references public.organisations (id),
  request_id uuid references public.support_requests (id),
  state text not null check (state in ('submitted', 'returned', 'ineligible', 'in_review', 'shortlisted', 'invited',
    'recommended', 'awarded', 'waitlisted', 'declined', 'withdrawn')),
  motivation text not null check (char_length(motivation) between 1 and 6000),
  lang text not null check (lang ~ '^[a-zA-Z0-9-]{2,35}$'),
  asked_minor bigint check (asked_minor > 0),
  asked_currency text check (asked_currency ~ '^[A-Z]{3}$'),
  version int not null default 1,
  submitted_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  check (num_nonnulls(asked_minor, asked_currency) in (0, 2))
);
comment on table public.applications is
  'One live application per organisation and offer. ref is the code of the receipt. A draft of it is a row of drafts until it is sent.';
comment on column public.applications.motivation is 'personal: words of the applicant';
create unique index applications_one_live on public.applications (offer_id, organisation_id)
  where state not in ('withdrawn', 'declined', 'ineligible');
create index applications_organisation_idx on public.applications (organisation_id);
create index applications_request_idx on public.applications (request_id);

create table public.application_units (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null references public.applications on delete cascade,
  position smallint not null check (position between 1 and 100),
  kind text not null check (kind in ('seat', 'lab_slot', 'consortium', 'grant', 'item')),
  unique (application_id, position)
);
comment on table public.application_units is 'What is asked for, one row each: a seat for one nominee, a lab slot, a grant, an item.';

create table public.nominees (
  unit_id uuid primary key references public.application_units on delete cascade,
  name text not null check (char_length(name) between 1 and 150),
  mail text check (char_length(mail) between 3 and 254),
  consent_words text not null,
  consent_lang text not null,
  consent_on date not null,
  created_at timestamptz not null default now()
);
comment on table public.nominees is
  'The person a seat is for, with the day and the wording of their consent. Seen by the own institution and, once sent, by the provider.';
comment on column public.nominees.name is 'personal: the name of a nominee';
comment on column public.nominees.mail is 'personal: how to reach a nominee';
comment on column public.nominees.consent_words is 'personal: what the nominee agreed to';
comment on column public.nominees.consent_on is 'personal: when the nominee agreed';

create table public.decisions (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null references public.applications on delete cascade,
  outcome text not null check (outcome in ('awarded', 'waitlisted', 'declined', 'ineligible', 'returned')),
  reason_code text not null check (reason_code ~ '^[a-z_]{1,40}$'),
  reason text check (char_length(reason) between 1 and 4000),
  lang text not null check (lang ~ '^[a-zA-Z0-9-]{2,35}$'),
  decided_at timestamptz not null default now()
);
comment on table public.decisions is 'What the provider decided about an application, with a reason code and words.';
comment on column public.decisions.reason is 'personal: words about an applicant';
create index decisions_application_idx on public.decisions (application_id, decided_at);

create table public.awards (
  id uuid primary key default gen_random_uuid(),
  ref text collate "C" not null unique check (ref ~ '^A-[0-9A-HJKMNP-TV-Z]{10}$'),
  application_id uuid not null references public.applications (id),
  offer_id uuid not null references public.offers (id),
  organisation_id uuid not null references public.organisations (id),
  state text not null check (state in ('offered', 'accepted', 'declined', 'lapsed', 'retracted', 'active', 'suspended', 'completed', 'cancelled')),
  quantity numeric check (quantity > 0),
  amount_minor bigint check (amount_minor > 0),
  amount_currency text check (amount_currency ~ '^[A-Z]{3}$'),
  answer_by timestamptz not null,
  reason text check (char_length(reason) between 1 and 2000),
  reason_lang text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  check (num_nonnulls(quantity, amount_minor) = 1),
  check (num_nonnulls(amount_minor, amount_currency) in (0, 2))
);
comment on table public.awards is
  'What a provider gives an applicant: units or money. Offered until answer_by; the sum of those that hold never exceeds the offer.';
comment on column public.awards.reason is 'personal: words of whoever declined or took back';
create unique index awards_one_that_holds on public.awards (application_id)
  where state not in ('declined', 'lapsed', 'retracted', 'cancelled');
create index awards_offer_idx on public.awards (offer_id);
create index awards_organisation_idx on public.awards (organisation_id);

-- As what the reader acts for one of the two sides of an application; null for anybody else.
create function private.my_side_of_application(organisation uuid, offer uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when private.my_role(organisation) is not null then 'institution'
    when private.my_role((select o.provider_id from public.offers o where o.id = offer)) is not null then 'provider' end
$$;

-- Whether the reader may see who is nominated: not the viewers of the provider.
create function private.may_see_nominees(unit uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.application_units u
    join public.applications a on a.id = u.application_id
    join public.offers o on o.id = a.offer_id
    where u.id = unit
      and (private.my_role(a.organisation_id) is not null or private.my_role(o.provider_id) in ('owner', 'editor', 'reviewer'))
  )
$$;

-- Whether an offer of the platform may be applied for now, by this clock.
create function private.is_offer_open(offer public.offers) returns boolean
language sql stable set search_path = '' as $$
  select offer.state = 'open' and clock_timestamp() >= offer.opens_at and clock_timestamp() < offer.closes_at
$$;

insert into private.transitions (aggregate, from_state, to_state, command) values
  ('offer', 'new', 'unknown', 'import'),
  ('offer', 'new', 'open', 'publish_offer'),
  ('offer', 'open', 'closed', 'close_offer'),
  ('offer', 'open', 'cancelled', 'cancel_offer'),
  ('application', 'new', 'submitted', 'submit_application'),
  ('application', 'submitted', 'withdrawn', 'withdraw_application'),
  ('application', 'waitlisted', 'withdrawn', 'withdraw_application'),
  ('application', 'submitted', 'awarded', 'decide_application'),
  ('application', 'submitted', 'waitlisted', 'decide_application'),
  ('application', 'submitted', 'declined', 'decide_application'),
  ('application', 'submitted', 'ineligible', 'decide_application'),
  ('application', 'waitlisted', 'awarded', 'decide_application'),
  ('application', 'waitlisted', 'declined', 'decide_application'),
  ('application', 'awarded', 'withdrawn', 'answer_award'),
  ('application', 'awarded', 'withdrawn', 'expire'),
  ('application', 'awarded', 'waitlisted', 'retract_award'),
  ('application', 'awarded', 'waitlisted', 'cancel_award'),
  ('award', 'new', 'offered', 'decide_application'),
  ('award', 'offered', 'accepted', 'answer_award'),
  ('award', 'offered', 'declined', 'answer_award'),
  ('award', 'offered', 'lapsed', 'expire'),
  ('award', 'offered', 'retracted', 'retract_award'),
  ('award', 'accepted', 'active', 'report_delivery'),
  ('award', 'accepted', 'cancelled', 'cancel_award'),
  ('award', 'active', 'completed', 'confirm_delivery'),
  ('award', 'active', 'completed', 'verify_delivery'),
  ('award', 'active', 'completed', 'check_organisation'),
  ('award', 'completed', 'active', 'verify_delivery'),
  ('award', 'completed', 'active', 'correct_delivery');

create trigger offers_state before insert or update of state on public.offers
  for each row execute function private.keep_to_transitions('offer');
create trigger applications_state before insert or update of state on public.applications
  for each row execute function private.keep_to_transitions('application');
create trigger awards_state before insert or update of state on public.awards
  for each row execute function private.keep_to_transitions('award');

-- Nothing is applied for, and nothing awarded, on an offer that was imported.
create function private.refuse_imported_offer() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if (select o.origin from public.offers o where o.id = new.offer_id) = 'imported' then
    raise exception 'an imported offer takes no % here', tg_table_name using errcode = '23514';
  end if;
  return new;
end
$$;
create trigger applications_not_on_imported before insert or update of offer_id on public.applications
  for each row execute function private.refuse_imported_offer();
create trigger awards_not_on_imported before insert or update of offer_id on public.awards
  for each row execute function private.refuse_imported_offer();

alter table public.applications enable row level security;
alter table public.application_units enable row level security;
alter table public.nominees enable row level security;
alter table public.decisions enable row level security;
alter table public.awards enable row level security;

create policy "Both sides read an application" on public.applications for select to authenticated
  using (private.my_side_of_application(organisation_id, offer_id) is not null);
create policy "Both sides read the units of an application" on public.application_units for select to authenticated
  using (exists (select from public.applications a where a.id = application_id));
create policy "The institution and the provider's reviewers read nominees" on public.nominees for select to authenticated
  using (private.may_see_nominees(unit_id));
create policy "Both sides read decisions" on public.decisions for select to authenticated
  using (exists (select from public.applications a where a.id = application_id));
create policy "Both sides read an award" on public.awards for select to authenticated
  using (private.my_side_of_application(organisation_id, offer_id) is not null);

grant select on public.applications, public.application_units, public.nominees, public.decisions, public.awards
  to authenticated, service_role;

revoke execute on function
  private.my_side_of_application(uuid, uuid), private.may_see_nominees(uuid), private.refuse_imported_offer(),
  private.is_offer_open(public.offers)
  from public, anon, authenticated;
grant execute on function private.my_side_of_application(uuid, uuid), private.may_see_nominees(uuid) to authenticated;
