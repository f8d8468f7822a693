-- Owners decide who joins; a coordinator decides who claims. Whoever asked is told, with the reason.

create function private.do_decide_membership(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  request public.membership_requests;
  body public.organisations;
begin
  perform private.check_input(input, '{
    "id": "uuid", "outcome": "code approved|refused", "role?": "code owner|editor|reviewer|viewer", "reason": "text 3 2000",
    "lang": "lang"
  }');
  select o.* into body from public.organisations o join public.membership_requests q on q.organisation_id = o.id
  where q.id = (input ->> 'id')::uuid for update of o;
  select q.* into request from public.membership_requests q where q.id = (input ->> 'id')::uuid for update;
  perform private.refuse_if(not coalesce(case request.kind
    when 'claim' then private.has_platform_role(body.origin, 'coordinator')
    when 'join' then private.my_role(body.id) = 'owner' end, false), 'not_found');
  perform private.refuse_if(request.user_id = auth.uid(), 'conflict_of_interest');
  perform private.check_version(request.version, expected_version);
  perform private.check_move('membership_request', request.state, input ->> 'outcome', 'decide_membership');
  if input ->> 'outcome' = 'approved' then
    perform private.refuse_if(request.kind = 'join' and input ->> 'role' is null, 'input_invalid', '{"field": "role"}');
    if request.kind = 'claim' then
      perform private.check_move('organisation', body.state, 'claimed', 'decide_membership');
      update public.organisations o set state = 'claimed', version = o.version + 1 where o.id = body.id;
      perform private.notify_platform(body.origin, 'verifier', 'organisation_to_check', 'organisation', body.ref,
        jsonb_build_object('organisation', body.name, 'lang', body.lang));
    end if;
    insert into public.memberships (organisation_id, user_id, role)
    values (body.id, request.user_id, case request.kind when 'claim' then 'owner' else input ->> 'role' end)
    on conflict do nothing;
  end if;
  update public.membership_requests q
  set state = input ->> 'outcome', decided_at = now(), reason = btrim(input ->> 'reason'), reason_lang = input ->> 'lang',
    version = q.version + 1
  where q.id = request.id returning * into request;
  perform private.notify_person(request.user_id,
    case request.kind when 'claim' then 'claim_decided' else 'join_decided' end, body.id, 'organisation', body.ref,
    jsonb_build_object('organisation', body.name, 'lang', body.lang, 'outcome', request.state));
  perform private.append_audit('organisation', body.id, 'decide_membership', auth.uid(),
    jsonb_build_object('request', request.id, 'outcome', request.state, 'role', input ->> 'role', 'fields', '["reason"]'::jsonb));
  return jsonb_build_object('id', request.id, 'ref', body.ref, 'version', request.version);
end
$$;

-- Who asks, for whoever decides: the name and the address that the person has proven.
create function private.asker_of(request uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('name', p.display_name, 'mail', u.email)
  from public.membership_requests q join auth.users u on u.id = q.user_id left join public.profiles p on p.user_id = q.user_id
  where q.id = request and case q.kind when 'claim' then private.coordinates(q.organisation_id)
    else private.my_role(q.organisation_id) = 'owner' end
$$;
revoke execute on function private.asker_of(uuid) from public, anon, authenticated;
grant execute on function private.asker_of(uuid) to authenticated;

select private.open_command('decide_membership',
  'Owners decide who joins, coordinators who claims. input: id, outcome, role (of who joins), reason, lang.');
