-- The verifier who was drawn finds a quantity proven, or rejects it; or hands the task back, for an interest or any other
-- reason, and another one is drawn.

-- The open assignment of the caller, locked with its delivery; to everybody else there is none.
create function private.lock_assignment(ref text) returns public.verification_assignments
language plpgsql security definer set search_path = '' as $$
declare
  assignment public.verification_assignments;
  delivery public.deliveries;
begin
  select d.* into delivery from public.deliveries d where d.ref = lock_assignment.ref for update;
  select a.* into assignment from public.verification_assignments a
  where a.delivery_id = delivery.id and a.state = 'open' and a.verifier_id = auth.uid() for update;
  perform private.refuse_if(assignment.id is null or not private.has_platform_role(delivery.origin, 'verifier'), 'not_found');
  return assignment;
end
$$;

create function private.do_verify_delivery(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  award public.awards;
  assignment public.verification_assignments;
  delivery public.deliveries;
  promise public.commitments;
  outcome constant text := input ->> 'outcome';
  looked text[];
  proven numeric;
  most numeric;
  why text;
begin
  perform private.check_input(input, '{
    "ref": "line 3 20", "outcome": "code verified|rejected", "quantity?": "number 0 1000000000000000",
    "interest": "code none|declared", "looked": "list 50", "reason": "text 3 4000", "lang": "lang"
  }');
  looked := array(select jsonb_array_elements_text(input -> 'looked'));
  perform private.refuse_if(not looked <@ '{opened,unopenable,not_needed}', 'input_invalid', '{"field": "looked"}');
  award := private.lock_award_of(input ->> 'ref');
  assignment := private.lock_assignment(input ->> 'ref');
  select d.* into strict delivery from public.deliveries d where d.id = assignment.delivery_id;
  perform private.check_version(delivery.version, expected_version);
  perform private.refuse_if(input ->> 'interest' = 'declared', 'interest_declared');
  perform private.check_move('delivery', delivery.state, outcome, 'verify_delivery');
  -- Every piece of evidence has its answer. Nothing is proven by evidence that nobody opened, and whoever found nothing
  -- has tried to look.
  perform private.refuse_if(
    cardinality(looked) <> (select count(*) from public.evidence e where e.delivery_id = delivery.id)
      or not 'opened' = any (looked) and (outcome = 'verified' or not 'unopenable' = any (looked)), 'evidence_not_opened');
  perform private.refuse_if(outcome = 'rejected' and coalesce((input ->> 'quantity')::numeric, 0) > 0, 'quantity_contradicts');
  most := case when delivery.receiver_id is null then delivery.reported else greatest(delivery.confirmed, coalesce(delivery.settled, 0)) end;
  proven := case outcome when 'verified' then coalesce((input ->> 'quantity')::numeric, most) else 0 end;
  perform private.refuse_if(outcome = 'verified' and proven = 0 and input ->> 'quantity' is not null, 'quantity_nought');
  perform private.refuse_if(outcome = 'verified' and (proven <= 0 or proven > most), 'above_confirmed',
    jsonb_build_object('left', most));
  select c.* into strict promise from public.commitments c where c.id = delivery.commitment_id;
  -- Ties and parts are looked at again: months may lie between the draw and this day.
  if exists (select from unnest(private.parties_of_delivery(delivery.id)) p
    where private.are_related(p, assignment.employer_id) or private.my_role(p) is not null)
  then
    why := 'related';
  end if;
  if not private.take_part(delivery.id, 'verify') then
    why := 'same_person';
  end if;

  insert into public.verifications (delivery_id, assignment_id, outcome, quantity, interest, counts, why_not, reason, lang, looked,
    employer_id)
  values (delivery.id, assignment.id, outcome, proven, 'none', why is null, why, btrim(input ->> 'reason'), input ->> 'lang',
    looked, assignment.employer_id);
  update public.verification_assignments a set state = 'done', version = a.version + 1, ended_at = now()
  where a.id = assignment.id;
  if why is null then
    update public.deliveries d set state = outcome, verified = proven, version = d.version + 1
    where d.id = delivery.id returning * into delivery;
  else
    update public.deliveries d set version = d.version + 1 where d.id = delivery.id returning * into delivery;
  end if;
  perform private.notify_organisation(party, '{owner,editor}', 'delivery_verified', 'delivery', delivery.ref,
    private.told_of(assignment.employer_id)
      || jsonb_build_object('title', promise.title, 'title_lang', promise.lang, 'outcome', outcome))
  from unnest(array_remove(array[delivery.reporter_id, delivery.receiver_id], null)) party;
  perform private.append_audit('delivery', delivery.id, 'verify_delivery', auth.uid(),
    jsonb_build_object('outcome', outcome, 'quantity', proven, 'looked', looked, 'counts', why is null, 'why_not', why));
  perform private.follow_deliveries(award, 'verify_delivery');
  if why is not null then
    perform private.draw_verifier(delivery.id);
  end if;
  return jsonb_build_object('id', delivery.id, 'ref', delivery.ref, 'version', delivery.version, 'counts', why is null,
    'why_not', why);
end
$$;

create function private.do_hand_back_assignment(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  assignment public.verification_assignments;
  delivery public.deliveries;
  promise public.commitments;
begin
  perform private.check_input(input, '{"ref": "line 3 20", "reason": "text 3 2000", "lang": "lang"}');
  assignment := private.lock_assignment(input ->> 'ref');
  select d.* into strict delivery from public.deliveries d where d.id = assignment.delivery_id;
  select c.* into strict promise from public.commitments c where c.id = delivery.commitment_id;
  perform private.check_version(delivery.version, expected_version);
  perform private.check_move('assignment', assignment.state, 'handed_back', 'hand_back_assignment');
  update public.verification_assignments a
  set state = 'handed_back', version = a.version + 1, ended_at = now(), reason = btrim(input ->> 'reason'),
    reason_lang = input ->> 'lang'
  where a.id = assignment.id;
  perform private.append_audit('delivery', delivery.id, 'hand_back_assignment', auth.uid(),
    jsonb_build_object('assignment', assignment.id));
  -- Why it was is on the page of the delivery, for coordinators alone.
  perform private.notify_platform(delivery.origin, 'coordinator', 'task_handed_back', 'delivery', delivery.ref,
    private.told_of(delivery.reporter_id) || jsonb_build_object('title', promise.title, 'title_lang', promise.lang));
  perform private.draw_verifier(delivery.id);
  return jsonb_build_object('id', delivery.id, 'ref', delivery.ref, 'version', delivery.version);
end
$$;

select private.open_command('verify_delivery',
  'The verifier who was drawn decides. input: ref, outcome (verified, rejected), quantity, interest (none, declared), looked (of each piece of evidence, in order: opened, unopenable, not_needed), reason, lang.');
select private.open_command('hand_back_assignment', 'The verifier who was drawn hands the task back. input: ref, reason, lang.');

revoke execute on function private.lock_assignment(text) from public, anon, authenticated;
