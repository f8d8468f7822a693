-- A provider closes an offer before its day, or cancels it with a reason. What was awarded stands.

alter table public.offers
  add column ended_reason text check (char_length(ended_reason) between 1 and 2000),
  add column ended_lang text,
  add column ended_at timestamptz;

create function private.end_offer(ref text, expected int, next text, reason text, reason_lang text, command text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  offer public.offers;
begin
  select f.* into offer from public.offers f where f.ref = end_offer.ref and f.origin <> 'imported' for update;
  perform private.require_member(offer.provider_id, '{owner,editor}');
  perform private.check_version(offer.version, expected);
  perform private.check_move('offer', offer.state, next, command);
  update public.offers f
  set state = next, ended_at = now(), ended_reason = reason, ended_lang = case when reason is not null then reason_lang end,
    version = f.version + 1
  where f.id = offer.id returning * into offer;
  perform private.append_audit('offer', offer.id, command, auth.uid(), '{}');
  return jsonb_build_object('id', offer.id, 'ref', offer.ref, 'version', offer.version);
end
$$;

create function private.do_close_offer(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform private.check_input(input, '{"ref": "line 3 20"}');
  return private.end_offer(input ->> 'ref', expected_version, 'closed', null, null, 'close_offer');
end
$$;

create function private.do_cancel_offer(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform private.check_input(input, '{"ref": "line 3 20", "reason": "text 3 2000", "lang": "lang"}');
  return private.end_offer(input ->> 'ref', expected_version, 'cancelled', btrim(input ->> 'reason'), input ->> 'lang',
    'cancel_offer');
end
$$;

select private.open_command('close_offer', 'A provider closes an offer before its day. input: ref.');
select private.open_command('cancel_offer', 'A provider cancels an offer. input: ref, reason, lang.');

revoke execute on function private.end_offer(text, int, text, text, text, text) from public, anon, authenticated;
