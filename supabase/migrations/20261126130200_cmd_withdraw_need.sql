-- A need is taken back. It stays on record, as withdrawn.

create function private.do_withdraw_need(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  request public.support_requests;
begin
  perform private.check_input(input, '{"ref": "line 3 20"}');
  select r.* into request from public.support_requests r where r.ref = input ->> 'ref' for update;
  perform private.require_member(request.organisation_id, '{owner,editor}');
  perform private.check_version(request.version, expected_version);
  perform private.check_move('support_request', request.state, 'withdrawn', 'withdraw_need');
  update public.support_requests r set state = 'withdrawn', version = r.version + 1, changed_at = now()
  where r.id = request.id returning * into request;
  perform private.append_audit('support_request', request.id, 'withdraw_need', auth.uid(), '{}');
  return jsonb_build_object('id', request.id, 'ref', request.ref, 'version', request.version);
end
$$;

select private.open_command('withdraw_need', 'An owner or editor takes a need back. input: ref.');
