-- Commitments that are registered here, and who may move a figure: what was reported, what its receiver confirmed,
-- what an independent verifier found, what is in dispute.

alter table public.commitments
  alter column source_url drop not null,
  alter column source_publisher drop not null,
  alter column source_kind drop not null,
  add constraint commitments_imported_has_source check (
    origin <> 'imported' or num_nonnulls(source_url, source_publisher, source_kind) = 3),
  add constraint commitments_source_whole check (num_nonnulls(source_url, source_publisher, source_kind) in (0, 3));

alter table public.deliveries
  add column ref text collate "C" unique check (ref ~ '^D-[0-9A-HJKMNP-TV-Z]{10}$'),
  add column state text not null default 'reported' check (state in
    ('planned', 'reported', 'partly_confirmed', 'confirmed', 'disputed', 'verified', 'rejected', 'corrected')),
  add column award_id uuid references public.awards (id),
  add column reporter_id uuid references public.organisations (id),
  add column receiver_id uuid references public.organisations (id),
  add column replaces_id uuid unique references public.deliveries (id),
  add column period_from date,
  add column period_to date,
  add column place_iso2 text collate "C" references public.countries (iso2),
  add column version int not null default 1,
  add column created_at timestamptz not null default now(),
  add constraint deliveries_platform_has_ref check ((origin = 'imported') = (ref is null)),
  add constraint deliveries_platform_has_reporter check (origin = 'imported' or num_nonnulls(reporter_id, reported, as_of) = 3),
  add constraint deliveries_period check (num_nonnulls(period_from, period_to) in (0, 2) and period_from <= period_to),
  add constraint deliveries_imported_is_reported check (origin <> 'imported' or state = 'reported');
comment on column public.deliveries.replaces_id is 'The delivery that this one corrects: it stays visible and counts no more.';
create index deliveries_award_idx on public.deliveries (award_id);
create index deliveries_reporter_idx on public.deliveries (reporter_id);
create index deliveries_receiver_idx on public.deliveries (receiver_id);
create index deliveries_place_idx on public.deliveries (place_iso2);

-- At most what was confirmed is verified, unless there is no receiver, or a dispute was settled at a quantity.
alter table public.deliveries
  add column settled numeric check (settled >= 0 and settled <= reported),
  add constraint deliveries_verified_within_confirmed check (
    receiver_id is null or verified <= greatest(confirmed, coalesce(settled, 0)));
comment on column public.deliveries.settled is 'The quantity at which a dispute was settled; null where there was none.';

alter table public.evidence
  alter column url drop not null,
  alter column publisher drop not null,
  alter column source_kind drop not null,
  add column file_id uuid unique references public.files (id),
  add constraint evidence_link_or_file check (
    num_nonnulls(url, publisher, source_kind) in (0, 3) and num_nonnulls(url, file_id) = 1);

create table public.confirmations (
  id uuid primary key default gen_random_uuid(),
  delivery_id uuid not null references public.deliveries (id),
  organisation_id uuid not null references public.organisations (id),
  outcome text not null check (outcome in ('wholly', 'partly', 'not')),
  quantity numeric not null check (quantity >= 0),
  counts boolean not null,
  why_not text check (why_not in ('not_verified', 'related', 'same_person')),
  note text check (char_length(note) between 1 and 4000),
  lang text not null check (lang ~ '^[a-zA-Z0-9-]{2,35}$'),
  confirmed_at timestamptz not null default now(),
  check (counts = (why_not is null))
);
comment on table public.confirmations is
  'What the receiver says arrived. One that does not count is kept and shown with the reason.';
create index confirmations_delivery_idx on public.confirmations (delivery_id, confirmed_at);
create index confirmations_organisation_idx on public.confirmations (organisation_id);

