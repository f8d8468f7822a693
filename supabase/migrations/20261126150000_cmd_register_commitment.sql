-- An organisation registers what it has promised, with measure, target and date, and is accountable for it. Its wording
-- as registered stays; every later change is a revision with a reason.

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
    "currency?": "line 3 3", "announcedOn": "date", "dueOn?": "date", "dueWords?": "line 1 150", "point?": "int 1 99",
    "pointReason?": "text 1 1000", "countries": "list 250", "regions": "list 50", "sourceUrl?": "line 10 500",
    "sourcePublisher?": "line 2 150", "nextReportDueOn": "date"
  }');
  perform private.refuse_if(expected_version is not null, 'input_invalid');
  perform private.require_member((input ->> 'organisation')::uuid, '{owner,editor}');
  select o.* into strict body from public.organisations o where o.id = (input ->> 'organisation')::uuid for share;
  perform private.refuse_if(num_nonnulls(input ->> 'measure', input ->> 'target', input ->> 'qualifier',
    input ->> 'targetWords') not in (0, 4), 'target_incomplete');
  perform private.refuse_if(input ->> 'measure' is not null and not exists (
    select from public.measures m where m.code = input ->> 'measure'), 'measure_unknown');
  perform private.refuse_if(num_nonnulls(input ->> 'amountMinor', input ->> 'currency') = 1, 'amount_incomplete');
  perform private.refuse_if((input ->> 'announcedOn')::date > current_date, 'date_future');
  perform private.refuse_if(coalesce((input ->> 'dueOn')::date <= (input ->> 'announcedOn')::date, false), 'dates_crossed');
  perform private.refuse_if((input ->> 'nextReportDueOn')::date <= current_date, 'date_past');
  perform private.refuse_if(num_nonnulls(input ->> 'sourceUrl', input ->> 'sourcePublisher') = 1
    or coalesce(input ->> 'sourceUrl', 'https://') !~ '^https?://', 'source_incomplete');
  perform private.refuse_if(num_nonnulls(input ->> 'point', input ->> 'pointReason') = 1
    or input ->> 'point' is not null and not exists (
      select from public.framework_points p
      where p.framework = 'action_plan_2025' and p.number = (input ->> 'point')::int), 'point_unknown');
  perform private.refuse_if(
    exists (select from unnest(private.text_list(input -> 'topics')) t where not exists (select from public.topics k where k.code = t))
    or exists (select from unnest(private.text_list(input -> 'countries')) c where not exists (select from public.countries k where k.iso2 = c))
    or exists (select from unnest(private.text_list(input -> 'regions')) r
      where not exists (select from public.regions k where k.code = r)
        and not exists (select from public.country_groups k where k.code = r)), 'input_invalid', '{"field": "topics"}');

  insert into public.commitments (id, ref, origin, title, lang, kind, topic, accountable_id, target_measure, target_value,
    target_qualifier, target_words, amount_minor, amount_currency, announced_on, deadline_words, source_url,
    source_publisher, source_kind, checked_on, next_report_due_on)
  values (gen_random_uuid(), private.new_ref('C'), private.world_of(body.origin), btrim(input ->> 'title'),
    input ->> 'lang', input ->> 'kind', btrim(input ->> 'subject'), body.id, input ->> 'measure',
    (input ->> 'target')::numeric, input ->> 'qualifier', btrim(input ->> 'targetWords'),
    (input ->> 'amountMinor')::bigint, input ->> 'currency', (input ->> 'announcedOn')::date,
    case when input ->> 'dueOn' is null then btrim(input ->> 'dueWords') end, input ->> 'sourceUrl',
    btrim(input ->> 'sourcePublisher'), case when input ->> 'sourceUrl' is not null then 'official' end, current_date,
    (input ->> 'nextReportDueOn')::date)
  returning * into promise;
  insert into public.commitment_deadlines (commitment_id, due_on, words)
  select promise.id, (input ->> 'dueOn')::date, btrim(input ->> 'dueWords') where input ->> 'dueOn' is not null;
  insert into public.commitment_topics (commitment_id, topic, position)
  select promise.id, t.topic, (t.n - 1)::smallint
  from unnest(private.text_list(input -> 'topics')) with ordinality as t (topic, n);
  insert into public.commitment_places (id, commitment_id, iso2)
  select gen_random_uuid(), promise.id, c from (select distinct unnest(private.text_list(input -> 'countries')) c) k;
  insert into public.commitment_places (id, commitment_id, region, group_code)
  select gen_random_uuid(), promise.id, r.code, case when r.code is null then p end
  from (select distinct unnest(private.text_list(input -> 'regions')) p) k left join public.regions r on r.code = p;
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
  'An owner or editor registers what their organisation promised. input: organisation, title, lang, kind, subject, topics, measure, target, qualifier, targetWords, amountMinor, currency, announcedOn, dueOn, dueWords, point, pointReason, countries, regions, sourceUrl, sourcePublisher, nextReportDueOn.');
