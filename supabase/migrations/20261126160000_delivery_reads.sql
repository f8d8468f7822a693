-- What pages read of commitments and deliveries: every step with who took it, whether it counts and why not.

-- Who may see the bytes of evidence besides the members of who reported: the receiver, the verifier who was drawn, and
-- coordinators of its world. Everybody sees that there is a file, its kind, its size and its hash.
create function private.may_read_evidence(file uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.evidence e join public.deliveries d on d.id = e.delivery_id
    where e.file_id = file and (
      private.my_role(d.receiver_id) is not null
      or private.coordinates(d.reporter_id)
      or exists (
        select from public.verification_assignments a
        where a.delivery_id = d.id and a.verifier_id = auth.uid() and a.state <> 'handed_back'
          and private.refuse_actor() is null)))
$$;
drop policy "A member reads the files of their organisations" on public.files;
create policy "Members read files of their organisations, and who judges a delivery its evidence" on public.files
  for select to authenticated
  using (state <> 'expired' and (private.my_role(organisation_id) is not null
    or state = 'attached' and private.may_read_evidence(id)));

-- Links and files of a delivery, as everybody may know them; the name of a file is not among it.
create function private.evidence_of(delivery uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
      'source', private.source_link(e.url, e.publisher, e.source_kind),
      'file', case when f.id is not null then
        jsonb_build_object('id', f.id, 'type', f.type, 'size', f.size_bytes, 'sha256', f.sha256) end) order by e.position), '[]')
  from public.evidence e left join public.files f on f.id = e.file_id where e.delivery_id = delivery
$$;

-- Every draw and how it ended, the first one first, without who it is: the employer is named once there is a finding.
-- Why a task was handed back is for coordinators alone. A correction ends the task that stands, by nobody's choice.
create function private.draws_of(delivery uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('at', a.drawn_at, 'among', a.drawn_among,
      'state', case when a.state = 'handed_back' and a.ended_at = n.created_at then 'corrected' else a.state end,
      'endedAt', a.ended_at) order by a.drawn_at, a.ended_at, a.id), '[]')
  from public.verification_assignments a
  left join public.deliveries n on n.replaces_id = a.delivery_id
  where a.delivery_id = delivery
$$;

create view public.delivery_records with (security_invoker = true) as
select d.id, d.ref, d.origin, d.state, d.version, d.measure, d.reported, d.confirmed, d.verified, d.settled, d.as_of,
  d.period_from, d.period_to, d.place_iso2, private.source_text(d.note, d.lang) as note, d.created_at, d.is_disputed,
  c.ref as commitment_ref, r.ref as reporter_ref, v.ref as receiver_ref,
  jsonb_build_object('ref', c.ref, 'title', private.source_text(c.title, c.lang),
    'accountable', jsonb_build_object('ref', b.ref, 'name', private.source_text(b.name, b.lang))) as commitment,
  jsonb_build_object('ref', r.ref, 'name', private.source_text(r.name, r.lang)) as reporter,
  case when v.id is not null then jsonb_build_object('ref', v.ref, 'name', private.source_text(v.name, v.lang)) end as receiver,
  v.state as receiver_state,
  (select o.ref from public.deliveries o where o.id = d.replaces_id) as replaces_ref,
  (select o.ref from public.deliveries o where o.replaces_id = d.id) as replaced_by_ref,
  private.evidence_of(d.id) as evidence,
  coalesce((select jsonb_agg(jsonb_build_object('by', private.source_text(o.name, o.lang), 'ref', o.ref, 'outcome', k.outcome,
      'quantity', k.quantity, 'counts', k.counts, 'whyNot', k.why_not, 'note', private.source_text(k.note, k.lang),
      'at', k.confirmed_at) order by k.confirmed_at, k.id)
    from public.confirmations k join public.organisations o on o.id = k.organisation_id where k.delivery_id = d.id), '[]') as confirmations,
  coalesce((select jsonb_agg(jsonb_build_object('employer', private.source_text(o.name, o.lang), 'ref', o.ref, 'outcome', k.outcome,
      'quantity', k.quantity, 'counts', k.counts, 'whyNot', k.why_not, 'reason', private.source_text(k.reason, k.lang),
      'looked', k.looked, 'at', k.verified_at) order by k.verified_at, k.id)
    from public.verifications k join public.organisations o on o.id = k.employer_id where k.delivery_id = d.id), '[]') as verifications,
  (select jsonb_build_object('version', q.version, 'state', q.state, 'claim', private.source_text(q.claim, q.lang),
      'reply', private.source_text(q.reply, q.reply_lang), 'ruling', private.source_text(q.ruling, q.ruling_lang),
      'openedAt', q.opened_at, 'repliedAt', q.replied_at, 'endedAt', q.ended_at)
    from public.disputes q where q.delivery_id = d.id order by q.opened_at desc, q.id limit 1) as dispute,
  private.draws_of(d.id) as draws
