-- An institution applies for an offer, one live application at a time. Whether it is eligible the application layer
-- decides and explains; here stands what must hold whoever calls.

create function private.unit_kind(kind text, form text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case when kind = 'training' then 'seat' when kind = 'joint_lab' then 'lab_slot' when form = 'money' then 'grant'
    else 'item' end
$$;

create function private.do_submit_application(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  offer public.offers;
  applicant public.organisations;
  request public.support_requests;
  application public.applications;
  kind text;
  unit record;
  unit_id uuid;
begin
  perform private.check_input(input, '{
    "offer": "line 3 20", "organisation": "uuid", "motivation": "text 10 6000", "lang": "lang", "request?": "line 3 20",
    "units": "list 20", "consentWords?": "text 1 2000", "askedMinor?": "int 1 900000000000000"
  }');
  perform private.refuse_if(expected_version is not null, 'input_invalid');
  perform private.require_member((input ->> 'organisation')::uuid, '{owner,editor}');
  select f.* into offer from public.offers f where f.ref = input ->> 'offer' for share;
  perform private.refuse_if(offer.id is null, 'not_found');
  perform private.refuse_if(offer.origin = 'imported', 'offer_imported');
  select o.* into strict applicant from public.organisations o where o.id = (input ->> 'organisation')::uuid for share;
  perform private.refuse_if(not private.same_world(offer.origin, applicant.origin), 'not_found');
  perform private.refuse_if(applicant.id = offer.provider_id, 'own_offer');
  perform private.refuse_if(not private.is_offer_open(offer), 'window_closed');
  if input ->> 'request' is not null then
    select r.* into request from public.support_requests r where r.ref = input ->> 'request';
    perform private.refuse_if(request.organisation_id is distinct from applicant.id, 'request_not_own');
    perform private.refuse_if(request.state not in ('open', 'partly_covered'), 'wrong_state',
      jsonb_build_object('state', request.state));
  end if;
  kind := private.unit_kind(offer.kind, offer.form);
  perform private.refuse_if(jsonb_array_length(input -> 'units') < 1, 'input_invalid', '{"field": "units"}');
  perform private.refuse_if(kind = 'grant' and (input ->> 'askedMinor' is null or jsonb_array_length(input -> 'units') > 1),
    'amount_missing');
  perform private.refuse_if(coalesce((input ->> 'askedMinor')::bigint > offer.amount_minor, false), 'above_offer');
  for unit in select u.value from jsonb_array_elements(input -> 'units') u loop
    if kind = 'seat' then
      perform private.check_input(unit.value, '{"name": "line 2 150", "mail?": "line 3 254"}');
    else
      perform private.check_input(unit.value, '{}');
    end if;
  end loop;
  perform private.refuse_if(kind = 'seat' and input ->> 'consentWords' is null, 'consent_missing');
  -- One at a time for an applicant and an offer; the unique index says the same.
  perform pg_advisory_xact_lock(hashtextextended('apply ' || offer.id::text || applicant.id::text, 0));
  perform private.refuse_if(exists (
    select from public.applications a where a.offer_id = offer.id and a.organisation_id = applicant.id
      and a.state not in ('withdrawn', 'declined', 'ineligible')
  ), 'applied_already');

  insert into public.applications (ref, offer_id, organisation_id, request_id, state, motivation, lang, asked_minor,
    asked_currency)
  values (private.new_receipt_ref(), offer.id, applicant.id, request.id, 'submitted', btrim(input ->> 'motivation'),
    input ->> 'lang', case when kind = 'grant' then (input ->> 'askedMinor')::bigint end,
    case when kind = 'grant' then offer.amount_currency end)
  returning * into application;
  for unit in select u.value, u.ordinality from jsonb_array_elements(input -> 'units') with ordinality u loop
    insert into public.application_units (application_id, position, kind)
    values (application.id, unit.ordinality, kind) returning id into unit_id;
    if kind = 'seat' then
      insert into public.nominees (unit_id, name, mail, consent_words, consent_lang, consent_on)
      values (unit_id, btrim(unit.value ->> 'name'), btrim(unit.value ->> 'mail'), input ->> 'consentWords',
        input ->> 'lang', current_date);
    end if;
  end loop;
  perform private.notify_organisation(offer.provider_id, '{owner,editor,reviewer}', 'application_received', 'application',
    application.ref, private.told_of(applicant.id) || jsonb_build_object('title', offer.title, 'title_lang', offer.lang));
  perform private.append_audit('application', application.id, 'submit_application', auth.uid(),
    jsonb_build_object('offer', offer.id, 'organisation', applicant.id, 'units', jsonb_array_length(input -> 'units'),
      'fields', jsonb_build_array('motivation', 'nominees')));
  return jsonb_build_object('id', application.id, 'ref', application.ref, 'version', application.version,
    'at', application.submitted_at);
end
$$;

select private.open_command('submit_application',
  'An owner or editor of an institution applies for an offer. input: offer (ref), organisation, motivation, lang, request (ref) or null, units (of a seat: name, mail), consentWords, askedMinor.');

revoke execute on function private.unit_kind(text, text) from public, anon, authenticated;
