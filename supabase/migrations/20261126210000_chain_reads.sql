-- What pages of the chain read: one view or one function each. Views take the rights of the reader.

create or replace view public.organisation_records with (security_invoker = true) as
select o.id, o.ref, o.origin, private.source_text(o.name, o.lang) as name, o.kind, o.iso2 as country, o.domain, o.state,
  private.source_link(o.source_url, o.source_publisher, o.source_kind) as source,
  o.version, o.homepage,
  (select jsonb_build_object('ref', p.ref, 'name', private.source_text(p.name, p.lang))
    from public.organisations p where p.id = o.parent_id) as parent,
  (select jsonb_build_object('ref', p.ref, 'name', private.source_text(p.name, p.lang))
    from public.organisations p where p.id = o.accountable_body_id) as accountable_body,
  coalesce((select jsonb_agg(jsonb_build_object('outcome', k.outcome, 'reason', private.source_text(k.reason, k.lang),
      'at', k.checked_at) order by k.checked_at desc, k.id)
    from public.organisation_checks k where k.organisation_id = o.id), '[]') as checks
from public.organisations o;

create or replace view public.offer_records with (security_invoker = true) as
select f.id, f.ref, f.origin, private.source_text(f.title, f.lang) as title,
  private.source_text(f.description, f.lang) as description, f.kind, f.form,
  jsonb_build_object('ref', o.ref, 'name', private.source_text(o.name, o.lang)) as provider,
  coalesce((select jsonb_agg(private.source_text(p.name, f.lang) order by p.n)
    from unnest(f.partners) with ordinality as p (name, n)), '[]') as partners,
  private.source_text(f.topic, f.lang) as topic,
  array(select t.topic from public.offer_topics t where t.offer_id = f.id order by t.position) as topics,
  f.stated_window, f.opens_on, f.apply_by, f.starts_on, f.ends_on,
  case when f.capacity_value is not null then jsonb_build_object('value', f.capacity_value,
    'unit', private.source_text(f.capacity_unit, f.lang)) end as capacity,
  case when f.amount_minor is not null then jsonb_build_object('minor', f.amount_minor, 'currency', f.amount_currency,
    'per', f.amount_per) end as amount,
  private.source_text(f.amount_words, f.lang) as amount_words,
  private.source_text(f.in_kind, f.lang) as in_kind,
  f.languages, f.mode, f.cost, private.source_text(f.cost_words, f.lang) as cost_words,
  private.source_text(f.eligibility_words, f.lang) as eligibility_words,
  coalesce((select jsonb_agg(r.body || jsonb_build_object('rule', r.rule, 'words', r.words, 'lang', r.lang) order by r.position)
    from public.offer_rules r where r.offer_id = f.id), '[]') as rules,
  array(select p.iso2 from public.offer_places p where p.offer_id = f.id and p.iso2 is not null order by p.iso2) as countries,
  array(select coalesce(p.region, p.group_code) as code from public.offer_places p
    where p.offer_id = f.id and p.iso2 is null order by code) as regions,
  f.apply_url, private.source_link(f.source_url, f.source_publisher, f.source_kind) as source,
  private.source_text(f.note, f.lang) as note, f.checked_on,
  -- Of offers that are applied for here; the window by this clock.
  case when f.origin <> 'imported' then jsonb_build_object(
    'state', f.state, 'version', f.version, 'measure', f.measure, 'timeZone', f.time_zone, 'closesAt', f.closes_at,
    'window', case when f.state <> 'open' or clock_timestamp() >= f.closes_at then 'closed'
      when clock_timestamp() < f.opens_at then 'forecast' else 'open' end,
    'left', coalesce(f.capacity_value - f.awarded_value,
      (f.amount_minor - f.awarded_minor)::numeric / private.minor_per_unit(f.amount_currency)),
    'unitKind', private.unit_kind(f.kind, f.form), 'answerDays', f.answer_days,
    'endedReason', private.source_text(f.ended_reason, f.ended_lang),
    'commitment', (select jsonb_build_object('ref', c.ref, 'title', private.source_text(c.title, c.lang))
      from public.commitments c where c.id = f.commitment_id),
    'endedOn', (f.ended_at at time zone f.time_zone)::date) end as here,
  -- As of commitments: what an organisation says that nobody has verified stands in no list.
  f.origin = 'imported' or (f.origin = 'platform' and o.state = 'verified') as is_listed
