-- Who reported corrects: a new delivery takes the place of the old one, which stays visible and counts no more.

create function private.do_correct_delivery(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  old public.deliveries;
  delivery public.deliveries;
  award public.awards;
  promise public.commitments;
begin
  perform private.check_input(input, '{
    "ref": "line 3 20", "quantity": "number 0.000001 1000000000000000", "asOf": "date", "note": "text 3 4000",
    "lang": "lang", "evidenceUrl?": "line 10 500"
  }');
  award := private.lock_award_of(input ->> 'ref');
  select d.* into old from public.deliveries d where d.ref = input ->> 'ref' for update;
  perform private.require_member(old.reporter_id, '{owner,editor}');
  perform private.check_version(old.version, expected_version);
  perform private.check_move('delivery', old.state, 'corrected', 'correct_delivery');
  perform private.refuse_if((input ->> 'asOf')::date > current_date, 'date_future');
  perform private.refuse_if(award.id is not null
    and private.reported_on_award(award.id) - case when old.state = 'rejected' then 0 else old.reported end
      + (input ->> 'quantity')::numeric > private.size_of_award(award), 'above_award');
  select c.* into strict promise from public.commitments c where c.id = old.commitment_id;

  update public.deliveries d set state = 'corrected', is_disputed = false, version = d.version + 1 where d.id = old.id;
  update public.disputes q set state = 'settled', version = q.version + 1, ended_at = now()
  where q.delivery_id = old.id and q.state in ('open', 'replied');
  update public.verification_assignments a set state = 'handed_back', version = a.version + 1, ended_at = now()
  where a.delivery_id = old.id and a.state = 'open';
  insert into public.deliveries (id, ref, commitment_id, origin, measure, reported, as_of, reported_by, note, lang, state,
    award_id, reporter_id, receiver_id, replaces_id, period_from, period_to, place_iso2)
  values (gen_random_uuid(), private.new_ref('D'), old.commitment_id, old.origin, old.measure, (input ->> 'quantity')::numeric,
    (input ->> 'asOf')::date, old.reported_by, btrim(input ->> 'note'), input ->> 'lang', 'reported', old.award_id,
    old.reporter_id, old.receiver_id, old.id, old.period_from, old.period_to, old.place_iso2)
  returning * into delivery;
  perform private.attach_evidence(delivery.id, act_key, delivery.reporter_id, input);
  perform private.refuse_if(not private.take_part(delivery.id, 'report'), 'other_part');
  perform private.append_audit('delivery', old.id, 'correct_delivery', auth.uid(), jsonb_build_object('by', delivery.id));
  perform private.append_audit('delivery', delivery.id, 'correct_delivery', auth.uid(),
    jsonb_build_object('replaces', old.id, 'reported', delivery.reported));
  perform private.follow_deliveries(award, 'correct_delivery');
  if delivery.receiver_id is null then
    perform private.draw_verifier(delivery.id);
  else
    perform private.notify_organisation(delivery.receiver_id, '{owner,editor}', 'delivery_corrected', 'delivery', delivery.ref,
      private.told_of(delivery.reporter_id) || jsonb_build_object('title', promise.title, 'title_lang', promise.lang));
  end if;
  return jsonb_build_object('id', delivery.id, 'ref', delivery.ref, 'version', delivery.version);
end
$$;

select private.open_command('correct_delivery',
  'Who reported a delivery corrects it. input: ref, quantity, asOf, note (why), lang, evidenceUrl; files come under the act key.');
