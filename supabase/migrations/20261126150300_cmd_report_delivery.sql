-- Who is accountable for a commitment reports what was delivered: on an award, or straight to a receiver, with evidence.

-- Files that came under the act, and a link, as evidence of a delivery; refused where there is neither.
create function private.attach_evidence(delivery uuid, act_key uuid, organisation uuid, input jsonb) returns int
language plpgsql security definer set search_path = '' as $$
declare
  files int;
begin
  files := private.attach_files(act_key, organisation, auth.uid());
  insert into public.evidence (id, delivery_id, position, file_id)
  select gen_random_uuid(), delivery, row_number() over (order by f.created_at, f.id) - 1, f.id
  from public.files f
  where f.act_key = attach_evidence.act_key and f.organisation_id = organisation and f.added_by = auth.uid()
    and f.state = 'attached';
  if input ->> 'evidenceUrl' is not null then
    perform private.refuse_if(input ->> 'evidenceUrl' !~ '^https?://[^[:space:]]{3,}$', 'evidence_no_address');
    insert into public.evidence (id, delivery_id, position, url, publisher, source_kind)
    values (gen_random_uuid(), delivery, files, input ->> 'evidenceUrl',
      split_part(split_part(input ->> 'evidenceUrl', '/', 3), ':', 1), 'provider');
  end if;
  perform private.refuse_if(files = 0 and input ->> 'evidenceUrl' is null, 'evidence_missing');
  return files;
end
$$;

-- What is reported on an award and stands: neither corrected nor rejected.
create function private.reported_on_award(award uuid) returns numeric
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(d.reported), 0) from public.deliveries d
  where d.award_id = award and d.state not in ('corrected', 'rejected')
$$;

-- How much an award holds, in the measure of its offer; money in whole units of its currency.
create function private.size_of_award(award public.awards) returns numeric
language sql stable set search_path = '' as $$ 
  select coalesce(award.quantity, award.amount_minor::numeric / private.minor_per_unit(award.amount_currency))
 $$;

create function private.do_report_delivery(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  award public.awards;
  promise public.commitments;
  reporter public.organisations;
  receiver public.organisations;
  delivery public.deliveries;
begin
  perform private.check_input(input, '{
    "award?": "line 3 20", "commitment?": "line 3 20", "receiver?": "line 1 200", "measure": "line 1 60",
    "quantity": "number 0.000001 1000000000000000", "asOf": "date", "periodFrom?": "date", "periodTo?": "date",
    "place?": "line 2 2", "note?": "text 1 4000", "lang": "lang", "evidenceUrl?": "line 10 500"
  }');
  perform private.refuse_if(expected_version is not null, 'input_invalid');
  perform private.refuse_if(num_nonnulls(input ->> 'award', input ->> 'commitment') <> 1
    or input ->> 'award' is not null and input ->> 'receiver' is not null, 'input_invalid');
  if input ->> 'award' is not null then
    award := private.lock_award(input ->> 'award');
    select c.* into promise from public.commitments c join public.offers f on f.commitment_id = c.id
    where f.id = award.offer_id for update of c;
  else
    select c.* into promise from public.commitments c where c.ref = input ->> 'commitment' for update;
  end if;
  perform private.require_member(promise.accountable_id, '{owner,editor}');
  select o.* into strict reporter from public.organisations o where o.id = promise.accountable_id;
  if award.id is not null then
    perform private.refuse_if(award.state <> all ('{accepted,active}'), 'wrong_state', jsonb_build_object('state', award.state));
    perform private.refuse_if(input ->> 'measure' <> (select f.measure from public.offers f where f.id = award.offer_id),
      'measure_of_award');
    perform private.refuse_if(
      private.reported_on_award(award.id) + (input ->> 'quantity')::numeric > private.size_of_award(award), 'above_award');
    select o.* into strict receiver from public.organisations o where o.id = award.organisation_id;
  elsif input ->> 'receiver' is not null then
    select o.* into receiver from public.organisations o where o.ref = input ->> 'receiver';
    perform private.refuse_if(receiver.id is null or not private.same_world(receiver.origin, reporter.origin), 'receiver_unknown');
    perform private.refuse_if(receiver.id = reporter.id, 'receiver_is_reporter');
  end if;
  perform private.refuse_if(not exists (select from public.measures m where m.code = input ->> 'measure'), 'measure_unknown');
  perform private.refuse_if((input ->> 'asOf')::date > current_date, 'date_future');
  perform private.refuse_if(num_nonnulls(input ->> 'periodFrom', input ->> 'periodTo') = 1
    or coalesce((input ->> 'periodFrom')::date > (input ->> 'periodTo')::date, false), 'dates_crossed');
  perform private.refuse_if(input ->> 'place' is not null and not exists (
    select from public.countries c where c.iso2 = input ->> 'place'), 'country_unknown');

  insert into public.deliveries (id, ref, commitment_id, origin, measure, reported, as_of, reported_by, note, lang, state,
    award_id, reporter_id, receiver_id, period_from, period_to, place_iso2)
  values (gen_random_uuid(), private.new_ref('D'), promise.id, private.world_of(reporter.origin), input ->> 'measure',
    (input ->> 'quantity')::numeric, (input ->> 'asOf')::date, reporter.name, btrim(input ->> 'note'), input ->> 'lang',
    'reported', award.id, reporter.id, receiver.id, (input ->> 'periodFrom')::date, (input ->> 'periodTo')::date,
    input ->> 'place')
  returning * into delivery;
  perform private.attach_evidence(delivery.id, act_key, reporter.id, input);
  perform private.refuse_if(not private.take_part(delivery.id, 'report'), 'other_part');
  if award.state = 'accepted' then
    update public.awards w set state = 'active', version = w.version + 1, changed_at = now() where w.id = award.id;
    perform private.append_audit('award', award.id, 'report_delivery', auth.uid(), '{"state": "active"}');
  end if;
  update public.commitments c set last_reported_on = current_date where c.id = promise.id and c.origin <> 'imported';
  perform private.append_audit('delivery', delivery.id, 'report_delivery', auth.uid(),
    jsonb_build_object('commitment', promise.id, 'award', award.id, 'receiver', receiver.id, 'measure', delivery.measure,
      'reported', delivery.reported));
  if receiver.id is null then
    perform private.draw_verifier(delivery.id);
  else
    perform private.notify_organisation(receiver.id, '{owner,editor}', 'delivery_to_confirm', 'delivery', delivery.ref,
      private.told_of(reporter.id) || jsonb_build_object('title', promise.title, 'title_lang', promise.lang));
  end if;
  return jsonb_build_object('id', delivery.id, 'ref', delivery.ref, 'version', delivery.version);
end
$$;

select private.open_command('report_delivery',
  'The accountable organisation reports a delivery. input: award or commitment (refs), receiver (ref) or null, measure, quantity, asOf, periodFrom, periodTo, place, note, lang, evidenceUrl; files come under the act key.');

revoke execute on function
  private.attach_evidence(uuid, uuid, uuid, jsonb), private.reported_on_award(uuid), private.size_of_award(public.awards)
  from public, anon, authenticated;