from public.offers f
join public.organisations o on o.id = f.provider_id;

grant execute on function private.minor_per_unit(text), private.unit_kind(text, text) to anon, authenticated, service_role;

-- As before; offers of the platform by their own window, and the demonstration as a world of its own.
drop function public.candidate_offers(date, text, text, text, int);
create function public.candidate_offers(
  on_date date, kind text default null, country text default null, after_ref text default null, max_rows int default null,
  is_demonstration boolean default false
) returns setof public.offer_records
language sql stable set search_path = '' as $$
  with page as materialized (
    select f.id from public.offers f
    where f.stated_window is distinct from 'closed'
      and (f.origin = 'demonstration') = is_demonstration
      and (f.origin <> 'platform' or exists (
        select from public.organisations o where o.id = f.provider_id and o.state = 'verified'))
      and f.state in ('unknown', 'open')
      and (f.apply_by is null or f.apply_by >= on_date)
      and (f.closes_at is null or f.closes_at > clock_timestamp())
      and (f.ends_on is null or f.ends_on >= on_date)
      and (candidate_offers.kind is null or f.kind = candidate_offers.kind)
      and (candidate_offers.after_ref is null or f.ref > candidate_offers.after_ref)
      and (
        candidate_offers.country is null
        or not exists (select from public.offer_places p where p.offer_id = f.id)
        or f.id in (
          select p.offer_id from public.offer_places p where p.iso2 = candidate_offers.country
          union all
          select p.offer_id from public.offer_places p where p.region in (
            select s.code from public.regions s where s.code = 'world' or not s.is_defined
            union all
            select s.region from public.country_regions s where s.iso2 = candidate_offers.country
          )
          union all
          select p.offer_id from public.offer_places p where p.group_code in (
            select m.group_code from public.group_memberships m
            where m.iso2 = candidate_offers.country
              and (m.valid_to is null or m.valid_to > on_date or m.certainty = 'announced')
          )
        )
      )
    order by f.ref
    limit max_rows
  )
  select r.* from page join public.offer_records r on r.id = page.id order by r.ref
$$;
comment on function public.candidate_offers(date, text, text, text, int, boolean) is
  'A superset of the offers that fit; the rules of eligibility decide afterwards.';
revoke execute on function public.candidate_offers(date, text, text, text, int, boolean) from public;
grant execute on function public.candidate_offers(date, text, text, text, int, boolean) to anon, authenticated, service_role;

create view public.application_records with (security_invoker = true) as
select a.id, a.ref, a.state, a.version, private.source_text(a.motivation, a.lang) as motivation, a.submitted_at, a.changed_at,
  case when a.asked_minor is not null then jsonb_build_object('minor', a.asked_minor, 'currency', a.asked_currency,
    'per', null) end as asked,
  jsonb_build_object('ref', f.ref, 'title', private.source_text(f.title, f.lang), 'kind', f.kind, 'form', f.form,
    'origin', f.origin) as offer,
  jsonb_build_object('ref', p.ref, 'name', private.source_text(p.name, p.lang)) as provider,
  jsonb_build_object('ref', o.ref, 'name', private.source_text(o.name, o.lang), 'country', o.iso2, 'state', o.state) as organisation,
  private.my_side_of_application(a.organisation_id, a.offer_id) as side,
  private.my_role(case private.my_side_of_application(a.organisation_id, a.offer_id)
    when 'institution' then a.organisation_id else f.provider_id end) as my_role,
  (select jsonb_build_object('ref', r.ref, 'title', private.source_text(r.title, r.lang))
    from public.support_requests r where r.id = a.request_id) as request,
  coalesce((select jsonb_agg(jsonb_build_object('position', u.position, 'kind', u.kind, 'name', n.name, 'mail', n.mail,
      'consentOn', n.consent_on) order by u.position)
    from public.application_units u left join public.nominees n on n.unit_id = u.id where u.application_id = a.id), '[]') as units,
  coalesce((select jsonb_agg(jsonb_build_object('outcome', d.outcome, 'reasonCode', d.reason_code,
      'reason', private.source_text(d.reason, d.lang), 'at', d.decided_at) order by d.decided_at, d.id)
    from public.decisions d where d.application_id = a.id), '[]') as decisions,
  (select jsonb_build_object('ref', w.ref, 'state', w.state) from public.awards w where w.application_id = a.id
    order by w.created_at desc, w.id limit 1) as award,
  a.organisation_id, a.offer_id
