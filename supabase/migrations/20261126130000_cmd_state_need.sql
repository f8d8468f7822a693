-- An institution says what it needs, in its own words and in parts that can be counted.

-- Writes the parts of a need anew, as its form gives them.
create function private.write_request_parts(request uuid, parts jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  part record;
begin
  perform private.refuse_if(jsonb_array_length(parts) not between 1 and 5, 'input_invalid', '{"field": "parts"}');
  for part in select p.value, p.ordinality as position from jsonb_array_elements(parts) with ordinality p loop
    perform private.check_input(part.value, '{
      "measure": "line 1 60", "baseline": "number 0 1000000000000", "target": "number 0 1000000000000", "dueOn?": "date"
    }');
    perform private.refuse_if(not exists (
      select from public.measures m where m.code = part.value ->> 'measure'), 'measure_unknown');
    perform private.refuse_if(
      (part.value ->> 'target')::numeric <= (part.value ->> 'baseline')::numeric, 'target_not_above');
  end loop;
  delete from public.request_parts p where p.request_id = request;
  insert into public.request_parts (request_id, position, measure, baseline, target, due_on)
  select request, p.ordinality, p.value ->> 'measure', (p.value ->> 'baseline')::numeric,
    (p.value ->> 'target')::numeric, (p.value ->> 'dueOn')::date
  from jsonb_array_elements(parts) with ordinality p;
end
$$;

-- What the form of a need holds, whether it is new or changed.
create function private.check_need(input jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.check_input(input - 'organisation' - 'ref', '{
    "title": "line 3 150", "description": "text 10 4000", "lang": "lang",
    "kind": "code training|joint_lab|infrastructure|shared_resource", "topic?": "line 1 60", "languages": "list 20",
    "mode?": "code online|on_site|blended", "neededBy?": "date", "tellsMatches": "bool", "parts": "list 5"
  }');
  perform private.refuse_if(input ->> 'topic' is not null and not exists (
    select from public.topics t where t.code = input ->> 'topic'), 'topic_unknown');
  perform private.refuse_if(coalesce((input ->> 'neededBy')::date < current_date, false), 'date_past');
end
$$;

create function private.do_state_need(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  body public.organisations;
  request public.support_requests;
begin
  perform private.check_input(jsonb_build_object('organisation', input -> 'organisation'), '{"organisation": "uuid"}');
  perform private.check_need(input);
  perform private.refuse_if(expected_version is not null or input ? 'ref', 'input_invalid');
  perform private.require_member((input ->> 'organisation')::uuid, '{owner,editor}');
  select o.* into strict body from public.organisations o where o.id = (input ->> 'organisation')::uuid for share;
  insert into public.support_requests (ref, organisation_id, origin, title, description, lang, kind, topic, languages,
    mode, needed_by, tells_matches)
  values (private.new_ref('N'), body.id, private.world_of(body.origin), btrim(input ->> 'title'),
    btrim(input ->> 'description'), input ->> 'lang', input ->> 'kind', input ->> 'topic',
    private.text_list(input -> 'languages'), input ->> 'mode', (input ->> 'neededBy')::date,
    (input ->> 'tellsMatches')::boolean)
  returning * into request;
  perform private.write_request_parts(request.id, input -> 'parts');
  perform private.append_audit('support_request', request.id, 'state_need', auth.uid(),
    jsonb_build_object('organisation', body.id, 'kind', request.kind));
  return jsonb_build_object('id', request.id, 'ref', request.ref, 'version', request.version);
end
$$;

select private.open_command('state_need',
  'An owner or editor states what an institution needs. input: organisation, title, description, lang, kind, topic, languages, mode, neededBy, tellsMatches, parts (measure, baseline, target, dueOn).');

revoke execute on function private.write_request_parts(uuid, jsonb), private.check_need(jsonb)
  from public, anon, authenticated;