from public.deliveries d
join public.commitments c on c.id = d.commitment_id
join public.organisations b on b.id = c.accountable_id
join public.organisations r on r.id = d.reporter_id
left join public.organisations v on v.id = d.receiver_id
where d.origin <> 'imported';
comment on view public.delivery_records is 'Deliveries that were reported here, each step with who took it and whether it counts.';

create view public.my_verifications with (security_invoker = true) as
select a.id, a.state, a.drawn_at, a.drawn_among, d.ref, d.state as delivery_state, d.measure, d.reported, d.confirmed, d.settled,
  private.source_text(c.title, c.lang) as title, private.source_text(r.name, r.lang) as reporter
from public.verification_assignments a
join public.deliveries d on d.id = a.delivery_id
join public.commitments c on c.id = d.commitment_id
join public.organisations r on r.id = d.reporter_id
where a.verifier_id = (select auth.uid());
comment on view public.my_verifications is 'What the reader was drawn to verify.';

-- What the reader may do with a delivery, for the links of its page; the commands decide for themselves.
create function public.my_part_in_delivery(ref text) returns jsonb
language sql stable security invoker set search_path = '' as $$
  select jsonb_build_object(
    'reporter', (select m.role from public.memberships m where m.organisation_id = d.reporter_id and m.user_id = (select auth.uid())),
    'receiver', (select m.role from public.memberships m where m.organisation_id = d.receiver_id and m.user_id = (select auth.uid())),
    'isDrawn', exists (select from public.verification_assignments a
      where a.delivery_id = d.id and a.state = 'open' and a.verifier_id = (select auth.uid())),
    'wasDrawn', exists (select from public.verification_assignments a
      where a.delivery_id = d.id and a.verifier_id = (select auth.uid())),
    -- The policy of the table shows a verifier their own, coordinators all.
    'handedBack', coalesce((select jsonb_agg(jsonb_build_object('at', a.ended_at,
        'reason', private.source_text(a.reason, a.reason_lang)) order by a.ended_at, a.id)
      from public.verification_assignments a
      where a.delivery_id = d.id and a.state = 'handed_back' and a.reason is not null), '[]'),
    'coordinates', exists (select from public.platform_roles p where p.user_id = (select auth.uid()) and p.role = 'coordinator'
      and (p.world = 'demonstration') = (d.origin = 'demonstration')),
    'files', coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) order by f.created_at, f.id)
      from public.evidence e join public.files f on f.id = e.file_id where e.delivery_id = d.id), '[]'))
  from public.deliveries d where d.ref = my_part_in_delivery.ref
$$;
comment on function public.my_part_in_delivery(text) is
  'As what the reader stands to a delivery: role in who reported and in who receives, drawn to verify now or before, coordinator; names of the files and the reasons of handing back that they may see.';