from public.applications a
join public.offers f on f.id = a.offer_id
join public.organisations p on p.id = f.provider_id
join public.organisations o on o.id = a.organisation_id;
comment on view public.application_records is 'Applications as both sides read them; nominees only for those who may see them.';

create view public.award_records with (security_invoker = true) as
select w.id, w.ref, w.state, w.version, w.answer_by, w.created_at, w.changed_at,
  private.source_text(w.reason, w.reason_lang) as reason,
  w.quantity,
  case when w.amount_minor is not null then jsonb_build_object('minor', w.amount_minor, 'currency', w.amount_currency,
    'per', null) end as amount,
  jsonb_build_object('ref', f.ref, 'title', private.source_text(f.title, f.lang), 'kind', f.kind, 'form', f.form,
    'unit', private.source_text(f.capacity_unit, f.lang), 'measure', f.measure, 'origin', f.origin) as offer,
  (select jsonb_build_object('ref', c.ref, 'title', private.source_text(c.title, c.lang))
    from public.commitments c where c.id = f.commitment_id) as commitment,
  jsonb_build_object('ref', p.ref, 'name', private.source_text(p.name, p.lang)) as provider,
  jsonb_build_object('ref', o.ref, 'name', private.source_text(o.name, o.lang)) as organisation,
  a.ref as application_ref,
  private.my_role(w.organisation_id) as institution_role,
  private.my_role(f.provider_id) as provider_role,
  coalesce((select jsonb_agg(jsonb_build_object('ref', d.ref, 'state', d.state, 'reported', d.reported,
      'confirmed', d.confirmed, 'verified', d.verified, 'asOf', d.as_of) order by d.created_at, d.id)
    from public.deliveries d where d.award_id = w.id), '[]') as deliveries,
  w.organisation_id, f.provider_id
from public.awards w
join public.applications a on a.id = w.application_id
join public.offers f on f.id = w.offer_id
join public.organisations p on p.id = f.provider_id
join public.organisations o on o.id = w.organisation_id;
comment on view public.award_records is 'Awards as both sides read them, with what was delivered of each.';

create view public.support_request_records with (security_invoker = true) as
select r.id, r.ref, r.origin, private.source_text(r.title, r.lang) as title,
  private.source_text(r.description, r.lang) as description, r.kind, r.topic, r.languages, r.mode, r.needed_by, r.state,
  r.tells_matches, r.version, r.created_at, r.changed_at,
  jsonb_build_object('ref', o.ref, 'name', private.source_text(o.name, o.lang), 'country', o.iso2, 'kind', o.kind,
    'state', o.state) as organisation,
  coalesce((select jsonb_agg(jsonb_build_object('measure', p.measure, 'baseline', p.baseline, 'target', p.target,
      'covered', p.covered, 'dueOn', p.due_on) order by p.position)
    from public.request_parts p where p.request_id = r.id), '[]') as parts,
  o.iso2 as country, r.organisation_id
from public.support_requests r
join public.organisations o on o.id = r.organisation_id;
comment on view public.support_request_records is 'Needs as pages read them.';

