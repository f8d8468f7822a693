-- The other side accepts an expression of interest, or refuses it with a reason.

create function private.do_answer_interest(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  interest public.expressions_of_interest;
  request public.support_requests;
  offer public.offers;
  asked uuid;
  asking uuid;
begin
  perform private.check_input(input, '{
    "id": "uuid", "answer": "code accepted|refused", "reason?": "text 1 2000", "lang": "lang"
  }');
  select i.* into interest from public.expressions_of_interest i where i.id = (input ->> 'id')::uuid for update;
  select r.* into request from public.support_requests r where r.id = interest.request_id;
  select f.* into offer from public.offers f where f.id = interest.offer_id;
  asked := case when interest.from_side = 'institution' then offer.provider_id else request.organisation_id end;
  asking := case when interest.from_side = 'institution' then request.organisation_id else offer.provider_id end;
  perform private.require_member(asked, '{owner,editor}');
  perform private.check_version(interest.version, expected_version);
  perform private.check_move('interest', interest.state, input ->> 'answer', 'answer_interest');
  perform private.refuse_if(interest.expires_at <= now(), 'too_late');
  perform private.refuse_if(input ->> 'answer' = 'refused' and input ->> 'reason' is null, 'reason_missing');
  update public.expressions_of_interest i
  set state = input ->> 'answer', reason = btrim(input ->> 'reason'),
    reason_lang = case when input ->> 'reason' is not null then input ->> 'lang' end,
    version = i.version + 1, answered_at = now()
  where i.id = interest.id returning * into interest;
  perform private.notify_organisation(asking, '{owner,editor}', 'interest_answered', 'interest', interest.id::text,
    private.told_of(asked) || jsonb_build_object('title', offer.title, 'title_lang', offer.lang, 'answer', interest.state));
  perform private.append_audit('interest', interest.id, 'answer_interest', auth.uid(),
    jsonb_build_object('answer', interest.state));
  return jsonb_build_object('id', interest.id, 'ref', request.ref, 'version', interest.version);
end
$$;

select private.open_command('answer_interest',
  'Who was asked accepts an expression of interest or refuses it. input: id, answer, reason (for a refusal), lang.');
