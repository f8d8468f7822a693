-- An institution takes an application back before it is decided.

create function private.do_withdraw_application(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  application public.applications;
  offer public.offers;
begin
  perform private.check_input(input, '{"ref": "line 10 10"}');
  select a.* into application from public.applications a where a.ref = input ->> 'ref' for update;
  perform private.require_member(application.organisation_id, '{owner,editor}');
  perform private.check_version(application.version, expected_version);
  perform private.check_move('application', application.state, 'withdrawn', 'withdraw_application');
  update public.applications a set state = 'withdrawn', version = a.version + 1, changed_at = now()
  where a.id = application.id returning * into application;
  select f.* into offer from public.offers f where f.id = application.offer_id;
  perform private.notify_organisation(offer.provider_id, '{owner,editor,reviewer}', 'application_withdrawn', 'application',
    application.ref, private.told_of(application.organisation_id)
      || jsonb_build_object('title', offer.title, 'title_lang', offer.lang));
  perform private.append_audit('application', application.id, 'withdraw_application', auth.uid(), '{}');
  return jsonb_build_object('id', application.id, 'ref', application.ref, 'version', application.version);
end
$$;

select private.open_command('withdraw_application', 'An institution takes its application back. input: ref.');
