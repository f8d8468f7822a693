-- What pages read: one view or one function each. Views take the rights of the reader.

create view public.organisation_records with (security_invoker = true) as
select o.id, o.ref, o.origin, private.source_text(o.name, o.lang) as name, o.kind, o.iso2 as country, o.domain, o.state,
  private.source_link(o.source_url, o.source_publisher, o.source_kind) as source
from public.organisations o;
comment on view public.organisation_records is 'Organisations as pages read them.';

create view public.country_records with (security_invoker = true) as
select c.iso2, c.iso3, c.m49,
  array(select r.region from public.country_regions r where r.iso2 = c.iso2 order by r.breadth) as regions,
  coalesce((
    select jsonb_agg(jsonb_build_object('group', m.group_code, 'from', m.valid_from, 'to', m.valid_to,
      'certainty', m.certainty, 'source', m.source) order by m.group_code, m.valid_from nulls first)
    from public.group_memberships m where m.iso2 = c.iso2
  ), '[]') as memberships,
  c.income_group, c.is_un_member, c.names
from public.countries c;
comment on view public.country_records is 'Countries with their regions, narrow to wide, and their dated groups.';

create view public.framework_records with (security_invoker = true) as
select f.code, private.source_text(f.title, f.lang) as title, f.adopted_on, f.official_urls,
  (
    select jsonb_agg(jsonb_build_object('number', p.number, 'title', p.title, 'lang', p.lang, 'wording', p.wording) order by p.number)
    from public.framework_points p where p.framework = f.code
  ) as points
from public.frameworks f;
comment on view public.framework_records is 'Frameworks with their points in order.';

create view public.commitment_records with (security_invoker = true) as
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
  coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'origin', d.origin, 'measure', d.measure,
      'reported', d.reported, 'confirmed', d.confirmed, 'verified', d.verified, 'asOf', d.as_of,
      'reportedBy', private.source_text(d.reported_by, d.lang), 'note', private.source_text(d.note, d.lang),
      'source', private.source_link(e.url, e.publisher, e.source_kind), 'disputed', d.is_disputed,
      'excluded', d.excluded, 'excludedReason', private.source_text(d.excluded_reason, d.lang)) order by d.position, d.id)
    from public.deliveries d join public.evidence e on e.delivery_id = d.id and e.position = 0
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
    from public.commitment_revisions r where r.commitment_id = c.id), '[]') as revisions
from public.commitments c
join public.organisations o on o.id = c.accountable_id
left join public.measures m on m.code = c.target_measure;
comment on view public.commitment_records is 'Commitments with everything a page shows, composite values in the shape of the domain.';

create view public.offer_records with (security_invoker = true) as
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
  private.source_text(f.note, f.lang) as note, f.checked_on
from public.offers f
join public.organisations o on o.id = f.provider_id;
comment on view public.offer_records is 'Offers with everything a page shows; the window on a day is computed by the application.';

-- Every offer of the real world, not closed on the day, that kind and country do not exclude: more than fit, never
-- fewer. after_ref and max_rows only page through them, by ref.
create function public.candidate_offers(
  on_date date, kind text default null, country text default null, after_ref text default null, max_rows int default null
) returns setof public.offer_records
language sql stable set search_path = '' as $$
  with page as materialized (
    select f.id from public.offers f
    where f.stated_window is distinct from 'closed'
      and f.origin <> 'demonstration'
      and (f.apply_by is null or f.apply_by >= on_date)
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
comment on function public.candidate_offers(date, text, text, text, int) is
  'A superset of the offers that fit; the rules of eligibility decide afterwards.';

-- The organisations that hold the most of the words, each as the beginning of a word; no words find nobody.
create function private.match_organisations(q text) returns table (id uuid, is_whole boolean, begins boolean)
language sql stable set search_path = '' as $$
  with asked as (
    select private.search_text(q) as search, array_remove(string_to_array(private.search_text(q), ' '), '') as words
  ),
  any_word as (
    select string_agg(quote_literal(w) || ':*', ' | ')::tsquery as query from asked, unnest(asked.words) w
  ),
  hits as (
    select o.id, o.search,
      (select count(distinct w) from unnest(asked.words) w where o.search_words @@ private.prefix_query(w)) as n
    from public.organisations o, asked, any_word
    where o.search_words @@ any_word.query
  )
  select h.id, h.search = asked.search, starts_with(h.search, asked.search)
  from hits h, asked
  where h.n = (select max(n) from hits)
$$;

create function public.search_organisations(
  max_rows int, q text default null, country text default null, kind text default null, after_ref text default null
)
returns table (record jsonb, total bigint)
language sql stable set search_path = '' as $$
  with found as (
    select o.id, o.ref, o.search, coalesce(m.is_whole, false) as is_whole, coalesce(m.begins, false) as begins
    from public.organisations o
    left join private.match_organisations(q) m on m.id = o.id
    where o.origin <> 'demonstration'
      and (coalesce(private.search_text(q), '') = '' or m.id is not null)
      and (search_organisations.country is null or o.iso2 = search_organisations.country)
      and (search_organisations.kind is null or o.kind = search_organisations.kind)
  ),
  ordered as (
    select f.id, f.ref, count(*) over () as total,
      row_number() over (order by f.is_whole desc, f.begins desc, f.search collate "C", f.ref) as n
    from found f
  )
  select to_jsonb(r), s.total
  from ordered s join public.organisation_records r on r.id = s.id
  where s.n > coalesce((select a.n from ordered a where a.ref = after_ref), 0)
  order by s.n
  limit least(greatest(max_rows, 1), 1000)
$$;
comment on function public.search_organisations(int, text, text, text, text) is
  'A page of the organisations that a search finds, after a ref of the same search; best first where words are given, else by name.';

create function public.find_institutions(q text, max_rows int) returns setof public.organisation_records
language sql stable set search_path = '' as $$
  select r.*
  from private.match_organisations(q) m
  join public.organisations o on o.id = m.id
  join public.organisation_records r on r.id = m.id
  where o.origin <> 'demonstration' and o.iso2 is not null
  order by m.is_whole desc, m.begins desc, o.kind = 'university' desc, length(o.search), o.search collate "C", o.ref
  limit least(greatest(max_rows, 1), 100)
$$;
comment on function public.find_institutions(text, int) is 'Organisations with a country by parts of their name or domain, best first.';

grant select on public.organisation_records, public.country_records, public.framework_records,
  public.commitment_records, public.offer_records to anon, authenticated, service_role;
revoke execute on function
  public.candidate_offers(date, text, text, text, int), private.match_organisations(text),
  public.search_organisations(int, text, text, text, text), public.find_institutions(text, int) from public;
grant execute on function
  public.candidate_offers(date, text, text, text, int), private.match_organisations(text),
  public.search_organisations(int, text, text, text, text), public.find_institutions(text, int)
  to anon, authenticated, service_role;
