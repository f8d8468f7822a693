-- An institution accepts an award or declines it, in time; a provider takes it back; time lets it lapse. Whatever ends
-- an award gives its seats or money back to the offer.

-- Ends an award and gives back what it held. The caller holds the locks of the offer and the award. Its application is
-- over where the institution let it go, and may be sent anew; where the provider took it back, it waits again.
create function private.give_back(award public.awards, next text, reason text, reason_lang text) returns public.awards
language plpgsql security definer set search_path = '' as $$
begin
  update public.offers f
  set awarded_value = f.awarded_value - coalesce(award.quantity, 0),
    awarded_minor = f.awarded_minor - coalesce(award.amount_minor, 0)
  where f.id = award.offer_id;
  update public.awards w
  set state = next, reason = give_back.reason, reason_lang = case when give_back.reason is not null then give_back.reason_lang end,
    version = w.version + 1, changed_at = now()
  where w.id = award.id returning * into award;
  update public.applications a
  set state = case when next in ('declined', 'lapsed') then 'withdrawn' else 'waitlisted' end,
    version = a.version + 1, changed_at = now()
  where a.id = award.application_id;
  return award;
end
$$;

-- The award with its offer, both locked, the offer first.
create function private.lock_award(ref text) returns public.awards
language plpgsql security definer set search_path = '' as $$
declare
  award public.awards;
begin
  perform from public.offers f join public.awards w on w.offer_id = f.id where w.ref = lock_award.ref for update of f;
  select w.* into award from public.awards w where w.ref = lock_award.ref for update;
  return award;
end
$$;

create function private.cover_request_of(award public.awards) returns void
language plpgsql security definer set search_path = '' as $$
declare
  request constant uuid := (select a.request_id from public.applications a where a.id = award.application_id);
begin
  if request is not null then
    perform private.cover_request(request);
  end if;
end
$$;

create function private.tell_of_award(award public.awards, organisation uuid, by_whom uuid, kind text) returns void
language sql security definer set search_path = '' as $$
  -- Named in full: a column of offers is called kind as well, and a column goes before an argument.
  select private.notify_organisation(organisation, '{owner,editor}', tell_of_award.kind, 'award', award.ref,
    private.told_of(by_whom) || jsonb_build_object('title', f.title, 'title_lang', f.lang, 'answer', award.state))
  from public.offers f where f.id = award.offer_id
$$;

create function private.do_answer_award(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  award public.awards;
begin
  perform private.check_input(input, '{
    "ref": "line 3 20", "answer": "code accepted|declined", "reason?": "text 1 2000", "lang": "lang"
  }');
  award := private.lock_award(input ->> 'ref');
  perform private.require_member(award.organisation_id, '{owner}');
  perform private.check_version(award.version, expected_version);
  perform private.check_move('award', award.state, input ->> 'answer', 'answer_award');
  perform private.refuse_if(clock_timestamp() >= award.answer_by, 'too_late');
  if input ->> 'answer' = 'declined' then
    award := private.give_back(award, 'declined', btrim(input ->> 'reason'), input ->> 'lang');
  else
    update public.awards w set state = 'accepted', version = w.version + 1, changed_at = now()
    where w.id = award.id returning * into award;
    perform private.cover_request_of(award);
  end if;
  perform private.tell_of_award(award, (select f.provider_id from public.offers f where f.id = award.offer_id),
    award.organisation_id, 'award_answered');
  perform private.append_audit('award', award.id, 'answer_award', auth.uid(), jsonb_build_object('answer', award.state));
  return jsonb_build_object('id', award.id, 'ref', award.ref, 'version', award.version);
end
$$;

-- retract_award while it is offered, cancel_award when it was accepted and nothing was delivered yet.
create function private.take_award_back(input jsonb, expected int, next text, command text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  award public.awards;
  provider uuid;
begin
  perform private.check_input(input, '{"ref": "line 3 20", "reason": "text 3 2000", "lang": "lang"}');
  award := private.lock_award(input ->> 'ref');
  provider := (select f.provider_id from public.offers f where f.id = award.offer_id);
  perform private.require_member(provider, '{owner,editor}');
  perform private.check_version(award.version, expected);
  perform private.check_move('award', award.state, next, command);
  award := private.give_back(award, next, btrim(input ->> 'reason'), input ->> 'lang');
  perform private.cover_request_of(award);
  perform private.tell_of_award(award, award.organisation_id, provider, 'award_retracted');
  perform private.append_audit('award', award.id, command, auth.uid(), '{}');
  return jsonb_build_object('id', award.id, 'ref', award.ref, 'version', award.version);
end
$$;

create function private.do_retract_award(act_key uuid, expected_version int, input jsonb) returns jsonb
language sql security definer set search_path = '' as $$
  select private.take_award_back(input, expected_version, 'retracted', 'retract_award')
$$;

create function private.do_cancel_award(act_key uuid, expected_version int, input jsonb) returns jsonb
language sql security definer set search_path = '' as $$
  select private.take_award_back(input, expected_version, 'cancelled', 'cancel_award')
$$;

-- Awards that nobody answered in time; returns how many. Each is locked with its offer, like a command would.
create function private.lapse_awards(at timestamptz default now()) returns int
language plpgsql security definer set search_path = '' as $$
declare
  due text;
  award public.awards;
  lapsed int := 0;
begin
  for due in
    select w.ref from public.awards w where w.state = 'offered' and w.answer_by <= at order by w.offer_id, w.id limit 200
  loop
    award := private.lock_award(due);
    continue when award.state <> 'offered';
    award := private.give_back(award, 'lapsed', null, null);
    perform private.tell_of_award(award, award.organisation_id, f.provider_id, 'award_lapsed'),
      private.tell_of_award(award, f.provider_id, award.organisation_id, 'award_lapsed')
    from public.offers f where f.id = award.offer_id;
    perform private.append_audit('award', award.id, 'lapse_award', null, '{}');
    lapsed := lapsed + 1;
  end loop;
  return lapsed;
end
$$;

select private.open_command('answer_award',
  'An owner of the institution accepts an award or declines it. input: ref, answer, reason, lang.');
select private.open_command('retract_award', 'A provider takes an award back before it is answered. input: ref, reason, lang.');
select private.open_command('cancel_award', 'A provider cancels an accepted award of which nothing was delivered. input: ref, reason, lang.');

revoke execute on function
  private.give_back(public.awards, text, text, text), private.lock_award(text), private.cover_request_of(public.awards),
  private.tell_of_award(public.awards, uuid, uuid, text), private.take_award_back(jsonb, int, text, text),
  private.lapse_awards(timestamptz)
  from public, anon, authenticated;
