-- The receiver says what arrived: wholly, partly, or not. It counts only if the receiver is verified, stands apart from
-- who reported and who is accountable, and the person took no other part. What does not count is kept with the reason.

create function private.why_confirmation_fails(delivery public.deliveries) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when o.state <> 'verified' then 'not_verified'
    when private.are_related(o.id, delivery.reporter_id) or private.are_related(o.id, c.accountable_id) then 'related'
  end
  from public.organisations o, public.commitments c
  where o.id = delivery.receiver_id and c.id = delivery.commitment_id
$$;

-- How much of an award arrived, by a word that counts: its receiver's, or after a settled dispute the verifier's.
create function private.delivered_on_award(award uuid) returns numeric
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(greatest(d.confirmed, d.verified)), 0) from public.deliveries d
  where d.award_id = award and d.state not in ('corrected', 'rejected', 'disputed')
$$;

-- The award of a delivery, locked with its offer before the delivery is, as by every command that takes both; none where
-- it was given without one.
create function private.lock_award_of(delivery_ref text) returns public.awards
language plpgsql security definer set search_path = '' as $$
declare
  award public.awards;
begin
  select w.ref into award.ref from public.deliveries d join public.awards w on w.id = d.award_id where d.ref = delivery_ref;
  if award.ref is not null then
    award := private.lock_award(award.ref);
  end if;
  return award;
end
$$;

-- An award is complete while all that it holds arrived, and active again once less did: its state follows its deliveries.
-- The caller holds its lock and names itself.
create function private.follow_deliveries(award public.awards, command text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  next constant text := case when private.delivered_on_award(award.id) >= private.size_of_award(award) then 'completed' else 'active' end;
begin
  if award.id is null or award.state not in ('active', 'completed') or award.state = next then
    return;
  end if;
  perform private.check_move('award', award.state, next, command);
  update public.awards w set state = next, version = w.version + 1, changed_at = now() where w.id = award.id;
  perform private.append_audit('award', award.id, command, auth.uid(), jsonb_build_object('state', next));
end
$$;

create function private.do_confirm_delivery(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  award public.awards;
  delivery public.deliveries;
  promise public.commitments;
  outcome constant text := input ->> 'outcome';
  next constant text := case outcome when 'wholly' then 'confirmed' when 'partly' then 'partly_confirmed' else 'disputed' end;
  arrived numeric;
  why text;
  told jsonb;
begin
  perform private.check_input(input, '{
    "ref": "line 3 20", "outcome": "code wholly|partly|not", "quantity?": "number 0 1000000000000000",
    "note?": "text 1 4000", "lang": "lang"
  }');
  award := private.lock_award_of(input ->> 'ref');
  select d.* into delivery from public.deliveries d where d.ref = input ->> 'ref' for update;
  perform private.require_member(delivery.receiver_id, '{owner,editor}');
  perform private.check_version(delivery.version, expected_version);
  perform private.check_move('delivery', delivery.state, next, 'confirm_delivery');
  -- A delivery whose dispute was settled is for the verifier, not for a second word of the receiver.
  perform private.refuse_if(delivery.settled is not null, 'wrong_state', jsonb_build_object('state', delivery.state));
  arrived := case outcome when 'wholly' then delivery.reported when 'partly' then (input ->> 'quantity')::numeric else 0 end;
  perform private.refuse_if(outcome = 'partly' and arrived is null, 'quantity_missing');
  perform private.refuse_if(outcome = 'partly' and arrived = 0, 'quantity_nought');
  perform private.refuse_if(outcome = 'partly' and arrived >= delivery.reported, 'quantity_not_between');
  perform private.refuse_if(outcome <> 'partly' and coalesce((input ->> 'quantity')::numeric, arrived) <> arrived, 'quantity_contradicts');
  perform private.refuse_if(outcome <> 'wholly' and input ->> 'note' is null, 'note_missing');
  select c.* into strict promise from public.commitments c where c.id = delivery.commitment_id;
  why := private.why_confirmation_fails(delivery);
  if not private.take_part(delivery.id, 'confirm') then
    why := 'same_person';
  end if;

  insert into public.confirmations (delivery_id, organisation_id, outcome, quantity, counts, why_not, note, lang)
  values (delivery.id, delivery.receiver_id, outcome, arrived, why is null, why, btrim(input ->> 'note'), input ->> 'lang');
  update public.deliveries d
  set state = next, confirmed = case when why is null then arrived else 0 end, is_disputed = next = 'disputed',
    version = d.version + 1
  where d.id = delivery.id returning * into delivery;
  if next = 'disputed' then
    insert into public.disputes (delivery_id, raised_by_side, state, claim, lang)
    values (delivery.id, 'receiver', 'open', btrim(input ->> 'note'), input ->> 'lang');
  end if;
  told := private.told_of(delivery.receiver_id) || jsonb_build_object('title', promise.title, 'title_lang', promise.lang);
  perform private.notify_organisation(delivery.reporter_id, '{owner,editor}',
    case when next = 'disputed' then 'delivery_disputed' else 'delivery_confirmed' end, 'delivery', delivery.ref, told);
  if next = 'disputed' then
    perform private.notify_platform(delivery.origin, 'coordinator', 'delivery_disputed', 'delivery', delivery.ref, told);
  end if;
  perform private.append_audit('delivery', delivery.id, 'confirm_delivery', auth.uid(),
    jsonb_build_object('outcome', outcome, 'quantity', arrived, 'counts', why is null, 'why_not', why));
  if delivery.confirmed > 0 then
    perform private.follow_deliveries(award, 'confirm_delivery');
    perform private.draw_verifier(delivery.id);
  end if;
  return jsonb_build_object('id', delivery.id, 'ref', delivery.ref, 'version', delivery.version, 'counts', why is null,
    'why_not', why);
end
$$;

select private.open_command('confirm_delivery',
  'The named receiver says what arrived. input: ref, outcome (wholly, partly, not), quantity (of partly), note, lang.');

revoke execute on function private.why_confirmation_fails(public.deliveries),
  private.delivered_on_award(uuid), private.lock_award_of(text), private.follow_deliveries(public.awards, text)
  from public, anon, authenticated;
