-- A provider decides about an application, with a reason. An award is offered with the decision, and the offer's row is
-- locked from the first look at what is left until it is written, so that the last seat goes to one.

create function private.do_decide_application(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  offer public.offers;
  application public.applications;
  award public.awards;
  outcome constant text := input ->> 'outcome';
  quantity numeric;
  amount bigint;
begin
  perform private.check_input(input, '{
    "ref": "line 10 10", "outcome": "code awarded|waitlisted|declined|ineligible",
    "reasonCode": "code best_fit|meets_all|no_room|others_stronger|rule_not_met|incomplete|other",
    "reason?": "text 1 4000", "lang": "lang", "quantity?": "int 1 1000000", "amountMinor?": "int 1 900000000000000"
  }');
  quantity := (input ->> 'quantity')::numeric;
  amount := (input ->> 'amountMinor')::bigint;
  -- The offer first, then the application: every command takes these locks in this order.
  select f.* into offer from public.offers f
  join public.applications a on a.offer_id = f.id where a.ref = input ->> 'ref' for update of f;
  select a.* into application from public.applications a where a.ref = input ->> 'ref' for update;
  perform private.require_member(offer.provider_id, '{owner,editor}');
  perform private.refuse_if(private.my_role(application.organisation_id) is not null, 'conflict_of_interest');
  perform private.check_version(application.version, expected_version);
  perform private.check_move('application', application.state, outcome, 'decide_application');
  perform private.refuse_if(input ->> 'reasonCode' = 'other' and input ->> 'reason' is null, 'reason_missing');
  if outcome = 'awarded' then
    perform private.refuse_if(offer.state = 'cancelled', 'wrong_state', jsonb_build_object('state', offer.state));
    perform private.refuse_if(
      case when offer.amount_minor is not null then amount is null or quantity is not null
        else quantity is null or amount is not null end, 'capacity_missing');
    perform private.refuse_if(
      coalesce(quantity > (select count(*) from public.application_units u where u.application_id = application.id), false)
      or coalesce(amount > application.asked_minor, false), 'above_asked');
    perform private.refuse_if(
      offer.awarded_value + coalesce(quantity, 0) > coalesce(offer.capacity_value, 0)
      or offer.awarded_minor + coalesce(amount, 0) > coalesce(offer.amount_minor, 0), 'above_offer',
      jsonb_build_object('left', coalesce(offer.capacity_value - offer.awarded_value, offer.amount_minor - offer.awarded_minor)));
    update public.offers f
    set awarded_value = f.awarded_value + coalesce(quantity, 0), awarded_minor = f.awarded_minor + coalesce(amount, 0)
    where f.id = offer.id;
    insert into public.awards (ref, application_id, offer_id, organisation_id, state, quantity, amount_minor,
      amount_currency, answer_by)
    values (private.new_ref('A'), application.id, offer.id, application.organisation_id, 'offered', quantity, amount,
      case when amount is not null then offer.amount_currency end, now() + make_interval(days => offer.answer_days))
    returning * into award;
  end if;
  update public.applications a set state = outcome, version = a.version + 1, changed_at = now()
  where a.id = application.id returning * into application;
  insert into public.decisions (application_id, outcome, reason_code, reason, lang)
  values (application.id, outcome, input ->> 'reasonCode', btrim(input ->> 'reason'), input ->> 'lang');
  perform private.notify_organisation(application.organisation_id, '{owner,editor}',
    case when outcome = 'awarded' then 'award_offered' else 'application_decided' end,
    case when outcome = 'awarded' then 'award' else 'application' end,
    coalesce(award.ref, application.ref),
    private.told_of(offer.provider_id)
      || jsonb_build_object('title', offer.title, 'title_lang', offer.lang, 'outcome', outcome));
  perform private.append_audit('application', application.id, 'decide_application', auth.uid(),
    jsonb_build_object('outcome', outcome, 'reason_code', input ->> 'reasonCode', 'award', award.id, 'quantity', quantity,
      'amount_minor', amount));
  return jsonb_build_object('id', application.id, 'ref', application.ref, 'version', application.version,
    'award', award.ref);
end
$$;

select private.open_command('decide_application',
  'An owner or editor of a provider decides about an application. input: ref, outcome, reasonCode, reason, lang, and for an award quantity or amountMinor.');