create or replace view public.commitment_records with (security_invoker = true) as
select c.id, c.ref, c.origin, private.source_text(c.title, c.lang) as title, c.kind,
  private.source_text(c.topic, c.lang) as topic,
  array(select t.topic from public.commitment_topics t where t.commitment_id = c.id order by t.position) as topics,
  jsonb_build_object('ref', o.ref, 'name', private.source_text(o.name, o.lang)) as accountable,
  coalesce((select jsonb_agg(private.source_text(p.name, c.lang) order by p.n)
    from unnest(c.partners) with ordinality as p (name, n)), '[]') as partners,
  case when c.target_measure is not null then jsonb_build_object('measure', c.target_measure, 'value', c.target_value,
    'qualifier', c.target_qualifier, 'nature', m.nature,
    'period', case when c.target_from is not null then jsonb_build_object('from', c.target_from, 'to', c.target_to) end,
    'words', private.source_text(c.target_words, c.lang)) end as target,
  case when c.amount_minor is not null then jsonb_build_object('minor', c.amount_minor, 'currency', c.amount_currency,
    'per', c.amount_per) end as amount,
  c.announced_on, c.dates_approximate,
  coalesce((select jsonb_agg(jsonb_build_object('date', d.due_on, 'words', private.source_text(d.words, c.lang),
      'source', private.source_link(d.source_url, d.source_publisher, d.source_kind)) order by d.due_on desc)
    from public.commitment_deadlines d where d.commitment_id = c.id), '[]') as deadlines,
  private.source_text(c.deadline_words, c.lang) as deadline_words,
  c.formalisation,
  case when c.is_verifiable then '{"isVerifiable": true}'::jsonb
    else jsonb_build_object('isVerifiable', false, 'reason', private.source_text(c.unverifiable_reason, c.lang)) end as verifiability,
  coalesce((select jsonb_agg(jsonb_build_object('date', s.due_on, 'value', s.value) order by s.due_on)
    from public.commitment_milestones s where s.commitment_id = c.id), '[]') as milestones,
  coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'ref', d.ref, 'origin', d.origin, 'state', d.state, 'measure', d.measure,
      'reported', d.reported, 'confirmed', d.confirmed, 'verified', d.verified, 'asOf', d.as_of,
      'reportedBy', private.source_text(d.reported_by, coalesce(r.lang, d.lang)), 'note', private.source_text(d.note, d.lang),
      'receiver', case when v.id is not null then jsonb_build_object('ref', v.ref, 'name', private.source_text(v.name, v.lang)) end,
      'source', private.source_link(e.url, e.publisher, e.source_kind), 'disputed', d.is_disputed,
      'excluded', d.excluded, 'excludedReason', private.source_text(d.excluded_reason, d.lang))
      order by d.position, d.created_at, d.id)
    from public.deliveries d
    left join public.evidence e on e.delivery_id = d.id and e.position = 0
    left join public.organisations r on r.id = d.reporter_id
    left join public.organisations v on v.id = d.receiver_id
    where d.commitment_id = c.id), '[]') as deliveries,
  case when c.next_report_due_on is not null then jsonb_build_object('lastOn', c.last_reported_on,
    'nextDueOn', c.next_report_due_on) end as reporting,
  (select w.ref from public.commitment_parts p join public.commitments w on w.id = p.whole_id where p.part_id = c.id) as whole_ref,
  array(select w.ref from public.commitment_parts p join public.commitments w on w.id = p.part_id
    where p.whole_id = c.id order by w.ref) as part_refs,
  array(select w.ref from public.commitment_overlaps v
    join public.commitments w on w.id = case when v.one_id = c.id then v.other_id else v.one_id end
    where c.id in (v.one_id, v.other_id) order by w.ref) as overlap_refs,
  array(select w.ref from public.commitments w where w.programme = c.programme and w.id <> c.id order by w.ref) as sister_refs,
  array(select p.iso2 from public.commitment_places p where p.commitment_id = c.id and p.iso2 is not null order by p.iso2) as countries,
  array(select coalesce(p.region, p.group_code) as code from public.commitment_places p
    where p.commitment_id = c.id and p.iso2 is null order by code) as regions,
  c.countries_from_group, c.named_frameworks,
  (select jsonb_build_object('number', p.number, 'reason', private.source_text(p.reason, p.lang), 'by', p.decided_by, 'on', p.decided_on)
    from public.point_mappings p where p.commitment_id = c.id and p.is_primary and p.framework = 'action_plan_2025') as point,
  private.source_link(c.source_url, c.source_publisher, c.source_kind) as source,
  private.source_text(c.note, c.lang) as note, c.checked_on,
  coalesce((select jsonb_agg(jsonb_build_object('on', r.revised_on, 'field', r.field,
      'before', private.source_text(r.before, r.lang), 'after', private.source_text(r.after, r.lang),
      'reason', private.source_text(r.reason, r.reason_lang)) order by r.recorded_at, r.field, r.id)
    from public.commitment_revisions r where r.commitment_id = c.id), '[]') as revisions,
  c.version, o.ref as accountable_ref,
  -- Lists and figures hold what was imported, and what a verified organisation registered here.
  c.origin = 'imported' or (c.origin = 'platform' and o.state = 'verified') as is_listed
from public.commitments c
join public.organisations o on o.id = c.accountable_id
left join public.measures m on m.code = c.target_measure;

grant select on public.delivery_records to anon, authenticated, service_role;
grant select on public.my_verifications to authenticated;
revoke execute on function
  private.may_read_evidence(uuid), private.evidence_of(uuid), private.draws_of(uuid), public.my_part_in_delivery(text)
  from public, anon, authenticated;
grant execute on function private.evidence_of(uuid), private.draws_of(uuid) to anon, authenticated, service_role;
grant execute on function private.may_read_evidence(uuid), public.my_part_in_delivery(text) to authenticated;
