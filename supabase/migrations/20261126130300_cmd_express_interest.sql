-- After a match either side says that it is interested: an institution in an offer for its need, or a provider in a need
-- for its offer.

create function private.do_express_interest(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  request public.support_requests;
  offer public.offers;
  sender uuid;
  receiver uuid;
  interest public.expressions_of_interest;
begin
  perform private.check_input(input, '{
    "request": "line 3 20", "offer": "line 3 20", "from": "code institution|provider", "message?": "text 1 2000", "lang": "lang"
  }');
  perform private.refuse_if(expected_version is not null, 'input_invalid');
  select r.* into request from public.support_requests r where r.ref = input ->> 'request' for update;
  select f.* into offer from public.offers f where f.ref = input ->> 'offer' for share;
  perform private.refuse_if(request.id is null or offer.id is null, 'not_found');
  sender := case when input ->> 'from' = 'institution' then request.organisation_id else offer.provider_id end;
  receiver := case when input ->> 'from' = 'institution' then offer.provider_id else request.organisation_id end;
  perform private.require_member(sender, '{owner,editor}');
  perform private.refuse_if(offer.origin = 'imported', 'offer_imported');
  perform private.refuse_if(not private.same_world(request.origin, offer.origin), 'not_found');
  perform private.refuse_if(request.state <> all ('{open,partly_covered}'), 'wrong_state',
    jsonb_build_object('state', request.state));
  perform private.refuse_if(not private.is_offer_open(offer), 'window_closed');
  perform private.refuse_if(exists (
    select from public.expressions_of_interest i where i.request_id = request.id and i.offer_id = offer.id
      and i.state in ('sent', 'accepted')
  ), 'interest_known');
  insert into public.expressions_of_interest (request_id, offer_id, from_side, message, lang)
  values (request.id, offer.id, input ->> 'from', btrim(input ->> 'message'), input ->> 'lang')
  returning * into interest;
  perform private.notify_organisation(receiver, '{owner,editor}', 'interest_received', 'interest', interest.id::text,
    private.told_of(sender) || jsonb_build_object('title', offer.title, 'title_lang', offer.lang));
  perform private.append_audit('interest', interest.id, 'express_interest', auth.uid(),
    jsonb_build_object('request', request.id, 'offer', offer.id, 'from', interest.from_side));
  return jsonb_build_object('id', interest.id, 'ref', request.ref, 'version', interest.version);
end
$$;

-- Expressions that nobody answered in time; returns how many.
create function private.expire_interests(at timestamptz default now()) returns int
language sql security definer set search_path = '' as $$
  with gone as (
    update public.expressions_of_interest i set state = 'expired', version = i.version + 1, answered_at = at
    where i.state = 'sent' and i.expires_at <= at returning 1
  )
  select count(*)::int from gone
$$;

select private.open_command('express_interest',
  'Either side says after a match that it is interested. input: request, offer (refs), from, message or null, lang.');

revoke execute on function private.expire_interests(timestamptz) from public, anon, authenticated;