create view public.interest_records with (security_invoker = true) as
select i.id, i.from_side, private.source_text(i.message, i.lang) as message, i.state,
  private.source_text(i.reason, i.reason_lang) as reason, i.version, i.created_at, i.answered_at, i.expires_at,
  jsonb_build_object('ref', r.ref, 'title', private.source_text(r.title, r.lang)) as request,
  jsonb_build_object('ref', f.ref, 'title', private.source_text(f.title, f.lang)) as offer,
  jsonb_build_object('ref', o.ref, 'name', private.source_text(o.name, o.lang)) as institution,
  jsonb_build_object('ref', p.ref, 'name', private.source_text(p.name, p.lang)) as provider,
  r.organisation_id, f.provider_id
from public.expressions_of_interest i
join public.support_requests r on r.id = i.request_id
join public.offers f on f.id = i.offer_id
join public.organisations o on o.id = r.organisation_id
join public.organisations p on p.id = f.provider_id;
comment on view public.interest_records is 'Expressions of interest as both sides read them.';

create view public.membership_request_records with (security_invoker = true) as
select q.id, q.kind, q.state, q.version, private.source_text(q.statement, q.lang) as statement, q.created_at, q.decided_at,
  private.source_text(q.reason, q.reason_lang) as reason,
  jsonb_build_object('ref', o.ref, 'name', private.source_text(o.name, o.lang), 'kind', o.kind, 'country', o.iso2,
    'domain', o.domain) as organisation,
  q.organisation_id, q.user_id = auth.uid() as is_own, private.asker_of(q.id) as asker
from public.membership_requests q join public.organisations o on o.id = q.organisation_id;
comment on view public.membership_request_records is 'Requests to act for an organisation, as who asked and who decides read them.';

-- For which organisations the reader acts, and what each has.
create function private.my_organisations()
returns table (id uuid, ref text, name jsonb, kind text, country text, state text, origin text, role text, version int, counts jsonb)
language sql stable security definer set search_path = '' as $$
  select o.id, o.ref, private.source_text(o.name, o.lang), o.kind, o.iso2, o.state, o.origin, m.role, o.version,
    jsonb_build_object(
      'members', (select count(*) from public.memberships k where k.organisation_id = o.id),
      'needs', (select count(*) from public.support_requests r where r.organisation_id = o.id),
      'interests', (select count(*) from public.expressions_of_interest i
        join public.support_requests r on r.id = i.request_id join public.offers f on f.id = i.offer_id
        where o.id in (r.organisation_id, f.provider_id)),
      'offers', (select count(*) from public.offers f where f.provider_id = o.id),
      'applications', (select count(*) from public.applications a where a.organisation_id = o.id),
      'awards', (select count(*) from public.awards w join public.offers f on f.id = w.offer_id
        where o.id in (w.organisation_id, f.provider_id)),
      'commitments', (select count(*) from public.commitments c where c.accountable_id = o.id),
      'deliveries', (select count(*) from public.deliveries d where o.id in (d.reporter_id, d.receiver_id)))
  from public.memberships m join public.organisations o on o.id = m.organisation_id
  where m.user_id = auth.uid() and private.refuse_actor() is null
  order by o.search collate "C", o.ref
$$;

create function public.my_organisations()
returns table (id uuid, ref text, name jsonb, kind text, country text, state text, origin text, role text, version int, counts jsonb)
language sql stable security invoker set search_path = '' as $$ select * from private.my_organisations() $$;
comment on function public.my_organisations() is 'For which organisations the reader acts, as what, and how much each has.';

create function private.my_platform_roles() returns text[]
language sql stable security definer set search_path = '' as $$
  select array(select r.role from public.platform_roles r where r.user_id = auth.uid() and private.refuse_actor() is null order by r.role)
$$;

create function public.my_platform_roles() returns text[]
language sql stable security invoker set search_path = '' as $$ select private.my_platform_roles() $$;
comment on function public.my_platform_roles() is 'What the reader does for the platform.';

grant select on public.application_records, public.award_records, public.interest_records, public.membership_request_records
  to authenticated;
grant select on public.support_request_records to anon, authenticated, service_role;
revoke execute on function
  private.my_organisations(), public.my_organisations(), private.my_platform_roles(), public.my_platform_roles()
  from public, anon, authenticated;
grant execute on function
  private.my_organisations(), public.my_organisations(), private.my_platform_roles(), public.my_platform_roles()
  to authenticated;
