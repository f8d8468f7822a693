-- What waits for whom, since when: read from the states of the records, so that it is true also where no mail arrived.

-- An organisation as a page names it; null for none.
create function private.link_of(organisation uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('ref', o.ref, 'name', private.source_text(o.name, o.lang))
  from public.organisations o where o.id = organisation
$$;
revoke execute on function private.link_of(uuid) from public, anon, authenticated;

-- How much an application asks for, in the measure of its offer; money in whole units of its currency.
create function private.size_of_application(application public.applications) returns numeric
language sql stable security definer set search_path = '' as $$
  select coalesce(application.asked_minor::numeric / private.minor_per_unit(application.asked_currency),
    (select nullif(count(*), 0) from public.application_units u where u.application_id = application.id))
$$;
revoke execute on function private.size_of_application(public.applications) from public, anon, authenticated;

-- who: the other side, by whom or for whom it waits. quantity is in the measure; money in whole units of its currency.
create function private.my_tasks()
returns table (kind text, subject_ref text, title jsonb, organisation jsonb, since timestamptz, due timestamptz, version int,
  who jsonb, quantity numeric, measure text)
language sql stable security definer set search_path = '' as $$
  with me as (
    select auth.uid() as id where private.refuse_actor() is null
  ),
  bodies as (
    select o.id, o.ref, o.name, o.lang, m.role, m.role in ('owner', 'editor') as may_act,
      jsonb_build_object('ref', o.ref, 'name', private.source_text(o.name, o.lang)) as link
    from me join public.memberships m on m.user_id = me.id join public.organisations o on o.id = m.organisation_id
  ),
  roles as (
    select r.role, r.world = 'demonstration' as is_demonstration from me join public.platform_roles r on r.user_id = me.id
  ),
  waiting as (
    select 'invitation' as kind, i.organisation ->> 'ref' as ref, i.organisation -> 'name' as title, null::jsonb as organisation,
      i.created_at as since, i.expires_at as due, i.version, null::uuid as who, null::numeric as quantity, null as measure
    from private.my_invitations() i
    union all
    select 'join_to_decide', b.ref, private.source_text(b.name, b.lang), b.link, q.created_at, null, q.version, null, null, null
    from bodies b join public.membership_requests q on q.organisation_id = b.id
    where b.role = 'owner' and q.kind = 'join' and q.state = 'waiting'
    union all
    select 'claim_to_decide', o.ref, private.source_text(o.name, o.lang), null, q.created_at, null, q.version, null, null, null
    from roles r join public.membership_requests q on q.kind = 'claim' and q.state = 'waiting'
    join public.organisations o on o.id = q.organisation_id and (o.origin = 'demonstration') = r.is_demonstration
    where r.role = 'coordinator' and q.user_id <> (select id from me)
    union all
    select 'organisation_to_check', c.ref, c.name, null, c.since, null, c.version, null, null, null
    from private.organisations_to_check() c
    where c.checks = 0
    union all
    select 'interest_to_answer', b.ref, private.source_text(f.title, f.lang), b.link, i.created_at, i.expires_at, i.version,
      case i.from_side when 'institution' then q.organisation_id else f.provider_id end, null, null
    from public.expressions_of_interest i
    join public.support_requests q on q.id = i.request_id join public.offers f on f.id = i.offer_id
    join bodies b on b.id = case i.from_side when 'institution' then f.provider_id else q.organisation_id end
    where i.state = 'sent' and b.may_act
    union all
    select 'application_to_decide', a.ref, private.source_text(f.title, f.lang), b.link, a.submitted_at, null, a.version,
      a.organisation_id, private.size_of_application(a), f.measure
    from bodies b join public.offers f on f.provider_id = b.id join public.applications a on a.offer_id = f.id
    where a.state = 'submitted' and b.may_act
    union all
    select 'award_to_answer', w.ref, private.source_text(f.title, f.lang), b.link, w.created_at, w.answer_by, w.version,
      f.provider_id, private.size_of_award(w), f.measure
    from bodies b join public.awards w on w.organisation_id = b.id join public.offers f on f.id = w.offer_id
    where w.state = 'offered' and b.role = 'owner' and w.answer_by > now()
    union all
    select 'award_to_deliver', w.ref, private.source_text(f.title, f.lang), b.link, w.changed_at, null, w.version,
      w.organisation_id, private.size_of_award(w) - private.reported_on_award(w.id), f.measure
    from bodies b join public.offers f on f.provider_id = b.id join public.awards w on w.offer_id = f.id
    where w.state in ('accepted', 'active') and b.may_act and private.reported_on_award(w.id) < private.size_of_award(w)
    union all
    select 'delivery_to_confirm', d.ref, private.source_text(c.title, c.lang), b.link, d.created_at, null, d.version,
      d.reporter_id, d.reported, d.measure
    from bodies b join public.deliveries d on d.receiver_id = b.id join public.commitments c on c.id = d.commitment_id
    where d.state = 'reported' and d.settled is null and d.origin <> 'imported' and b.may_act
    union all
    select 'dispute_to_reply', d.ref, private.source_text(c.title, c.lang), b.link, q.opened_at, null, q.version,
      d.receiver_id, d.reported, d.measure
    from bodies b join public.deliveries d on d.reporter_id = b.id join public.disputes q on q.delivery_id = d.id
    join public.commitments c on c.id = d.commitment_id
    where q.state = 'open' and b.may_act
    union all
    -- Who reported it may leave it as it is: after some weeks it is said no more.
    select 'delivery_to_correct', d.ref, private.source_text(c.title, c.lang), b.link, e.ended, null, d.version,
      d.receiver_id, d.reported, d.measure
    from bodies b join public.deliveries d on d.reporter_id = b.id and d.state = 'rejected'
    join public.commitments c on c.id = d.commitment_id
    cross join lateral (
      select max(x.at) as ended from (
        select v.verified_at as at from public.verifications v where v.delivery_id = d.id and v.counts
        union all
        select q.ended_at from public.disputes q where q.delivery_id = d.id
      ) x
    ) e
    where b.may_act and e.ended > now() - interval '60 days'
    union all
    select 'dispute_to_settle', d.ref, private.source_text(c.title, c.lang), null, q.opened_at, null, q.version,
      d.reporter_id, d.reported, d.measure
    from roles r join public.deliveries d on (d.origin = 'demonstration') = r.is_demonstration
    join public.disputes q on q.delivery_id = d.id and q.state in ('open', 'replied')
    join public.commitments c on c.id = d.commitment_id
    where r.role = 'coordinator'
    union all
    select 'delivery_to_verify', d.ref, private.source_text(c.title, c.lang), null, a.drawn_at, null, d.version,
      d.reporter_id, d.reported, d.measure
    from me join public.verification_assignments a on a.verifier_id = me.id and a.state = 'open'
    join public.deliveries d on d.id = a.delivery_id join public.commitments c on c.id = d.commitment_id
    union all
    select 'verifier_to_draw', d.ref, private.source_text(c.title, c.lang), null, d.created_at, null, d.version,
      d.reporter_id, d.reported, d.measure
    from roles r join public.deliveries d on (d.origin = 'demonstration') = r.is_demonstration and d.origin <> 'imported'
    join public.commitments c on c.id = d.commitment_id
    where r.role = 'coordinator' and private.waits_for_verifier(d)
    union all
    select 'report_due', c.ref, private.source_text(c.title, c.lang), b.link, c.next_report_due_on - interval '30 days',
      c.next_report_due_on, c.version, null, c.target_value, c.target_measure
    from bodies b join public.commitments c on c.accountable_id = b.id
    where b.may_act and c.next_report_due_on <= current_date + 30
  )
  select w.kind, w.ref, w.title, w.organisation, w.since, w.due, w.version, private.link_of(w.who), w.quantity, w.measure
  from waiting w
  order by w.due nulls last, w.since, w.kind, w.ref
$$;

create function public.my_tasks()
returns table (kind text, subject_ref text, title jsonb, organisation jsonb, since timestamptz, due timestamptz, version int,
  who jsonb, quantity numeric, measure text)
language sql stable security invoker set search_path = '' as $$ select * from private.my_tasks() $$;
comment on function public.my_tasks() is 'What waits for the reader, the most pressing first.';

-- For coordinators, in the world in which they are one: what is late, what waits and for whom, which need nobody answers.
-- doer: who must act next, where it is known. author: who reported or asked. subject_ref names the page: of awards and
-- applications, whose pages are for their sides, it is that of the offer.
create function private.overview()
returns table (kind text, subject_ref text, title jsonb, since timestamptz, due timestamptz, version int, doer jsonb,
  author jsonb, quantity numeric, measure text)
language sql stable security definer set search_path = '' as $$
  with worlds as (
    select distinct r.world = 'demonstration' as is_demonstration from public.platform_roles r
    where r.user_id = auth.uid() and r.role = 'coordinator' and private.refuse_actor() is null
  ),
  rows as (
    select 'report_overdue' as kind, c.ref, private.source_text(c.title, c.lang) as title,
      c.next_report_due_on::timestamptz as since, c.next_report_due_on::timestamptz as due, c.version, c.accountable_id as doer,
      null::uuid as author, c.target_value as quantity, c.target_measure as measure
    from worlds w join public.commitments c on (c.origin = 'demonstration') = w.is_demonstration
    where c.next_report_due_on < current_date
    union all
    select 'never_reported', c.ref, private.source_text(c.title, c.lang), c.created_at, c.next_report_due_on, c.version,
      c.accountable_id, null, c.target_value, c.target_measure
    from worlds w join public.commitments c on (c.origin = 'demonstration') = w.is_demonstration
    where c.origin <> 'imported' and c.last_reported_on is null and c.next_report_due_on >= current_date
    union all
    select 'past_deadline', c.ref, private.source_text(c.title, c.lang), max(d.due_on)::timestamptz, max(d.due_on), c.version,
      c.accountable_id, null, c.target_value, c.target_measure
    from worlds w join public.commitments c on (c.origin = 'demonstration') = w.is_demonstration
    join public.commitment_deadlines d on d.commitment_id = c.id
    where c.origin <> 'imported' and c.target_value is not null
    group by c.id having max(d.due_on) < current_date and c.target_value > coalesce((
      select sum(q.reported) from public.deliveries q
      where q.commitment_id = c.id and q.measure = c.target_measure and q.state not in ('corrected', 'rejected', 'disputed')), 0)
    union all
    select 'unanswered_need', r.ref, private.source_text(r.title, r.lang), r.created_at, r.needed_by, r.version, null,
      r.organisation_id, null, null
    from worlds w join public.support_requests r on (r.origin = 'demonstration') = w.is_demonstration
    where r.state = 'open'
      and not exists (select from public.expressions_of_interest i where i.request_id = r.id)
      and not exists (select from public.applications a where a.request_id = r.id)
    union all
    select 'undecided_application', f.ref, private.source_text(f.title, f.lang), a.submitted_at, null, a.version, f.provider_id,
      null, private.size_of_application(a), f.measure
    from worlds w join public.offers f on (f.origin = 'demonstration') = w.is_demonstration
    join public.applications a on a.offer_id = f.id and a.state = 'submitted'
    union all
    select 'unanswered_award', f.ref, private.source_text(f.title, f.lang), a.created_at, a.answer_by, a.version,
      a.organisation_id, null, private.size_of_award(a), f.measure
    from worlds w join public.offers f on (f.origin = 'demonstration') = w.is_demonstration
    join public.awards a on a.offer_id = f.id and a.state = 'offered'
    union all
    select 'verifier_to_draw', d.ref, private.source_text(c.title, c.lang), d.created_at, null, d.version, null, d.reporter_id,
      d.reported, d.measure
    from worlds w join public.deliveries d on (d.origin = 'demonstration') = w.is_demonstration
    join public.commitments c on c.id = d.commitment_id
    where private.waits_for_verifier(d)
    union all
    select 'in_verification', d.ref, private.source_text(c.title, c.lang), a.drawn_at, null, d.version, a.employer_id,
      d.reporter_id, d.reported, d.measure
    from worlds w join public.deliveries d on (d.origin = 'demonstration') = w.is_demonstration
    join public.commitments c on c.id = d.commitment_id
    join public.verification_assignments a on a.delivery_id = d.id and a.state = 'open'
    union all
    select 'in_dispute', d.ref, private.source_text(c.title, c.lang), q.opened_at, null, q.version,
      case q.state when 'open' then d.reporter_id end, d.reporter_id, d.reported, d.measure
    from worlds w join public.deliveries d on (d.origin = 'demonstration') = w.is_demonstration
    join public.commitments c on c.id = d.commitment_id
    join public.disputes q on q.delivery_id = d.id and q.state in ('open', 'replied')
    union all
    select 'unconfirmed', d.ref, private.source_text(c.title, c.lang), d.created_at, null, d.version, d.receiver_id,
      d.reporter_id, d.reported, d.measure
    from worlds w join public.deliveries d on (d.origin = 'demonstration') = w.is_demonstration and d.origin <> 'imported'
    join public.commitments c on c.id = d.commitment_id
    where d.state = 'reported' and d.receiver_id is not null and d.settled is null
  )
  select r.kind, r.ref, r.title, r.since, r.due, r.version, private.link_of(r.doer), private.link_of(r.author), r.quantity,
    r.measure
  from rows r
  order by r.kind, r.since, r.ref
  limit 1000
$$;

create function public.overview()
returns table (kind text, subject_ref text, title jsonb, since timestamptz, due timestamptz, version int, doer jsonb,
  author jsonb, quantity numeric, measure text)
language sql stable security invoker set search_path = '' as $$ select * from private.overview() $$;
comment on function public.overview() is 'What a coordinator watches: what is late, and what waits, each since when and for whom.';

-- How many notifications the reader has not read.
create function private.count_unread() returns int
language sql stable security definer set search_path = '' as $$
  select count(*)::int from public.notifications n
  where n.user_id = auth.uid() and n.read_at is null and private.refuse_actor() is null
$$;

create function public.count_unread() returns int
language sql stable security invoker set search_path = '' as $$ select private.count_unread() $$;
comment on function public.count_unread() is 'How many notifications the reader has not read.';

-- One notification is read, or all of them. It is no change of any record, so it leaves no line in the audit.
create function private.do_read_notifications(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  n int;
begin
  perform private.check_input(input, '{"id?": "uuid"}');
  update public.notifications k set read_at = now()
  where k.user_id = auth.uid() and k.read_at is null
    and (input ->> 'id' is null or k.id = (input ->> 'id')::uuid);
  get diagnostics n = row_count;
  return jsonb_build_object('ref', '', 'version', 1, 'read', n);
end
$$;

select private.open_command('read_notifications', 'The reader has read one notification, or all. input: id or null.');

-- When a person wants a copy by mail.
create function private.do_change_mail_copy(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform private.check_input(input, '{"mailCopy": "code at_once|daily|never"}');
  update public.profiles p set mail_copy = input ->> 'mailCopy', changed_at = now() where p.user_id = auth.uid();
  perform private.append_audit('account', auth.uid(), 'change_mail_copy', auth.uid(), input);
  return jsonb_build_object('ref', '', 'version', 1);
end
$$;

select private.open_command('change_mail_copy', 'A person says when they want copies by mail. input: mailCopy.');

-- Copies of what people were told go to the outbox: at once one mail each, daily one for all, at seven in the morning
-- UTC. Rows are taken by one process alone, and a mail is written in the transaction that marks them.
create function private.mail_notifications(at timestamptz default now()) returns int
language plpgsql security definer set search_path = '' as $$
declare
  due record;
  items jsonb;
  written int := 0;
begin
  for due in
    select n.id, n.kind, n.subject_kind, n.subject_ref, n.data, u.email, p.lang
    from public.notifications n join public.profiles p on p.user_id = n.user_id join auth.users u on u.id = n.user_id
    where n.mailed_at is null and p.mail_copy = 'at_once' and n.created_at <= at
    order by n.created_at, n.id limit 200 for update of n skip locked
  loop
    if due.email ~ '^[^[:cntrl:][:space:]<>,;]{3,}$' and due.email !~ '@demonstration\.example$' then
      perform private.queue_mail('notification', due.email, due.lang,
        jsonb_build_object('kind', due.kind, 'subject_kind', due.subject_kind, 'subject_ref', due.subject_ref, 'data', due.data));
      written := written + 1;
    end if;
    update public.notifications n set mailed_at = at where n.id = due.id;
  end loop;
  for due in
    select p.user_id, u.email, p.lang
    from public.profiles p join auth.users u on u.id = p.user_id
    where p.mail_copy = 'daily' and exists (
        select from public.notifications n where n.user_id = p.user_id and n.mailed_at is null
          and n.created_at < date_trunc('day', at at time zone 'UTC' - interval '7 hours') at time zone 'UTC' + interval '7 hours')
    order by p.user_id limit 200 for update of p skip locked
  loop
    with told as (
      update public.notifications n set mailed_at = at where n.user_id = due.user_id and n.mailed_at is null returning n.*
    )
    select jsonb_agg(jsonb_build_object('kind', t.kind, 'subject_kind', t.subject_kind, 'subject_ref', t.subject_ref,
      'data', t.data) order by t.created_at, t.id)
    into items from told t;
    if items is not null and due.email ~ '^[^[:cntrl:][:space:]<>,;]{3,}$' and due.email !~ '@demonstration\.example$' then
      perform private.queue_mail('digest', due.email, due.lang, jsonb_build_object('items', items));
      written := written + 1;
    end if;
  end loop;
  -- Whoever wants no mail is told on the page alone.
  update public.notifications n set mailed_at = at from public.profiles p
  where p.user_id = n.user_id and p.mail_copy = 'never' and n.mailed_at is null;
  return written;
end
$$;

-- What time alone changes, and what is kept no longer; each part may run again and changes nothing then.
create function private.keep_time(at timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  counts jsonb;
  n int;
begin
  counts := jsonb_build_object('lapsed_awards', private.lapse_awards(at), 'expired_interests', private.expire_interests(at));
  update public.support_requests r set state = 'expired', version = r.version + 1, changed_at = at
  where r.state in ('open', 'partly_covered') and r.needed_by < (at at time zone 'UTC')::date;
  get diagnostics n = row_count;
  counts := counts || jsonb_build_object('expired_needs', n);
  delete from public.drafts d where d.changed_at < at - interval '90 days';
  get diagnostics n = row_count;
  counts := counts || jsonb_build_object('drafts', n);
  delete from public.notifications k where k.created_at < at - interval '1 year';
  get diagnostics n = row_count;
  counts := counts || jsonb_build_object('notifications', n);
  delete from public.invitations i where i.created_at < at - interval '90 days';
  get diagnostics n = row_count;
  counts := counts || jsonb_build_object('invitations', n);
  delete from public.membership_requests q where q.state <> 'waiting' and q.created_at < at - interval '2 years';
  get diagnostics n = row_count;
  return counts || jsonb_build_object('membership_requests', n);
end
$$;

create function public.mail_notifications() returns int
language sql security invoker set search_path = '' as $$ select private.mail_notifications() $$;
comment on function public.mail_notifications() is 'Writes copies of notifications to the outbox; returns how many mails.';

create function public.keep_time() returns jsonb
language sql security invoker set search_path = '' as $$ select private.keep_time() $$;
comment on function public.keep_time() is 'Lets lapse, expire and go what its time has come for; returns how many of each.';

revoke execute on function
  private.my_tasks(), public.my_tasks(), private.overview(), public.overview(), private.count_unread(), public.count_unread(),
  private.mail_notifications(timestamptz), private.keep_time(timestamptz), public.mail_notifications(), public.keep_time()
  from public, anon, authenticated;
grant execute on function
  private.my_tasks(), public.my_tasks(), private.overview(), public.overview(), private.count_unread(), public.count_unread()
  to authenticated;
grant execute on function
  private.mail_notifications(timestamptz), private.keep_time(timestamptz), public.mail_notifications(), public.keep_time()
  to service_role;