create table public.verification_assignments (
  id uuid primary key default gen_random_uuid(),
  delivery_id uuid not null references public.deliveries (id),
  verifier_id uuid references auth.users on delete set null,
  employer_id uuid not null references public.organisations (id),
  state text not null default 'open' check (state in ('open', 'done', 'handed_back')),
  drawn_at timestamptz not null default now(),
  drawn_among int not null check (drawn_among > 0),
  version int not null default 1,
  ended_at timestamptz,
  reason text check (char_length(reason) between 1 and 2000),
  reason_lang text
);
comment on table public.verification_assignments is
  'Which verifier was drawn for a delivery, among how many without a conflict. Assigned, never picked; the draw is in the audit.';
comment on column public.verification_assignments.verifier_id is 'personal: who was drawn';
comment on column public.verification_assignments.reason is 'personal: why a verifier handed it back';
create unique index verification_assignments_one_open on public.verification_assignments (delivery_id) where state = 'open';
create index verification_assignments_verifier_idx on public.verification_assignments (verifier_id, state);
create index verification_assignments_employer_idx on public.verification_assignments (employer_id);

create table public.verifications (
  id uuid primary key default gen_random_uuid(),
  delivery_id uuid not null references public.deliveries (id),
  assignment_id uuid not null unique references public.verification_assignments (id),
  outcome text not null check (outcome in ('verified', 'rejected')),
  quantity numeric not null check (quantity >= 0),
  interest text not null check (interest in ('none', 'declared')),
  counts boolean not null,
  why_not text check (why_not in ('related', 'same_person', 'interest')),
  reason text not null check (char_length(reason) between 1 and 4000),
  lang text not null check (lang ~ '^[a-zA-Z0-9-]{2,35}$'),
  looked text[] not null check (looked <@ '{opened,unopenable,not_needed}'),
  employer_id uuid not null references public.organisations (id),
  verified_at timestamptz not null default now(),
  check (counts = (why_not is null)),
  check (outcome = 'verified' or quantity = 0)
);
comment on column public.verifications.looked is 'What the verifier states of each piece of evidence, in the order of their positions.';
comment on table public.verifications is
  'What an independent verifier found in the evidence. Everybody reads what, why and whose employee; who it was, the audit knows.';
create index verifications_delivery_idx on public.verifications (delivery_id, verified_at);
create index verifications_employer_idx on public.verifications (employer_id);

create table public.disputes (
  id uuid primary key default gen_random_uuid(),
  delivery_id uuid not null references public.deliveries (id),
  raised_by_side text not null check (raised_by_side in ('receiver', 'verifier')),
  state text not null check (state in ('open', 'replied', 'settled', 'upheld')),
  claim text not null check (char_length(claim) between 1 and 4000),
  lang text not null check (lang ~ '^[a-zA-Z0-9-]{2,35}$'),
  reply text check (char_length(reply) between 1 and 4000),
  reply_lang text,
  ruling text check (char_length(ruling) between 1 and 4000),
  ruling_lang text,
  version int not null default 1,
  opened_at timestamptz not null default now(),
  replied_at timestamptz,
  ended_at timestamptz
);
comment on table public.disputes is 'A delivery that its receiver or a verifier contradicts, the reply of who reported it, and how it ended.';
create unique index disputes_one_open on public.disputes (delivery_id) where state in ('open', 'replied');

