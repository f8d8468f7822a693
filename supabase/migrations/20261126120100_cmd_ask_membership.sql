-- A person asks to act for an organisation that has owners, who decide; or takes the question back.

create function private.do_ask_membership(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  person constant uuid := auth.uid();
  body public.organisations;
  request public.membership_requests;
begin
  perform private.check_input(input, '{"organisation": "line 1 200", "statement": "text 3 2000", "lang": "lang"}');
  perform private.refuse_if(expected_version is not null, 'input_invalid');
  select o.* into body from public.organisations o where o.ref = input ->> 'organisation' for update;
  perform private.refuse_if(body.id is null or body.origin = 'demonstration' and not private.plays_in_demonstration(), 'not_found');
  perform private.refuse_if(body.origin <> 'demonstration' and private.plays_in_demonstration(), 'only_demonstration');
  perform private.refuse_if(body.state = 'listed', 'wrong_state', '{"state": "listed"}');
  perform private.refuse_if(private.my_role(body.id) is not null, 'member_already');
  perform private.refuse_if(exists (
    select from public.membership_requests q where q.organisation_id = body.id and q.user_id = person and q.state = 'waiting'
  ), 'asked_already');
  insert into public.membership_requests (kind, organisation_id, user_id, statement, lang)
  values ('join', body.id, person, btrim(input ->> 'statement'), input ->> 'lang') returning * into request;
  perform private.notify_organisation(body.id, '{owner}', 'join_to_decide', 'organisation', body.ref,
    jsonb_build_object('organisation', body.name, 'lang', body.lang));
  perform private.append_audit('organisation', body.id, 'ask_membership', person, jsonb_build_object('request', request.id));
  return jsonb_build_object('id', request.id, 'ref', body.ref, 'version', request.version, 'state', request.state);
end
$$;

create function private.do_withdraw_membership(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  request public.membership_requests;
  body public.organisations;
begin
  perform private.check_input(input, '{"id": "uuid"}');
  select q.* into request from public.membership_requests q
  where q.id = (input ->> 'id')::uuid and q.user_id = auth.uid() for update;
  perform private.refuse_if(request.id is null, 'not_found');
  perform private.check_version(request.version, expected_version);
  perform private.check_move('membership_request', request.state, 'withdrawn', 'withdraw_membership');
  update public.membership_requests q set state = 'withdrawn', version = q.version + 1
  where q.id = request.id returning * into request;
  select o.* into strict body from public.organisations o where o.id = request.organisation_id;
  perform private.append_audit('organisation', body.id, 'withdraw_membership', auth.uid(), jsonb_build_object('request', request.id));
  return jsonb_build_object('id', request.id, 'ref', body.ref, 'version', request.version);
end
$$;

select private.open_command('ask_membership', 'A person asks to act for a claimed organisation. input: organisation (ref), statement, lang.');
select private.open_command('withdraw_membership', 'Who asked takes the question back. input: id.');
