-- A provider makes an offer public, linked to a commitment of its own. Its window is a pair of days in a named zone and
-- is judged by the database's clock.

-- The instant at which a day begins in a zone; refused where there is no such zone.
create function private.day_begins(day date, zone text) returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  return day::timestamp at time zone zone;
exception when invalid_parameter_value then
  perform private.refuse('zone_unknown');
end
$$;

-- Who may take an offer, as rules of docs/eligibility-rules.md; the place rule also fills offer_places, for the search.
create function private.write_offer_rules(offer uuid, rules jsonb, lang text, decided_by text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  rule record;
begin
  for rule in select r.value as body, r.ordinality - 1 as position from jsonb_array_elements(rules) with ordinality r loop
    case rule.body ->> 'rule'
      when 'place' then
        perform private.check_input(rule.body, '{"rule": "code place", "countries": "list 250", "regions": "list 50"}');
        perform private.refuse_if(
          exists (select from unnest(private.text_list(rule.body -> 'countries')) c
            where not exists (select from public.countries k where k.iso2 = c))
          or exists (select from unnest(private.text_list(rule.body -> 'regions')) p
            where not exists (select from public.regions k where k.code = p)
              and not exists (select from public.country_groups k where k.code = p))
          or jsonb_array_length(rule.body -> 'countries') + jsonb_array_length(rule.body -> 'regions') = 0,
          'input_invalid', '{"field": "rules"}');
        insert into public.offer_places (id, offer_id, iso2)
        select gen_random_uuid(), offer, c from (select distinct unnest(private.text_list(rule.body -> 'countries')) c) k;
        insert into public.offer_places (id, offer_id, region, group_code)
        select gen_random_uuid(), offer, r.code, case when r.code is null then p end
        from (select distinct unnest(private.text_list(rule.body -> 'regions')) p) k left join public.regions r on r.code = p;
      when 'body' then
        perform private.check_input(rule.body, '{"rule": "code body", "kinds": "list 5"}');
        perform private.refuse_if(jsonb_array_length(rule.body -> 'kinds') = 0
          or not private.text_list(rule.body -> 'kinds')
            <@ '{university,research_institute,government,civil_society,company}', 'input_invalid', '{"field": "rules"}');
      when 'language' then
        perform private.check_input(rule.body, '{"rule": "code language", "languages": "list 20"}');
        perform private.refuse_if(jsonb_array_length(rule.body -> 'languages') = 0, 'input_invalid', '{"field": "rules"}');
      else
        perform private.refuse('input_invalid', '{"field": "rules"}');
    end case;
    insert into public.offer_rules (offer_id, position, rule, body, words, lang, decided_by, decided_on)
    values (offer, rule.position, rule.body ->> 'rule', rule.body - 'rule', null, write_offer_rules.lang,
      write_offer_rules.decided_by, current_date);
  end loop;
end
$$;

create function private.do_publish_offer(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  provider public.organisations;
  promise public.commitments;
  offer public.offers;
  is_money constant boolean := input ->> 'form' = 'money';
  zone constant text := input ->> 'timeZone';
begin
  perform private.check_input(input, '{
    "organisation": "uuid", "commitment": "line 3 20", "title": "line 3 150", "description": "text 10 6000", "lang": "lang",
    "kind": "code training|joint_lab|infrastructure|shared_resource",
    "form": "code course|scholarship|fellowship|event|money|compute|equipment|expert_time|lab|data_set|model|code",
    "subject": "line 2 150", "topics": "list 10", "measure": "line 1 60", "capacity?": "int 1 1000000",
    "capacityUnit?": "line 1 60", "amountMinor?": "int 1 900000000000000", "currency?": "line 3 3", "opensOn?": "date",
    "applyBy": "date", "timeZone": "line 1 60", "startsOn?": "date", "endsOn?": "date", "languages": "list 20",
    "mode?": "code online|on_site|blended", "cost?": "code fees|some_fees|free|funded", "rules": "list 3",
    "answerDays": "int 1 90"
  }');
  perform private.refuse_if(expected_version is not null, 'input_invalid');
  perform private.require_member((input ->> 'organisation')::uuid, '{owner,editor}');
  select o.* into strict provider from public.organisations o where o.id = (input ->> 'organisation')::uuid for share;
  select c.* into promise from public.commitments c where c.ref = input ->> 'commitment' for share;
  perform private.refuse_if(promise.id is null or promise.accountable_id <> provider.id, 'commitment_not_own');
  perform private.refuse_if(not exists (select from public.measures m where m.code = input ->> 'measure'), 'measure_unknown');
  perform private.refuse_if(not (case input ->> 'kind'
    when 'training' then input ->> 'form' in ('course', 'scholarship', 'fellowship', 'event')
    when 'infrastructure' then input ->> 'form' in ('money', 'compute', 'equipment', 'expert_time')
    when 'joint_lab' then input ->> 'form' = 'lab'
    else input ->> 'form' in ('data_set', 'model', 'code') end), 'input_invalid', '{"field": "form"}');
  perform private.refuse_if(
    case when is_money then num_nonnulls(input ->> 'amountMinor', input ->> 'currency') < 2
      else num_nonnulls(input ->> 'capacity', input ->> 'capacityUnit') < 2 end, 'capacity_missing');
  perform private.refuse_if(exists (select from unnest(private.text_list(input -> 'topics')) p
    where not exists (select from public.topics t where t.code = p)), 'topic_unknown');
  perform private.refuse_if(coalesce((input ->> 'startsOn')::date > (input ->> 'endsOn')::date, false), 'dates_crossed');
  perform private.refuse_if(private.day_begins((input ->> 'applyBy')::date + 1, zone) <= clock_timestamp(), 'date_past');
  perform private.refuse_if(coalesce((input ->> 'opensOn')::date > (input ->> 'applyBy')::date, false), 'dates_crossed');

  insert into public.offers (id, ref, origin, title, description, lang, kind, form, provider_id, topic, commitment_id,
    measure, state, opens_on, apply_by, opens_at, closes_at, time_zone, starts_on, ends_on, capacity_value, capacity_unit,
    amount_minor, amount_currency, languages, mode, cost, cost_words, answer_days, checked_on)
  values (gen_random_uuid(), private.new_ref('O'), private.world_of(provider.origin), btrim(input ->> 'title'),
    btrim(input ->> 'description'), input ->> 'lang', input ->> 'kind', input ->> 'form', provider.id,
    btrim(input ->> 'subject'), promise.id, input ->> 'measure', 'open', (input ->> 'opensOn')::date,
    (input ->> 'applyBy')::date,
    coalesce(private.day_begins((input ->> 'opensOn')::date, zone), now()),
    private.day_begins((input ->> 'applyBy')::date + 1, zone), zone, (input ->> 'startsOn')::date,
    (input ->> 'endsOn')::date,
    case when not is_money then (input ->> 'capacity')::numeric end,
    case when not is_money then btrim(input ->> 'capacityUnit') end,
    case when is_money then (input ->> 'amountMinor')::bigint end, case when is_money then input ->> 'currency' end,
    private.text_list(input -> 'languages'), input ->> 'mode', input ->> 'cost', null, (input ->> 'answerDays')::int,
    current_date)
  returning * into offer;
  insert into public.offer_topics (offer_id, topic, position)
  select offer.id, t.topic, (t.n - 1)::smallint
  from unnest(private.text_list(input -> 'topics')) with ordinality as t (topic, n);
  perform private.write_offer_rules(offer.id, input -> 'rules', offer.lang, provider.name);
  perform private.append_audit('offer', offer.id, 'publish_offer', auth.uid(),
    jsonb_build_object('organisation', provider.id, 'commitment', promise.id, 'kind', offer.kind, 'form', offer.form));
  return jsonb_build_object('id', offer.id, 'ref', offer.ref, 'version', offer.version);
end
$$;

select private.open_command('publish_offer',
  'An owner or editor of a provider publishes an offer for a commitment of its own. input: organisation, commitment (ref), title, description, lang, kind, form, subject, topics, measure, capacity and capacityUnit or amountMinor and currency, opensOn, applyBy, timeZone, startsOn, endsOn, languages, mode, cost, rules, answerDays.');

revoke execute on function
  private.day_begins(date, text), private.write_offer_rules(uuid, jsonb, text, text) from public, anon, authenticated;