insert into private.transitions (aggregate, from_state, to_state, command) values
  ('delivery', 'new', 'reported', 'import'),
  ('delivery', 'new', 'reported', 'report_delivery'),
  ('delivery', 'new', 'reported', 'correct_delivery'),
  ('delivery', 'reported', 'confirmed', 'confirm_delivery'),
  ('delivery', 'reported', 'partly_confirmed', 'confirm_delivery'),
  ('delivery', 'reported', 'disputed', 'confirm_delivery'),
  ('delivery', 'reported', 'verified', 'verify_delivery'),
  ('delivery', 'reported', 'rejected', 'verify_delivery'),
  ('delivery', 'confirmed', 'verified', 'verify_delivery'),
  ('delivery', 'confirmed', 'rejected', 'verify_delivery'),
  ('delivery', 'partly_confirmed', 'verified', 'verify_delivery'),
  ('delivery', 'partly_confirmed', 'rejected', 'verify_delivery'),
  ('delivery', 'disputed', 'reported', 'settle_dispute'),
  ('delivery', 'disputed', 'rejected', 'settle_dispute'),
  ('delivery', 'reported', 'corrected', 'correct_delivery'),
  ('delivery', 'partly_confirmed', 'corrected', 'correct_delivery'),
  ('delivery', 'confirmed', 'corrected', 'correct_delivery'),
  ('delivery', 'disputed', 'corrected', 'correct_delivery'),
  ('delivery', 'rejected', 'corrected', 'correct_delivery'),
  ('delivery', 'verified', 'corrected', 'correct_delivery'),
  ('assignment', 'new', 'open', 'draw_verifier'),
  ('assignment', 'open', 'done', 'verify_delivery'),
  ('assignment', 'open', 'handed_back', 'hand_back_assignment'),
  ('dispute', 'new', 'open', 'confirm_delivery'),
  ('dispute', 'open', 'replied', 'reply_dispute'),
  ('dispute', 'open', 'settled', 'settle_dispute'),
  ('dispute', 'replied', 'settled', 'settle_dispute'),
  ('dispute', 'open', 'upheld', 'settle_dispute'),
  ('dispute', 'replied', 'upheld', 'settle_dispute');

create trigger deliveries_state before insert or update of state on public.deliveries
  for each row execute function private.keep_to_transitions('delivery');
create trigger verification_assignments_state before insert or update of state on public.verification_assignments
  for each row execute function private.keep_to_transitions('assignment');
create trigger disputes_state before insert or update of state on public.disputes
  for each row execute function private.keep_to_transitions('dispute');

-- One person takes one part in a delivery and its corrections, in whatever role or organisation: the key says so.
create table private.delivery_people (
  line_id uuid not null references public.deliveries (id),
  user_id uuid not null references auth.users on delete cascade,
  part text not null check (part in ('report', 'confirm', 'verify', 'settle')),
  primary key (line_id, user_id)
);
comment on table private.delivery_people is 'Who reported, confirmed, verified or settled; line_id is the first delivery of a line of corrections.';
comment on column private.delivery_people.user_id is 'personal: who took part in a delivery';
create index delivery_people_user_idx on private.delivery_people (user_id);
alter table private.delivery_people enable row level security;

-- The first delivery of the line of corrections that a delivery belongs to.
create function private.first_of_line(delivery uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  with recursive line (id, before) as (
    select d.id, d.replaces_id from public.deliveries d where d.id = delivery
    union all
    select d.id, d.replaces_id from line join public.deliveries d on d.id = line.before
  )
  select l.id from line l where l.before is null
$$;

-- Notes that the actor takes this part; false where they have taken another one before.
create function private.take_part(delivery uuid, part text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  line constant uuid := private.first_of_line(delivery);
begin
  insert into private.delivery_people (line_id, user_id, part) values (line, auth.uid(), take_part.part)
  on conflict do nothing;
  return exists (
    select from private.delivery_people p
    where p.line_id = line and p.user_id = auth.uid() and p.part = take_part.part
  );
end
$$;

alter table public.confirmations enable row level security;
alter table public.verification_assignments enable row level security;
alter table public.verifications enable row level security;
alter table public.disputes enable row level security;

create policy "Anybody reads confirmations" on public.confirmations for select to anon, authenticated using (true);
create policy "Anybody reads verifications" on public.verifications for select to anon, authenticated using (true);
create policy "Anybody reads disputes" on public.disputes for select to anon, authenticated using (true);
create policy "A verifier reads what they were drawn for, coordinators all" on public.verification_assignments
  for select to authenticated
  using (
    (verifier_id = (select auth.uid()) and (select private.refuse_actor()) is null)
    or private.coordinates(employer_id)
  );

grant select on public.confirmations, public.verifications, public.disputes to anon, authenticated, service_role;
grant select on public.verification_assignments to authenticated, service_role;

revoke execute on function private.first_of_line(uuid), private.take_part(uuid, text) from public, anon, authenticated;
