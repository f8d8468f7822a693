-- Who may do what: roles on the platform, how a person comes to act for an organisation, how an organisation comes to
-- be claimed and verified; what a person is told, and what they have begun to write.

create table public.platform_roles (
  user_id uuid not null references auth.users on delete cascade,
  role text not null check (role in ('admin', 'coordinator', 'verifier', 'focal_point')),
  iso2 text collate "C" references public.countries (iso2),
  employer_id uuid references public.organisations (id),
  world text not null default 'real' check (world in ('real', 'demonstration')),
  given_at timestamptz not null default now(),
  primary key (user_id, role),
  check ((role = 'focal_point') = (iso2 is not null)),
  check (role <> 'verifier' or employer_id is not null)
);
comment on table public.platform_roles is
  'Who coordinates, verifies, administers. A verifier has an employer: an organisation whose deliveries they never verify.';
comment on column public.platform_roles.world is 'Whoever coordinates or verifies in the demonstration never does so for what is real.';
comment on column public.platform_roles.user_id is 'personal: what a person does for the platform';
comment on column public.platform_roles.employer_id is 'personal: for whom a verifier works';
create index platform_roles_iso2_idx on public.platform_roles (iso2);
create index platform_roles_employer_idx on public.platform_roles (employer_id);

alter table public.organisations
  add column version int not null default 1,
  add column parent_id uuid references public.organisations (id),
  add column accountable_body_id uuid references public.organisations (id),
  add column homepage text check (homepage ~ '^https?://[^[:space:]]{3,}$' and char_length(homepage) <= 300),
  add column created_at timestamptz not null default now(),
  add constraint organisations_no_own_parent check (parent_id <> id and accountable_body_id <> id);
comment on column public.organisations.parent_id is 'The body this is a branch of; set with the verification.';
comment on column public.organisations.accountable_body_id is 'The body that answers for this one, a ministry say; set with the verification.';
create index organisations_parent_idx on public.organisations (parent_id);
create index organisations_accountable_body_idx on public.organisations (accountable_body_id);

create table public.membership_requests (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('claim', 'join', 'register')),
  organisation_id uuid not null references public.organisations on delete cascade,
  user_id uuid not null references auth.users on delete cascade,
  statement text not null check (char_length(statement) between 1 and 2000),
  lang text not null check (lang ~ '^[a-zA-Z0-9-]{2,35}$'),
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'refused', 'withdrawn')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  decided_at timestamptz,
  reason text check (char_length(reason) between 1 and 2000),
  reason_lang text,
  check ((state in ('approved', 'refused')) = (decided_at is not null))
);
comment on table public.membership_requests is
  'Who asks to claim a listed organisation (decided by a coordinator) or to join a claimed one (decided by its owners); and what the founder of a new one says of themselves, for verifiers.';
comment on column public.membership_requests.user_id is 'personal: who asks to act for an organisation';
comment on column public.membership_requests.statement is 'personal: what they say of themselves';
comment on column public.membership_requests.reason is 'personal: why it was decided so, in words about a person';
create unique index membership_requests_one_waiting on public.membership_requests (organisation_id, user_id) where state = 'waiting';
create index membership_requests_user_idx on public.membership_requests (user_id);
create index membership_requests_waiting_idx on public.membership_requests (created_at, id) where state = 'waiting';

