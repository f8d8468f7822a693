-- People with an account: who they are, how long a session lasts, what a limit counts, and how a lost second factor
-- is made up for. Accounts, passwords and factors themselves are those of the account service, in schema auth.

create table public.profiles (
  user_id uuid primary key references auth.users on delete cascade,
  display_name text not null check (char_length(display_name) between 1 and 100),
  lang text not null check (lang ~ '^[a-zA-Z0-9-]{2,35}$'),
  version int not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
comment on table public.profiles is 'How a person is named here, and in which language they are written to.';
comment on column public.profiles.display_name is 'personal: the name a person gave';
comment on column public.profiles.lang is 'personal: the language a person chose';

create table public.memberships (
  organisation_id uuid not null references public.organisations on delete cascade,
  user_id uuid not null references auth.users on delete cascade,
  role text not null check (role in ('owner', 'editor', 'reviewer', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (organisation_id, user_id)
);
comment on table public.memberships is 'Who acts for which organisation, and as what.';
comment on column public.memberships.user_id is 'personal: for which organisation a person acts';
create index memberships_user_idx on public.memberships (user_id);

create table private.session_activity (
  session_id uuid primary key references auth.sessions on delete cascade,
  last_used_at timestamptz not null default now(),
  device text check (device ~ '^[a-z]{1,20}/[a-z]{1,20}$')
);
comment on table private.session_activity is
  'When a session was last used, to the minute. The account service keeps when it began.';
comment on column private.session_activity.device is 'personal: browser and system, as two codes';
comment on column private.session_activity.last_used_at is 'personal: when somebody was last here';

create table private.recovery_code_sets (
  user_id uuid primary key references auth.users on delete cascade,
  salt text not null check (salt ~ '^[0-9a-f]{32}$'),
  created_at timestamptz not null default now()
);
comment on table private.recovery_code_sets is 'The codes a person holds against the loss of their second factor: one set at a time.';

create table private.recovery_codes (
  user_id uuid not null references private.recovery_code_sets on delete cascade,
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  primary key (user_id, code_hash)
);
comment on table private.recovery_codes is 'Hashes (argon2id with the salt of the set), made by the app: no code ever reaches the database.';

create table private.limit_rules (
  kind text primary key check (kind ~ '^[a-z_]{1,40}$'),
  most int not null check (most > 0),
  per interval not null check (per > interval '0')
);
comment on table private.limit_rules is 'How often a thing may be tried within a window that begins with the first try.';

-- "pair": a mail address from one client address, so that a stranger who guesses does not lock the owner out.
insert into private.limit_rules (kind, most, per) values
  ('sign_in_pair', 10, '15 minutes'), ('sign_in_client', 100, '15 minutes'), ('sign_in_mail', 200, '1 hour'),
  ('code_pair', 10, '15 minutes'), ('code_client', 100, '15 minutes'), ('code_mail', 60, '1 hour'),
  ('mail_client', 100, '1 hour'), ('mail_to', 5, '1 hour'),
  ('second_factor', 10, '15 minutes'), ('recovery_code', 10, '1 hour'), ('account_change', 60, '1 hour'),
  ('confirm_client', 60, '15 minutes'), ('error_report_client', 60, '1 hour');

create table private.limit_counts (
  kind text not null references private.limit_rules,
  subject_hash bytea not null,
  tries int not null,
  ends_at timestamptz not null,
  primary key (kind, subject_hash)
);
comment on table private.limit_counts is 'Tries within the window that runs. A row whose window has ended counts for nothing and is swept.';
comment on column private.limit_counts.subject_hash is 'personal: hash of a mail or client address, kept for an hour at most';
create index limit_counts_ends_idx on private.limit_counts (ends_at);

-- One try. A refused one is not counted, so that the window ends when it was said to end.
create function private.take_limit(kind text, subject text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  rule private.limit_rules;
  kept private.limit_counts;
  at constant timestamptz := clock_timestamp();
begin
  select r.* into strict rule from private.limit_rules r where r.kind = take_limit.kind;
  insert into private.limit_counts as c (kind, subject_hash, tries, ends_at)
  values (rule.kind, sha256(convert_to(take_limit.subject, 'UTF8')), 1, at + rule.per)
  on conflict on constraint limit_counts_pkey do update
    set tries = case when c.ends_at <= at then 1 else least(c.tries, rule.most) + 1 end,
      ends_at = case when c.ends_at <= at then at + rule.per else c.ends_at end
  returning * into kept;
  if kept.tries = 1 then
    delete from private.limit_counts c using (
      select o.kind, o.subject_hash from private.limit_counts o
      where o.ends_at <= at limit 20 for update skip locked
    ) old where c.kind = old.kind and c.subject_hash = old.subject_hash;
  end if;
  if kept.tries <= rule.most then
    return jsonb_build_object('ok', true, 'retry_after_s', 0);
  end if;
  return jsonb_build_object('ok', false, 'retry_after_s', greatest(1, ceil(extract(epoch from kept.ends_at - at)))::int);
end
$$;

create function public.take_limit(kind text, subject text) returns jsonb
language sql security invoker set search_path = '' as $$ select private.take_limit(kind, subject) $$;
comment on function public.take_limit(text, text) is
  'Counts one try of a kind by a subject (an address, an account); not ok where the window is full, with the seconds until it ends.';

-- Each client address has a limit of its own now, so that of all together is what the editors can read.
create or replace function private.cmd_report_error(act_key uuid, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
  hourly_limit constant int := 600;
  hashed bytea := sha256(convert_to(coalesce(input::text, ''), 'UTF8'));
  known private.act_keys;
  refusal text;
  report public.error_reports;
  receipt jsonb;
begin
  -- One at a time: the limit counts, and two posts of one act key never pass each other.
  perform pg_advisory_xact_lock(hashtext('error_reports'));

  select k.* into known from private.act_keys k where k.act_key = cmd_report_error.act_key and k.actor = nobody;
  if found then
    if known.command = 'report_error' and known.body_hash = hashed then
      return jsonb_build_object('ok', true, 'receipt', known.receipt);
    end if;
    return jsonb_build_object('ok', false, 'reason', 'act_key_reused', 'at', known.created_at);
  end if;

  refusal := case when act_key is null then 'input_invalid' else private.refuse_error_report(input) end;
  if refusal is null and hourly_limit <= (
    select count(*) from public.error_reports e where e.created_at > now() - interval '1 hour'
  ) then
    refusal := 'too_many';
  end if;
  if refusal is not null then
    return jsonb_build_object('ok', false, 'reason', refusal);
  end if;

  insert into public.error_reports (ref, record_kind, record_ref, text, lang, correction, contact)
  values (private.new_receipt_ref(), input ->> 'recordKind', coalesce(input ->> 'recordRef', ''), input ->> 'text',
    input ->> 'lang', nullif(input ->> 'correction', ''), nullif(input ->> 'contact', ''))
  returning * into report;
  receipt := jsonb_build_object('ref', report.ref, 'at', report.created_at);
  insert into private.act_keys (act_key, actor, command, body_hash, receipt, created_at)
  values (cmd_report_error.act_key, nobody, 'report_error', hashed, receipt, report.created_at);
  perform private.append_audit('error_report', report.id, 'report_error', null,
    jsonb_build_object('record_kind', report.record_kind, 'record_ref', report.record_ref,
      'fields', jsonb_build_array('text', 'lang', 'correction', 'contact')));
  return jsonb_build_object('ok', true, 'receipt', receipt);
end
$$;

-- The state of the session that this request speaks for: ended where there is none.
create function private.session_state() returns text
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select case
      when s.created_at <= now() - interval '12 hours' then 'too_old'
      when greatest(s.created_at, a.last_used_at) <= now() - interval '30 minutes' then 'idle'
      else 'active' end
    from auth.sessions s join auth.users u on u.id = s.user_id
    left join private.session_activity a on a.session_id = s.id
    where s.id::text = auth.jwt() ->> 'session_id' and s.user_id = auth.uid()
      and u.deleted_at is null and coalesce(u.banned_until <= now(), true)
  ), 'ended')
$$;

create function private.has_factor(account uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from auth.mfa_factors f where f.user_id = account and f.status = 'verified')
$$;

-- Why whoever sent this request may do nothing as a person of ours; null where they may.
create function private.refuse_actor() returns text
language sql stable security definer set search_path = '' as $$
  select case
    when auth.uid() is null then 'signed_out'
    when private.session_state() <> 'active' then 'session_' || private.session_state()
    when coalesce(auth.jwt() ->> 'aal', 'aal1') <> 'aal2' and private.has_factor(auth.uid()) then 'second_factor_missing'
  end
$$;

-- As what the reader acts for an organisation; null where they do not.
create function private.my_role(organisation uuid) returns text
language sql stable security definer set search_path = '' as $$
  select m.role from public.memberships m
  where m.organisation_id = organisation and m.user_id = auth.uid() and private.refuse_actor() is null
$$;

-- Who has an account has a profile: it begins with what was said at sign-up.
create function private.begin_profile(account uuid) returns void
language sql security definer set search_path = '' as $$
  insert into public.profiles (user_id, display_name, lang)
  select u.id,
    coalesce(nullif(left(btrim(u.raw_user_meta_data ->> 'name'), 100), ''), left(split_part(u.email, '@', 1), 100)),
    coalesce(substring(u.raw_user_meta_data ->> 'lang' from '^[a-zA-Z0-9-]{2,35}$'), 'en')
  from auth.users u where u.id = account
  on conflict do nothing
$$;

create function private.touch_session(device text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  state constant text := private.session_state();
  session constant uuid := (auth.jwt() ->> 'session_id')::uuid;
  person public.profiles;
begin
  if state in ('too_old', 'idle') then
    delete from auth.sessions s where s.id = session and s.user_id = auth.uid();
  end if;
  if state <> 'active' then
    return jsonb_build_object('state', state);
  end if;

  insert into private.session_activity as a (session_id, device)
  values (session, substring(touch_session.device from '^[a-z]{1,20}/[a-z]{1,20}$'))
  on conflict (session_id) do update set last_used_at = now(), device = coalesce(excluded.device, a.device)
    where a.last_used_at <= now() - interval '1 minute';

  select p.* into person from public.profiles p where p.user_id = auth.uid();
  if not found then
    perform private.begin_profile(auth.uid());
    select p.* into strict person from public.profiles p where p.user_id = auth.uid();
  end if;
  return (
    select jsonb_build_object('state', state, 'session_id', session, 'user_id', u.id, 'email', u.email,
      'name', person.display_name, 'lang', person.lang, 'version', person.version,
      'aal', coalesce(auth.jwt() ->> 'aal', 'aal1'), 'amr', coalesce(auth.jwt() -> 'amr', '[]'),
      'has_factor', private.has_factor(u.id),
      'recovery_codes', (select count(*) from private.recovery_codes c where c.user_id = u.id))
    from auth.users u where u.id = auth.uid()
  );
end
$$;

create function public.touch_session(device text default null) returns jsonb
language sql security invoker set search_path = '' as $$ select private.touch_session(device) $$;
comment on function public.touch_session(text) is
  'Asked once per request of a signed-in reader: whether the session stands (active, idle, too_old, ended) and whose it is. Marks its use, at most once a minute.';

create function private.my_sessions()
returns table (id uuid, began_at timestamptz, last_used_at timestamptz, device text, is_this boolean)
language sql stable security definer set search_path = '' as $$
  select s.id, s.created_at, greatest(s.created_at, a.last_used_at), a.device, s.id::text = auth.jwt() ->> 'session_id'
  from auth.sessions s left join private.session_activity a on a.session_id = s.id
  where s.user_id = auth.uid() and private.refuse_actor() is null
    and s.created_at > now() - interval '12 hours'
    and greatest(s.created_at, a.last_used_at) > now() - interval '30 minutes'
$$;

create function public.my_sessions()
returns table (id uuid, began_at timestamptz, last_used_at timestamptz, device text, is_this boolean)
language sql stable security invoker set search_path = '' as $$
  select s.id, s.began_at, s.last_used_at, s.device, s.is_this from private.my_sessions() s
  order by s.is_this desc, s.last_used_at desc, s.id
$$;
comment on function public.my_sessions() is 'Where the reader is signed in at this time.';

-- The answer to an act that was done before, or that came under a used key with another body; null for a new act.
-- Holds the key until the transaction ends, so that two posts of one key never pass each other.
create function private.known_act(act_key uuid, actor uuid, command text, hashed bytea) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  known private.act_keys;
begin
  perform pg_advisory_xact_lock(hashtextextended(known_act.act_key::text || known_act.actor::text, 0));
  select k.* into known from private.act_keys k
  where k.act_key = known_act.act_key and k.actor = known_act.actor;
  if not found then
    return null;
  end if;
  if known.command = known_act.command and known.body_hash = hashed then
    return jsonb_build_object('ok', true, 'receipt', known.receipt);
  end if;
  return jsonb_build_object('ok', false, 'reason', 'act_key_reused', 'at', known.created_at);
end
$$;

create function private.keep_act(act_key uuid, actor uuid, command text, hashed bytea, receipt jsonb) returns jsonb
language sql security definer set search_path = '' as $$
  insert into private.act_keys (act_key, actor, command, body_hash, receipt)
  values (act_key, actor, command, hashed, receipt)
  returning jsonb_build_object('ok', true, 'receipt', act_keys.receipt)
$$;

create function private.cmd_change_settings(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  actor constant uuid := auth.uid();
  hashed constant bytea := sha256(convert_to(coalesce(expected_version::text, '') || coalesce(input::text, ''), 'UTF8'));
  answer jsonb;
  person public.profiles;
begin
  if private.refuse_actor() is not null then
    return jsonb_build_object('ok', false, 'reason', private.refuse_actor());
  end if;
  answer := private.known_act(act_key, actor, 'change_settings', hashed);
  if answer is not null then
    return answer;
  end if;
  if act_key is null or input is null or jsonb_typeof(input) <> 'object'
    or coalesce(jsonb_typeof(input -> 'name'), '') <> 'string'
    or coalesce(input ->> 'lang', '') !~ '^[a-zA-Z0-9-]{2,35}$'
    or exists (select from jsonb_object_keys(input) k where k not in ('name', 'lang'))
  then
    return jsonb_build_object('ok', false, 'reason', 'input_invalid');
  end if;
  if char_length(btrim(input ->> 'name')) not between 1 and 100 then
    return jsonb_build_object('ok', false, 'reason', 'name_length');
  end if;
  select p.* into person from public.profiles p where p.user_id = actor for update;
  if person.version is distinct from expected_version then
    return jsonb_build_object('ok', false, 'reason', 'version_differs');
  end if;
  update public.profiles p
  set display_name = btrim(input ->> 'name'), lang = input ->> 'lang', version = p.version + 1, changed_at = now()
  where p.user_id = actor returning * into person;
  answer := private.keep_act(act_key, actor, 'change_settings', hashed, jsonb_build_object('version', person.version));
  perform private.append_audit('account', actor, 'change_settings', actor,
    jsonb_build_object('fields', jsonb_build_array('name', 'lang')));
  return answer;
end
$$;

create function public.cmd_change_settings(act_key uuid, expected_version int, input jsonb) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.cmd_change_settings(act_key, expected_version, input)
$$;
comment on function public.cmd_change_settings(uuid, int, jsonb) is
  'A person changes how they are named and in which language they are written to. input: name, lang.';

create function private.cmd_end_session(act_key uuid, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  actor constant uuid := auth.uid();
  this constant text := auth.jwt() ->> 'session_id';
  hashed constant bytea := sha256(convert_to(coalesce(input::text, ''), 'UTF8'));
  which constant text := input ->> 'which';
  answer jsonb;
  ended uuid[];
begin
  if private.refuse_actor() is not null then
    return jsonb_build_object('ok', false, 'reason', private.refuse_actor());
  end if;
  answer := private.known_act(act_key, actor, 'end_session', hashed);
  if answer is not null then
    return answer;
  end if;
  if act_key is null or jsonb_typeof(input) is distinct from 'object' or which is null
    or which !~ '^(others|all|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$'
    or exists (select from jsonb_object_keys(input) k where k <> 'which')
  then
    return jsonb_build_object('ok', false, 'reason', 'input_invalid');
  end if;
  with gone as (
    delete from auth.sessions s where s.user_id = actor
      and (which = 'all' or which = s.id::text or which = 'others' and s.id::text <> this)
    returning s.id
  )
  select coalesce(array_agg(g.id), '{}') into ended from gone g;
  answer := private.keep_act(act_key, actor, 'end_session', hashed, jsonb_build_object('ended', cardinality(ended)));
  perform private.append_audit('account', actor, 'end_session', actor, jsonb_build_object('sessions', to_jsonb(ended)));
  return answer;
end
$$;

create function public.cmd_end_session(act_key uuid, expected_version int, input jsonb) returns jsonb
language sql security invoker set search_path = '' as $$
  select case when expected_version is not null then jsonb_build_object('ok', false, 'reason', 'input_invalid')
    else private.cmd_end_session(act_key, input) end
$$;
comment on function public.cmd_end_session(uuid, int, jsonb) is
  'A person ends sessions of theirs. input: which = the id of one, "others" or "all".';

create function private.cmd_make_recovery_codes(act_key uuid, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  actor constant uuid := auth.uid();
  hashed constant bytea := sha256(convert_to(coalesce(input::text, ''), 'UTF8'));
  answer jsonb;
begin
  if private.refuse_actor() is not null then
    return jsonb_build_object('ok', false, 'reason', private.refuse_actor());
  end if;
  answer := private.known_act(act_key, actor, 'make_recovery_codes', hashed);
  if answer is not null then
    return answer;
  end if;
  if auth.jwt() ->> 'aal' is distinct from 'aal2' or not private.has_factor(actor) then
    return jsonb_build_object('ok', false, 'reason', 'second_factor_missing');
  end if;
  if act_key is null or jsonb_typeof(input -> 'hashes') is distinct from 'array'
    or coalesce(input ->> 'salt', '') !~ '^[0-9a-f]{32}$'
    or jsonb_array_length(input -> 'hashes') <> 10
    or (select count(distinct h) from jsonb_array_elements_text(input -> 'hashes') h where h ~ '^[0-9a-f]{64}$') <> 10
    or exists (select from jsonb_object_keys(input) k where k not in ('salt', 'hashes'))
  then
    return jsonb_build_object('ok', false, 'reason', 'input_invalid');
  end if;
  delete from private.recovery_code_sets s where s.user_id = actor;
  insert into private.recovery_code_sets (user_id, salt) values (actor, input ->> 'salt');
  insert into private.recovery_codes (user_id, code_hash)
  select actor, h from jsonb_array_elements_text(input -> 'hashes') h;
  answer := private.keep_act(act_key, actor, 'make_recovery_codes', hashed, jsonb_build_object('made', 10));
  perform private.append_audit('account', actor, 'make_recovery_codes', actor, jsonb_build_object('made', 10));
  return answer;
end
$$;

create function public.cmd_make_recovery_codes(act_key uuid, expected_version int, input jsonb) returns jsonb
language sql security invoker set search_path = '' as $$
  select case when expected_version is not null then jsonb_build_object('ok', false, 'reason', 'input_invalid')
    else private.cmd_make_recovery_codes(act_key, input) end
$$;
comment on function public.cmd_make_recovery_codes(uuid, int, jsonb) is
  'A person who has just shown their second factor replaces their recovery codes. input: salt, hashes (ten).';

create function private.recovery_salt(account uuid) returns text
language sql stable security definer set search_path = '' as $$
  select s.salt from private.recovery_code_sets s where s.user_id = account
$$;

create function public.recovery_salt(account uuid) returns text
language sql stable security invoker set search_path = '' as $$ select private.recovery_salt(account) $$;
comment on function public.recovery_salt(uuid) is 'What the recovery codes of a person are hashed with; null where they have none.';

create function private.use_recovery_code(account uuid, session uuid, code_hash text) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform from private.recovery_code_sets s where s.user_id = account for update;
  delete from private.recovery_codes c where c.user_id = account and c.code_hash = use_recovery_code.code_hash;
  if not found then
    return jsonb_build_object('ok', false, 'reason', 'code_unknown');
  end if;
  perform private.append_audit('account', account, 'use_recovery_code', account, jsonb_build_object('session', session));
  perform private.tell_person(account, 'recovery_code_used');
  perform set_config('imarika.is_told', 'yes', true);
  delete from auth.mfa_factors f where f.user_id = account;
  perform set_config('imarika.is_told', '', true);
  -- The other codes belonged to the factor that is gone.
  delete from private.recovery_code_sets s where s.user_id = account;
  delete from auth.sessions s where s.user_id = account and s.id <> session;
  return jsonb_build_object('ok', true);
end
$$;

create function public.use_recovery_code(account uuid, session uuid, code_hash text) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.use_recovery_code(account, session, code_hash)
$$;
comment on function public.use_recovery_code(uuid, uuid, text) is
  'After the password: a code of the person takes their second factor away and ends their other sessions.';

create function private.tell_person(account uuid, kind text, recipient text default null) returns void
language sql security definer set search_path = '' as $$
  insert into private.outbox (kind, recipient, lang, data)
  select tell_person.kind, coalesce(tell_person.recipient, u.email),
    coalesce(substring(u.raw_user_meta_data ->> 'lang' from '^[a-zA-Z0-9-]{2,35}$'), 'en'), '{}'
  from auth.users u
  -- An address that no mail can go to is no reason to refuse the change.
  where u.id = account and coalesce(tell_person.recipient, u.email) ~ '^[^[:cntrl:][:space:]<>,;]{3,}$'
$$;

-- What changes an account is written down, and told to the person, in the transaction that changes it, whoever asked.
create function private.note_account_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.encrypted_password is distinct from old.encrypted_password and coalesce(old.encrypted_password, '') <> '' then
    perform private.append_audit('account', new.id, 'password_changed', new.id, '{}');
    perform private.tell_person(new.id, 'password_changed');
  end if;
  if new.email is distinct from old.email and coalesce(old.email, '') <> '' then
    perform private.append_audit('account', new.id, 'email_changed', new.id, '{}');
    perform private.tell_person(new.id, 'email_changed', old.email);
  end if;
  return null;
end
$$;

create function private.note_factor_change() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  account constant uuid := coalesce(new.user_id, old.user_id);
  change constant text := case
    when tg_op <> 'DELETE' and new.status = 'verified' and (tg_op = 'INSERT' or old.status <> 'verified')
      then 'second_factor_added'
    when tg_op = 'DELETE' and old.status = 'verified' then 'second_factor_removed' end;
begin
  -- With the person goes what would be told.
  if change is null or not exists (select from auth.users u where u.id = account) then
    return null;
  end if;
  perform private.append_audit('account', account, change, account,
    jsonb_build_object('factor', coalesce(new.id, old.id)));
  if coalesce(current_setting('imarika.is_told', true), '') <> 'yes' then
    perform private.tell_person(account, change);
  end if;
  if change = 'second_factor_removed' then
    delete from private.recovery_code_sets s where s.user_id = account;
  end if;
  return null;
end
$$;

create trigger note_account_change after update on auth.users
  for each row execute function private.note_account_change();
create trigger note_factor_change after insert or update or delete on auth.mfa_factors
  for each row execute function private.note_factor_change();

alter table public.profiles enable row level security;
alter table public.memberships enable row level security;
alter table private.session_activity enable row level security;
alter table private.recovery_code_sets enable row level security;
alter table private.recovery_codes enable row level security;
alter table private.limit_rules enable row level security;
alter table private.limit_counts enable row level security;

create policy "A person reads their own profile" on public.profiles for select to authenticated
  using (user_id = (select auth.uid()) and (select private.refuse_actor()) is null);
create policy "A member reads who else acts for their organisations" on public.memberships for select to authenticated
  using (private.my_role(organisation_id) is not null);
grant select on public.profiles, public.memberships to authenticated, service_role;

revoke execute on all functions in schema private from public;
revoke execute on function
  public.take_limit(text, text), public.touch_session(text), public.my_sessions(), public.recovery_salt(uuid),
  public.use_recovery_code(uuid, uuid, text), public.cmd_change_settings(uuid, int, jsonb),
  public.cmd_end_session(uuid, int, jsonb), public.cmd_make_recovery_codes(uuid, int, jsonb) from public;
grant execute on function
  private.refuse_actor(), private.my_role(uuid),
  private.touch_session(text), public.touch_session(text), private.my_sessions(), public.my_sessions(),
  private.cmd_change_settings(uuid, int, jsonb), public.cmd_change_settings(uuid, int, jsonb),
  private.cmd_end_session(uuid, jsonb), public.cmd_end_session(uuid, int, jsonb),
  private.cmd_make_recovery_codes(uuid, jsonb), public.cmd_make_recovery_codes(uuid, int, jsonb)
  to authenticated;
grant execute on function
  private.take_limit(text, text), public.take_limit(text, text),
  private.recovery_salt(uuid), public.recovery_salt(uuid),
  private.use_recovery_code(uuid, uuid, text), public.use_recovery_code(uuid, uuid, text)
  to service_role;
