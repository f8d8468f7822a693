-- Every kind of notification has its words; the same list as notificationKinds of app/domain/today/notification.ts.
alter table public.notifications add constraint notifications_kind_known check (kind in (
  'organisation_to_check', 'claim_to_decide', 'claim_decided', 'join_to_decide', 'join_decided', 'organisation_checked',
  'interest_received', 'interest_answered', 'match_found', 'application_received', 'application_withdrawn',
  'application_decided', 'award_offered', 'award_answered', 'award_lapsed', 'award_retracted', 'delivery_to_confirm',
  'delivery_confirmed', 'delivery_disputed', 'delivery_to_verify', 'delivery_verified', 'dispute_replied',
  'dispute_ended', 'delivery_corrected', 'verifier_missing', 'task_handed_back'
));

-- What is told of a delivery carries its figures of that moment, whatever told it: a sentence says how much, and how it
-- came out, also after later acts.
create function private.tell_figures() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.data := new.data || coalesce((
    select jsonb_strip_nulls(jsonb_build_object('measure', d.measure, 'reported', d.reported, 'settled', d.settled,
      'confirmed', (select c.quantity from public.confirmations c where c.delivery_id = d.id order by c.confirmed_at desc limit 1),
      'proven', (select v.quantity from public.verifications v where v.delivery_id = d.id order by v.verified_at desc limit 1)))
    from public.deliveries d where d.ref = new.subject_ref), '{}');
  return new;
end
$$;
revoke execute on function private.tell_figures() from public, anon, authenticated;
create trigger notifications_figures before insert on public.notifications
  for each row when (new.subject_kind = 'delivery') execute function private.tell_figures();

-- Whom it is told as: the page of an expression of interest is a page of that organisation.
create or replace function private.notify_organisation(organisation uuid, roles text[], kind text, subject_kind text,
  subject_ref text, data jsonb)
returns void
language sql security definer set search_path = '' as $$
  insert into public.notifications (user_id, kind, organisation_id, subject_kind, subject_ref, data)
  select m.user_id, notify_organisation.kind, organisation, notify_organisation.subject_kind,
    notify_organisation.subject_ref, coalesce(notify_organisation.data, '{}') || jsonb_build_object('own', o.ref)
  from public.memberships m join public.organisations o on o.id = m.organisation_id
  where m.organisation_id = organisation and m.role = any (roles) and m.user_id is distinct from auth.uid()
  order by m.user_id
$$;

-- Expressions that nobody answered in time; returns how many. Each leaves its line in the audit, as any move does.
create or replace function private.expire_interests(at timestamptz default now()) returns int
language plpgsql security definer set search_path = '' as $$
declare
  due record;
  expired int := 0;
begin
  for due in
    select i.id from public.expressions_of_interest i where i.state = 'sent' and i.expires_at <= at
    order by i.id limit 200 for update skip locked
  loop
    update public.expressions_of_interest i set state = 'expired', version = i.version + 1, answered_at = at
    where i.id = due.id;
    perform private.append_audit('interest', due.id, 'expire_interest', null, '{}');
    expired := expired + 1;
  end loop;
  return expired;
end
$$;

-- Needs whose day has passed; returns how many.
create function private.expire_needs(at timestamptz default now()) returns int
language plpgsql security definer set search_path = '' as $$
declare
  due record;
  expired int := 0;
begin
  for due in
    select r.id from public.support_requests r
    where r.state in ('open', 'partly_covered') and r.needed_by < (at at time zone 'UTC')::date
    order by r.id limit 200 for update skip locked
  loop
    update public.support_requests r set state = 'expired', version = r.version + 1, changed_at = at where r.id = due.id;
    perform private.append_audit('support_request', due.id, 'expire_need', null, '{}');
    expired := expired + 1;
  end loop;
  return expired;
end
$$;

