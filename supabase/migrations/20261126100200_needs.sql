-- What institutions say they need, and who is interested in whom. A match is computed and never stored.

create table public.support_requests (
  id uuid primary key default gen_random_uuid(),
  ref text collate "C" not null unique check (ref ~ '^N-[0-9A-HJKMNP-TV-Z]{10}$'),
  organisation_id uuid not null references public.organisations (id),
  origin text not null check (origin in ('platform', 'demonstration')),
  title text not null check (char_length(title) between 1 and 150),
  description text not null check (char_length(description) between 1 and 4000),
  lang text not null check (lang ~ '^[a-zA-Z0-9-]{2,35}$'),
  kind text not null check (kind in ('training', 'joint_lab', 'infrastructure', 'shared_resource')),
  topic text collate "C" references public.topics (code),
  languages text[] not null default '{}',
  mode text check (mode in ('online', 'on_site', 'blended')),
  needed_by date,
  state text not null default 'open' check (state in ('open', 'partly_covered', 'covered', 'withdrawn', 'expired')),
  tells_matches boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
comment on table public.support_requests is 'A need, stated by an institution in its own words, with parts that can be counted.';
comment on column public.support_requests.tells_matches is 'Whether the institution is told when a new offer fits.';
create index support_requests_organisation_idx on public.support_requests (organisation_id);
create index support_requests_topic_idx on public.support_requests (topic);
create index support_requests_order_idx on public.support_requests (created_at desc, ref);

create table public.request_parts (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null references public.support_requests on delete cascade,
  position smallint not null check (position between 1 and 10),
  measure text collate "C" not null references public.measures (code),
  baseline numeric not null default 0 check (baseline >= 0),
  target numeric not null,
  covered numeric not null default 0 check (covered >= 0),
  due_on date,
  unique (request_id, position),
  check (target > baseline),
  check (covered <= target - baseline)
);
comment on table public.request_parts is
  'What is there, what is wanted, until when, in one measure. covered = awarded for it; never more than what is needed.';
create index request_parts_measure_idx on public.request_parts (measure);

create table public.expressions_of_interest (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null references public.support_requests (id),
  offer_id uuid not null references public.offers (id),
  from_side text not null check (from_side in ('institution', 'provider')),
  message text check (char_length(message) between 1 and 2000),
  lang text not null check (lang ~ '^[a-zA-Z0-9-]{2,35}$'),
  state text not null default 'sent' check (state in ('sent', 'accepted', 'refused', 'expired')),
  reason text check (char_length(reason) between 1 and 2000),
  reason_lang text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  answered_at timestamptz,
  expires_at timestamptz not null default now() + interval '60 days'
);
comment on table public.expressions_of_interest is 'What either side sends after a match, about one need and one offer.';
comment on column public.expressions_of_interest.message is 'personal: words of whoever sent it';
comment on column public.expressions_of_interest.reason is 'personal: words of whoever answered';
create unique index expressions_of_interest_one_sent on public.expressions_of_interest (request_id, offer_id, from_side) where state = 'sent';
create index expressions_of_interest_offer_idx on public.expressions_of_interest (offer_id);

-- As what the reader acts for either side of an expression of interest; null for anybody else.
create function private.my_side_of_interest(request uuid, offer uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when private.my_role((select r.organisation_id from public.support_requests r where r.id = request)) is not null then 'institution'
    when private.my_role((select o.provider_id from public.offers o where o.id = offer)) is not null then 'provider' end
$$;

insert into private.transitions (aggregate, from_state, to_state, command) values
  ('support_request', 'new', 'open', 'state_need'),
  ('support_request', 'open', 'withdrawn', 'withdraw_need'),
  ('support_request', 'partly_covered', 'withdrawn', 'withdraw_need'),
  ('support_request', 'open', 'expired', 'expire'),
  ('support_request', 'partly_covered', 'expired', 'expire'),
  ('support_request', 'open', 'partly_covered', 'answer_award'),
  ('support_request', 'open', 'covered', 'answer_award'),
  ('support_request', 'partly_covered', 'covered', 'answer_award'),
  ('interest', 'new', 'sent', 'express_interest'),
  ('interest', 'sent', 'accepted', 'answer_interest'),
  ('interest', 'sent', 'refused', 'answer_interest'),
  ('interest', 'sent', 'expired', 'expire');

create trigger support_requests_state before insert or update of state on public.support_requests
  for each row execute function private.keep_to_transitions('support_request');
create trigger expressions_of_interest_state before insert or update of state on public.expressions_of_interest
  for each row execute function private.keep_to_transitions('interest');

alter table public.support_requests enable row level security;
alter table public.request_parts enable row level security;
alter table public.expressions_of_interest enable row level security;

create policy "Anybody reads needs" on public.support_requests for select to anon, authenticated using (true);
create policy "Anybody reads parts of needs" on public.request_parts for select to anon, authenticated using (true);
create policy "Both sides read an expression of interest" on public.expressions_of_interest for select to authenticated
  using (private.my_side_of_interest(request_id, offer_id) is not null);

grant select on public.support_requests, public.request_parts to anon, authenticated, service_role;
grant select on public.expressions_of_interest to authenticated, service_role;

revoke execute on function private.my_side_of_interest(uuid, uuid) from public, anon, authenticated;
grant execute on function private.my_side_of_interest(uuid, uuid) to authenticated;