create table public.invitations (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references public.organisations on delete cascade,
  mail text not null check (char_length(mail) between 3 and 254),
  role text not null check (role in ('owner', 'editor', 'reviewer', 'viewer')),
  state text not null default 'sent' check (state in ('sent', 'accepted', 'withdrawn')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '14 days'
);
comment on table public.invitations is
  'Who was asked by mail to act for an organisation. Only whoever has proven that address accepts.';
comment on column public.invitations.mail is 'personal: the address that was invited';
create unique index invitations_one_sent on public.invitations (organisation_id, mail) where state = 'sent';
create index invitations_mail_idx on public.invitations (mail) where state = 'sent';

create table public.organisation_checks (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references public.organisations on delete cascade,
  outcome text not null check (outcome in ('verified', 'refused')),
  reason text not null check (char_length(reason) between 1 and 4000),
  lang text not null check (lang ~ '^[a-zA-Z0-9-]{2,35}$'),
  checked_at timestamptz not null default now()
);
comment on table public.organisation_checks is
  'What a verifier of the platform found about an organisation, with the reason, which everybody reads. Who it was, the audit knows.';
create index organisation_checks_organisation_idx on public.organisation_checks (organisation_id, checked_at);

create table public.notifications (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users on delete cascade,
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  organisation_id uuid references public.organisations on delete cascade,
  subject_kind text not null check (subject_kind ~ '^[a-z_]{1,40}$'),
  subject_ref text not null,
  data jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
  created_at timestamptz not null default now(),
  read_at timestamptz,
  mailed_at timestamptz
);
comment on table public.notifications is
  'What a person is told: a kind, the record it is about and the values of its sentence. The truth; a mail is a copy.';
comment on column public.notifications.user_id is 'personal: who is told';
comment on column public.notifications.data is 'personal: values of the sentence, names of records among them';
create index notifications_user_idx on public.notifications (user_id, created_at desc, id);
create index notifications_organisation_idx on public.notifications (organisation_id);
create index notifications_to_mail_idx on public.notifications (created_at) where mailed_at is null;

alter table public.profiles add column mail_copy text not null default 'at_once'
  check (mail_copy in ('at_once', 'daily', 'never'));
comment on column public.profiles.mail_copy is 'personal: when a person wants a mail about what waits';

create table public.drafts (
  user_id uuid not null default auth.uid() references auth.users on delete cascade,
  form text not null check (form ~ '^[a-z-]{1,60}$'),
  subject text not null default '' check (char_length(subject) <= 100),
  fields jsonb not null check (jsonb_typeof(fields) = 'object' and octet_length(fields::text) <= 262144),
  changed_at timestamptz not null default now(),
  primary key (user_id, form, subject)
);
comment on table public.drafts is 'What a person has begun to write in a form, as typed; theirs alone, 90 days. Sending the form removes it.';
comment on column public.drafts.user_id is 'personal: who writes';
comment on column public.drafts.fields is 'personal: what they typed so far';
create index drafts_changed_idx on public.drafts (changed_at);

create function private.stamp_draft() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.changed_at := now();
  return new;
end
$$;
revoke execute on function private.stamp_draft() from public, anon, authenticated;
create trigger drafts_stamp before insert or update on public.drafts for each row execute function private.stamp_draft();

-- Whether the reader has a role on the platform, in the world of a record, which its origin names.
create function private.has_platform_role(origin text, role text) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.refuse_actor() is null and exists (
    select from public.platform_roles r
    where r.user_id = auth.uid() and r.role = has_platform_role.role
      and (r.world = 'demonstration') = (origin = 'demonstration')
  )
$$;

-- The same for what is real.
create function private.has_platform_role(role text) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.has_platform_role('platform', role)
$$;

-- Whether the reader coordinates the world in which an organisation lives.
create function private.coordinates(organisation uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.has_platform_role(o.origin, 'coordinator') from public.organisations o where o.id = organisation
$$;

-- Refuses whoever is not a member of the organisation in one of these roles. To strangers it does not exist.
create function private.require_member(organisation uuid, roles text[]) returns void
language plpgsql set search_path = '' as $$
declare
  role constant text := private.my_role(organisation);
begin
  if role is null then
    perform private.refuse('not_found');
  end if;
  perform private.refuse_if(role <> all (roles), 'role_missing', jsonb_build_object('roles', to_jsonb(roles)));
end
$$;

create function private.require_platform_role(origin text, role text) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.refuse_if(not private.has_platform_role(origin, role), 'not_found');
end
$$;

create function private.require_platform_role(role text) returns void
language sql set search_path = '' as $$ select private.require_platform_role('platform', role) $$;

-- A body with all that stand above it: whose branch it is, who answers for it, and so on up.
create function private.line_of(organisation uuid) returns setof uuid
language sql stable security definer set search_path = '' as $$
  with recursive line (id) as (
    select organisation
    union
    select above.id from line join public.organisations o on o.id = line.id
      cross join lateral (values (o.parent_id), (o.accountable_body_id)) as above (id)
    where above.id is not null
  )
  select id from line
$$;

-- Whether two bodies are the same, or have a parent, branch or accountable body in common. Unknown ones are not.
create function private.are_related(one uuid, other uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select private.line_of(one) intersect select private.line_of(other))
$$;

-- How a notification names who acted: the name of the body and its language.
create function private.told_of(organisation uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('organisation', o.name, 'lang', o.lang) from public.organisations o where o.id = organisation
$$;

-- The origin of what a body makes here: of the demonstration where the body is.
create function private.world_of(origin text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case when origin = 'demonstration' then 'demonstration' else 'platform' end
$$;

-- Tells one person. `data` holds the values of the sentence: codes, numbers, refs, names of organisations.
create function private.notify_person(account uuid, kind text, organisation uuid, subject_kind text, subject_ref text, data jsonb)
returns void
language sql security definer set search_path = '' as $$
  insert into public.notifications (user_id, kind, organisation_id, subject_kind, subject_ref, data)
  values (account, notify_person.kind, organisation, notify_person.subject_kind, notify_person.subject_ref, coalesce(notify_person.data, '{}'))
$$;

-- Tells the members of an organisation who hold one of these roles, but not whoever caused it.
create function private.notify_organisation(organisation uuid, roles text[], kind text, subject_kind text, subject_ref text, data jsonb)
returns void
language sql security definer set search_path = '' as $$
  insert into public.notifications (user_id, kind, organisation_id, subject_kind, subject_ref, data)
  select m.user_id, notify_organisation.kind, organisation, notify_organisation.subject_kind,
    notify_organisation.subject_ref, coalesce(notify_organisation.data, '{}')
  from public.memberships m
  where m.organisation_id = organisation and m.role = any (roles) and m.user_id is distinct from auth.uid()
  order by m.user_id
$$;

-- Tells everybody who holds a role on the platform, in the world of a record, but not whoever caused it.
create function private.notify_platform(origin text, role text, kind text, subject_kind text, subject_ref text, data jsonb)
returns void
language sql security definer set search_path = '' as $$
  insert into public.notifications (user_id, kind, subject_kind, subject_ref, data)
  select r.user_id, notify_platform.kind, notify_platform.subject_kind, notify_platform.subject_ref,
    coalesce(notify_platform.data, '{}')
  from public.platform_roles r
  where r.role = notify_platform.role and r.user_id is distinct from auth.uid()
    and (r.world = 'demonstration') = (origin = 'demonstration')
  order by r.user_id
$$;

-- The same for what is real.
create function private.notify_platform(role text, kind text, subject_kind text, subject_ref text, data jsonb)
returns void
language sql security definer set search_path = '' as $$
  select private.notify_platform('platform', role, kind, subject_kind, subject_ref, data)
$$;

-- A body that was imported becomes claimed by its first owner, verified or not by what a verifier finds; a made one
-- begins as claimed.
insert into private.transitions (aggregate, from_state, to_state, command) values
  ('organisation', 'new', 'listed', 'import'),
  ('organisation', 'new', 'claimed', 'register_organisation'),
  ('organisation', 'listed', 'claimed', 'claim_organisation'),
  ('organisation', 'listed', 'claimed', 'decide_membership'),
  ('organisation', 'claimed', 'verified', 'check_organisation'),
  ('organisation', 'verified', 'claimed', 'check_organisation'),
  ('membership_request', 'new', 'waiting', 'claim_organisation'),
  ('membership_request', 'new', 'waiting', 'ask_membership'),
  ('membership_request', 'new', 'approved', 'register_organisation'),
  ('membership_request', 'waiting', 'approved', 'decide_membership'),
  ('membership_request', 'waiting', 'refused', 'decide_membership'),
  ('membership_request', 'waiting', 'withdrawn', 'withdraw_membership'),
  ('invitation', 'new', 'sent', 'invite_member'),
  ('invitation', 'sent', 'accepted', 'accept_invitation'),
  ('invitation', 'sent', 'withdrawn', 'withdraw_invitation');

-- What people run themselves, the import leaves alone: neither its name nor its state comes back from a file.
create or replace function public.import_organisations(rows jsonb, keep jsonb default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.upsert_rows('public.organisations', coalesce((
      select jsonb_agg(r.value order by r.n) from jsonb_array_elements(rows) with ordinality r (value, n)
      where not exists (
        select from public.organisations o where o.id = (r.value ->> 'id')::uuid and o.state <> 'listed')), '[]'), '{id}') ||
    case when keep is null then '{}'::jsonb
      else private.prune_rows('public.organisations', keep, '{id}', 't.origin = ''imported'' and t.state = ''listed''') end
$$;

create trigger organisations_state before insert or update of state on public.organisations
  for each row execute function private.keep_to_transitions('organisation');
create trigger membership_requests_state before insert or update of state on public.membership_requests
  for each row execute function private.keep_to_transitions('membership_request');
create trigger invitations_state before insert or update of state on public.invitations
  for each row execute function private.keep_to_transitions('invitation');

alter table public.platform_roles enable row level security;
alter table public.membership_requests enable row level security;
alter table public.invitations enable row level security;
alter table public.organisation_checks enable row level security;
alter table public.notifications enable row level security;
alter table public.drafts enable row level security;

create policy "A person reads their own roles" on public.platform_roles for select to authenticated
  using (user_id = (select auth.uid()) and (select private.refuse_actor()) is null);
create policy "Who asked, owners and coordinators read requests to act" on public.membership_requests for select to authenticated
  using (
    (user_id = (select auth.uid()) and (select private.refuse_actor()) is null)
    or (kind = 'join' and private.my_role(organisation_id) = 'owner')
    or (kind = 'claim' and private.coordinates(organisation_id))
  );
create policy "Owners read the invitations of their organisation" on public.invitations for select to authenticated
  using (private.my_role(organisation_id) = 'owner');
create policy "Anybody reads what was found about an organisation" on public.organisation_checks for select to anon, authenticated
  using (true);
create policy "A person reads what they were told" on public.notifications for select to authenticated
  using (user_id = (select auth.uid()) and (select private.refuse_actor()) is null);
create policy "A person reads their drafts" on public.drafts for select to authenticated
  using (user_id = (select auth.uid()) and (select private.refuse_actor()) is null);
create policy "A person begins a draft" on public.drafts for insert to authenticated
  with check (user_id = (select auth.uid()) and (select private.refuse_actor()) is null);
create policy "A person goes on with a draft" on public.drafts for update to authenticated
  using (user_id = (select auth.uid()) and (select private.refuse_actor()) is null)
  with check (user_id = (select auth.uid()) and (select private.refuse_actor()) is null);
create policy "A person throws a draft away" on public.drafts for delete to authenticated
  using (user_id = (select auth.uid()) and (select private.refuse_actor()) is null);

grant select on public.platform_roles, public.membership_requests, public.invitations, public.notifications
  to authenticated, service_role;
grant select on public.organisation_checks to anon, authenticated, service_role;
grant select, insert, update, delete on public.drafts to authenticated;

revoke execute on function
  private.has_platform_role(text), private.has_platform_role(text, text), private.coordinates(uuid),
  private.require_member(uuid, text[]), private.require_platform_role(text), private.require_platform_role(text, text),
  private.line_of(uuid), private.are_related(uuid, uuid), private.told_of(uuid), private.world_of(text),
  private.notify_person(uuid, text, uuid, text, text, jsonb),
  private.notify_organisation(uuid, text[], text, text, text, jsonb),
  private.notify_platform(text, text, text, text, jsonb), private.notify_platform(text, text, text, text, text, jsonb)
  from public, anon, authenticated;
grant execute on function private.has_platform_role(text), private.coordinates(uuid) to authenticated;
