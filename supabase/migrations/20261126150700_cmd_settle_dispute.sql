-- Who reported replies to a dispute; a coordinator without a tie ends it: settled at a quantity, for a verifier to look
-- at, or upheld, and then the delivery is rejected.

create function private.do_reply_dispute(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  delivery public.deliveries;
  dispute public.disputes;
  promise public.commitments;
  told jsonb;
begin
  perform private.check_input(input, '{"ref": "line 3 20", "reply": "text 3 4000", "lang": "lang"}');
  select d.* into delivery from public.deliveries d where d.ref = input ->> 'ref' for update;
  perform private.require_member(delivery.reporter_id, '{owner,editor}');
  select q.* into dispute from public.disputes q where q.delivery_id = delivery.id and q.state in ('open', 'replied') for update;
  perform private.check_version(dispute.version, expected_version);
  perform private.check_move('dispute', dispute.state, 'replied', 'reply_dispute');
  select c.* into strict promise from public.commitments c where c.id = delivery.commitment_id;
  update public.disputes q
  set state = 'replied', reply = btrim(input ->> 'reply'), reply_lang = input ->> 'lang', replied_at = now(), version = q.version + 1
  where q.id = dispute.id returning * into dispute;
  told := private.told_of(delivery.reporter_id) || jsonb_build_object('title', promise.title, 'title_lang', promise.lang);
  perform private.notify_organisation(delivery.receiver_id, '{owner,editor}', 'dispute_replied', 'delivery', delivery.ref, told);
  perform private.notify_platform(delivery.origin, 'coordinator', 'dispute_replied', 'delivery', delivery.ref, told);
  perform private.append_audit('delivery', delivery.id, 'reply_dispute', auth.uid(), jsonb_build_object('dispute', dispute.id));
  return jsonb_build_object('id', dispute.id, 'ref', delivery.ref, 'version', dispute.version);
end
$$;

create function private.do_settle_dispute(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  delivery public.deliveries;
  dispute public.disputes;
  promise public.commitments;
  outcome constant text := input ->> 'outcome';
begin
  perform private.check_input(input, '{
    "ref": "line 3 20", "outcome": "code settled|upheld", "quantity?": "number 0 1000000000000000",
    "ruling": "text 3 4000", "lang": "lang"
  }');
  select d.* into delivery from public.deliveries d where d.ref = input ->> 'ref' for update;
  perform private.require_platform_role(coalesce(delivery.origin, 'platform'), 'coordinator');
  select q.* into dispute from public.disputes q where q.delivery_id = delivery.id and q.state in ('open', 'replied') for update;
  perform private.refuse_if(dispute.id is null, 'wrong_state', jsonb_build_object('state', coalesce(delivery.state, '')));
  perform private.refuse_if(exists (
    select from unnest(private.parties_of_delivery(delivery.id)) p where private.my_role(p) is not null), 'conflict_of_interest');
  perform private.check_version(dispute.version, expected_version);
  perform private.check_move('dispute', dispute.state, outcome, 'settle_dispute');
  perform private.refuse_if(outcome = 'settled' and input ->> 'quantity' is null, 'quantity_missing');
  perform private.refuse_if(outcome = 'settled' and (input ->> 'quantity')::numeric = 0, 'quantity_nought');
  perform private.refuse_if(outcome = 'settled' and (input ->> 'quantity')::numeric > delivery.reported, 'above_reported',
    jsonb_build_object('left', delivery.reported));
  perform private.refuse_if(outcome = 'upheld' and coalesce((input ->> 'quantity')::numeric, 0) > 0, 'quantity_contradicts');
  perform private.refuse_if(not private.take_part(delivery.id, 'settle'), 'other_part');
  select c.* into strict promise from public.commitments c where c.id = delivery.commitment_id;
  update public.disputes q
  set state = outcome, ruling = btrim(input ->> 'ruling'), ruling_lang = input ->> 'lang', ended_at = now(), version = q.version + 1
  where q.id = dispute.id returning * into dispute;
  update public.deliveries d
  set state = case outcome when 'settled' then 'reported' else 'rejected' end, is_disputed = false,
    settled = case when outcome = 'settled' then (input ->> 'quantity')::numeric end, version = d.version + 1
  where d.id = delivery.id returning * into delivery;
  perform private.notify_organisation(party, '{owner,editor}', 'dispute_ended', 'delivery', delivery.ref,
    jsonb_build_object('organisation', 'Imarika', 'lang', 'sw', 'title', promise.title, 'title_lang', promise.lang, 'outcome', outcome))
  from unnest(array[delivery.reporter_id, delivery.receiver_id]) party;
  perform private.append_audit('delivery', delivery.id, 'settle_dispute', auth.uid(),
    jsonb_build_object('dispute', dispute.id, 'outcome', outcome, 'settled', delivery.settled));
  if outcome = 'settled' then
    perform private.draw_verifier(delivery.id);
  end if;
  return jsonb_build_object('id', dispute.id, 'ref', delivery.ref, 'version', dispute.version);
end
$$;

select private.open_command('reply_dispute', 'Who reported a disputed delivery replies. input: ref, reply, lang.');
select private.open_command('settle_dispute',
  'A coordinator ends a dispute. input: ref, outcome (settled, upheld), quantity (of settled), ruling, lang.');