-- What is kept no longer, as docs/personal-data.md says; returns how many of each.
create function private.forget(at timestamptz default now()) returns jsonb
language sql volatile security definer set search_path = '' as $$
  with drafts as (
    delete from public.drafts d where d.changed_at < at - interval '90 days' returning 1
  ), notifications as (
    delete from public.notifications k where k.created_at < at - interval '1 year' returning 1
  ), invitations as (
    delete from public.invitations i where i.created_at < at - interval '90 days' returning 1
  ), membership_requests as (
    delete from public.membership_requests q where q.state <> 'waiting' and q.created_at < at - interval '2 years' returning 1
  ), error_reports as (
    delete from public.error_reports e where e.created_at < at - interval '24 months' returning 1
  ), contacts as (
    update public.error_reports e set contact = null
    where e.contact is not null and e.created_at < at - interval '12 months' and e.created_at >= at - interval '24 months'
    returning 1
  ), act_keys as (
    -- Nobody can send a form again with an account that is gone; the nil UUID is whoever has none.
    delete from private.act_keys k
    where k.created_at < at - interval '1 year'
      or k.actor <> '00000000-0000-0000-0000-000000000000'
        and not exists (select from auth.users u where u.id = k.actor)
    returning 1
  ), mails as (
    delete from private.outbox o where o.created_at < at - interval '90 days' returning 1
  ), told as (
    delete from private.told_matches t using public.offers f
    where f.id = t.offer_id and f.closes_at < at - interval '30 days' returning 1
  ), offers_told as (
    delete from private.offers_told t using public.offers f
    where f.id = t.offer_id and f.closes_at < at - interval '30 days' returning 1
  ), sessions as (
    -- Over after twelve hours; until then, and a while longer, whoever comes back is told why.
    delete from auth.sessions s where s.created_at < at - interval '24 hours' returning 1
  ), limit_counts as (
    delete from private.limit_counts c where c.ends_at <= at returning 1
  ), unconfirmed as (
    delete from auth.users u
    where u.email_confirmed_at is null and u.last_sign_in_at is null and u.created_at < at - interval '30 days' returning 1
  )
  select jsonb_build_object(
    'drafts', (select count(*) from drafts), 'notifications', (select count(*) from notifications),
    'invitations', (select count(*) from invitations), 'membership_requests', (select count(*) from membership_requests),
    'error_reports', (select count(*) from error_reports), 'contacts', (select count(*) from contacts),
    'act_keys', (select count(*) from act_keys), 'mails', (select count(*) from mails),
    'told_matches', (select count(*) from told), 'offers_told', (select count(*) from offers_told),
    'sessions', (select count(*) from sessions), 'limit_counts', (select count(*) from limit_counts),
    'unconfirmed_accounts', (select count(*) from unconfirmed))
$$;
create index act_keys_created_idx on private.act_keys (created_at);
comment on column private.act_keys.actor is 'personal: whose act it was';

-- Each part stands alone: one that fails is named under `failed` and takes nothing of the others back.
create or replace function private.keep_time(at timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  part record;
  answer jsonb;
  counts jsonb := '{}';
  failed jsonb := '[]';
begin
  for part in
    select * from (values ('lapsed_awards', 'lapse_awards'), ('expired_interests', 'expire_interests'),
      ('expired_needs', 'expire_needs'), ('forgotten', 'forget')) as parts (name, function)
  loop
    begin
      execute format('select to_jsonb(private.%I($1))', part.function) into answer using at;
      counts := counts || case jsonb_typeof(answer) when 'object' then answer else jsonb_build_object(part.name, answer) end;
    exception when others then
      failed := failed || jsonb_build_array(format('%s: %s %s', part.function, sqlstate, sqlerrm));
    end;
  end loop;
  return counts || jsonb_build_object('failed', failed);
end
$$;

-- Also for somebody who has not looked at a page since they signed up, and so has no profile yet.
create or replace function private.do_change_mail_copy(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform private.check_input(input, '{"mailCopy": "code at_once|daily|never"}');
  perform private.begin_profile(auth.uid());
  update public.profiles p set mail_copy = input ->> 'mailCopy', changed_at = now() where p.user_id = auth.uid();
  perform private.append_audit('account', auth.uid(), 'change_mail_copy', auth.uid(), input);
  return jsonb_build_object('ref', '', 'version', 1);
end
$$;

revoke execute on function private.expire_needs(timestamptz), private.forget(timestamptz)
  from public, anon, authenticated;
