-- An organisation registers what it has promised, with measure, target and date, and is accountable for it. Its wording
-- as registered stays; every later change is a revision with a reason.

-- Whole years from a first to a last day, both included; null where they are not whole. The same as years in
-- app/domain/commitments/promised-total.ts.
create function private.whole_years(first_day date, last_day date) returns int
language sql immutable parallel safe set search_path = '' as $$
  select y.n from (select (extract(year from last_day + 1) - extract(year from first_day))::int as n) y
  where y.n > 0 and (first_day + make_interval(years => y.n))::date = last_day + 1
$$;

-- A beginning and an end are those of a rate, both or neither, and make whole years: only then is the total exact.
create function private.check_period(measure text, first_day date, last_day date) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.refuse_if(num_nonnulls(first_day, last_day) = 1, 'period_incomplete');
  perform private.refuse_if(first_day is not null and private.whole_years(first_day, last_day) is null, 'period_incomplete');
  perform private.refuse_if(first_day is not null and not exists (
    select from public.measures m where m.code = check_period.measure and m.nature = 'rate'), 'period_of_a_total');
end
$$;

-- Puts the given milestones, [{"on": …, "value": …}], in the place of those on record. Those that stay are not touched.
create function private.set_milestones(promise uuid, milestones jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  milestone jsonb;
begin
  for milestone in select * from jsonb_array_elements(milestones) loop
    perform private.check_input(milestone, '{"on": "date", "value": "number 0.000001 1000000000000000"}');
  end loop;
  perform private.refuse_if((select count(*) <> count(distinct m ->> 'on') from jsonb_array_elements(milestones) m),
    'milestones_crossed');
  delete from public.commitment_milestones s
  where s.commitment_id = promise
    and not exists (select from jsonb_array_elements(milestones) m where (m ->> 'on')::date = s.due_on);
  insert into public.commitment_milestones as s (commitment_id, due_on, value)
  select promise, (m ->> 'on')::date, (m ->> 'value')::numeric from jsonb_array_elements(milestones) m
  on conflict (commitment_id, due_on) do update set value = excluded.value where s.value <> excluded.value;
end
$$;

-- What the milestones of a promise must keep to, however it came to stand as it does: the measure of its target and a
-- total to be reached; days between announcement and deadline; numbers that grow, at most to the target.
create function private.check_milestones(promise uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  total numeric;
  first_day date;
  last_day date;
begin
  if not exists (select from public.commitment_milestones s where s.commitment_id = promise) then
    return;
  end if;
  select c.announced_on, case when m.nature = 'rate' then c.target_value * private.whole_years(c.target_from, c.target_to)
      else c.target_value end,
    (select max(d.due_on) from public.commitment_deadlines d where d.commitment_id = c.id)
  into first_day, total, last_day
  from public.commitments c left join public.measures m on m.code = c.target_measure where c.id = promise;
  perform private.refuse_if(total is null, 'milestones_without_total');
  perform private.refuse_if(exists (
    select from (
      select s.due_on, s.value, lag(s.value) over (order by s.due_on) as before
      from public.commitment_milestones s where s.commitment_id = promise) s
    where s.due_on <= first_day or s.due_on > last_day or s.value <= s.before or s.value > total), 'milestones_crossed');
end
$$;

-- Puts the given places in the place of those on record: countries by code, regions and groups of countries by code.
create function private.set_places(promise uuid, countries text[], regions text[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.refuse_if(
    exists (select from unnest(countries) c where not exists (select from public.countries k where k.iso2 = c))
    or exists (select from unnest(regions) r
      where not exists (select from public.regions k where k.code = r)
        and not exists (select from public.country_groups k where k.code = r)), 'input_invalid', '{"field": "regions"}');
  delete from public.commitment_places p
  where p.commitment_id = promise and coalesce(p.iso2, p.region, p.group_code) <> all (countries || regions);
  insert into public.commitment_places (id, commitment_id, iso2, region, group_code)
  select gen_random_uuid(), promise, k.iso2, r.code, case when k.iso2 is null and r.code is null then w.code end
  from (select distinct unnest(countries || regions) as code) w
  left join public.countries k on k.iso2 = w.code
  left join public.regions r on r.code = w.code
  where not exists (select from public.commitment_places p
    where p.commitment_id = promise and coalesce(p.iso2, p.region, p.group_code) = w.code);
end
$$;

revoke execute on function
  private.whole_years(date, date), private.check_period(text, date, date), private.set_milestones(uuid, jsonb), private.check_milestones(uuid),
  private.set_places(uuid, text[], text[])
  from public, anon, authenticated;

create function private.do_register_commitment(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  body public.organisations;
  promise public.commitments;
begin
  perform private.check_input(input, '{
    "organisation": "uuid", "title": "line 3 300", "lang": "lang",
    "kind": "code training|joint_lab|infrastructure|shared_resource|funding|policy|programme", "subject": "line 2 150",
    "topics": "list 10", "measure?": "line 1 60", "target?": "number 0.000001 1000000000000000",
    "qualifier?": "code exactly|at_least|up_to", "targetWords?": "line 1 150", "amountMinor?": "int 1 900000000000000",
    "currency?": "line 3 3", "amountPer?": "code year|month", "targetFrom?": "date", "targetTo?": "date", "announcedOn": "date", "dueOn?": "date", "dueWords?": "line 1 150", "point?": "int 1 99",
    "pointReason?": "text 1 1000", "countries": "list 250", "regions": "list 50", "milestones?": "list 20", "sourceUrl?": "line 10 500",
    "sourcePublisher?": "line 2 150", "nextReportDueOn": "date"
  }');
  perform private.refuse_if(expected_version is not null, 'input_invalid');
  perform private.require_member((input ->> 'organisation')::uuid, '{owner,editor}');
  select o.* into strict body from public.organisations o where o.id = (input ->> 'organisation')::uuid for share;
  perform private.refuse_if(num_nonnulls(input ->> 'measure', input ->> 'target', input ->> 'qualifier',
    input ->> 'targetWords') not in (0, 4), 'target_incomplete');
  perform private.refuse_if(input ->> 'measure' is not null and not exists (
    select from public.measures m where m.code = input ->> 'measure'), 'measure_unknown');
  perform private.refuse_if(num_nonnulls(input ->> 'amountMinor', input ->> 'currency') = 1
    or input ->> 'amountPer' is not null and input ->> 'amountMinor' is null, 'amount_incomplete');
  perform private.check_period(input ->> 'measure', (input ->> 'targetFrom')::date, (input ->> 'targetTo')::date);
  perform private.refuse_if((input ->> 'announcedOn')::date > current_date, 'date_future');
  perform private.refuse_if(coalesce((input ->> 'dueOn')::date <= (input ->> 'announcedOn')::date, false), 'dates_crossed');
  perform private.refuse_if((input ->> 'nextReportDueOn')::date <= current_date, 'date_past');
  perform private.refuse_if(num_nonnulls(input ->> 'sourceUrl', input ->> 'sourcePublisher') = 1
    or coalesce(input ->> 'sourceUrl', 'https://') !~ '^https?://', 'source_incomplete');
  perform private.refuse_if(num_nonnulls(input ->> 'point', input ->> 'pointReason') = 1
    or input ->> 'point' is not null and not exists (
      select from public.framework_points p
      where p.framework = 'action_plan_2025' and p.number = (input ->> 'point')::int), 'point_unknown');
  perform private.refuse_if(exists (
    select from unnest(private.text_list(input -> 'topics')) t
    where not exists (select from public.topics k where k.code = t)), 'input_invalid', '{"field": "topics"}');

  insert into public.commitments (id, ref, origin, title, lang, kind, topic, accountable_id, target_measure, target_value,
    target_qualifier, target_words, target_from, target_to, amount_minor, amount_currency, amount_per, announced_on, deadline_words, source_url,
    source_publisher, source_kind, checked_on, next_report_due_on)
  values (gen_random_uuid(), private.new_ref('C'), private.world_of(body.origin), btrim(input ->> 'title'),
    input ->> 'lang', input ->> 'kind', btrim(input ->> 'subject'), body.id, input ->> 'measure',
    (input ->> 'target')::numeric, input ->> 'qualifier', btrim(input ->> 'targetWords'),
    (input ->> 'targetFrom')::date, (input ->> 'targetTo')::date, (input ->> 'amountMinor')::bigint,
    input ->> 'currency', input ->> 'amountPer', (input ->> 'announcedOn')::date,
    case when input ->> 'dueOn' is null then btrim(input ->> 'dueWords') end, input ->> 'sourceUrl',
    btrim(input ->> 'sourcePublisher'), case when input ->> 'sourceUrl' is not null then 'official' end, current_date,
    (input ->> 'nextReportDueOn')::date)
  returning * into promise;
  insert into public.commitment_deadlines (commitment_id, due_on, words)
  select promise.id, (input ->> 'dueOn')::date, btrim(input ->> 'dueWords') where input ->> 'dueOn' is not null;
  insert into public.commitment_topics (commitment_id, topic, position)
  select promise.id, t.topic, (t.n - 1)::smallint
  from unnest(private.text_list(input -> 'topics')) with ordinality as t (topic, n);
  perform private.set_places(promise.id, private.text_list(input -> 'countries'), private.text_list(input -> 'regions'));
  perform private.set_milestones(promise.id, coalesce(input -> 'milestones', '[]'));
  perform private.check_milestones(promise.id);
  insert into public.point_mappings (commitment_id, framework, number, reason, lang, decided_by, decided_on)
  select promise.id, 'action_plan_2025', (input ->> 'point')::int, btrim(input ->> 'pointReason'), promise.lang, body.name,
    current_date
  where input ->> 'point' is not null;
  perform private.append_audit('commitment', promise.id, 'register_commitment', auth.uid(),
    jsonb_build_object('organisation', body.id, 'measure', promise.target_measure, 'target', promise.target_value));
  return jsonb_build_object('id', promise.id, 'ref', promise.ref, 'version', promise.version);
end
$$;

select private.open_command('register_commitment',
  'An owner or editor registers what their organisation promised. input: organisation, title, lang, kind, subject, topics, measure, target, qualifier, targetWords, targetFrom, targetTo, milestones, amountMinor, currency, amountPer, announcedOn, dueOn, dueWords, point, pointReason, countries, regions, sourceUrl, sourcePublisher, nextReportDueOn.');
