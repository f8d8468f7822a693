-- A person founds an organisation here and is its first owner. It counts for nothing until a verifier has looked at it,
-- who reads what the person says about how it can be checked. Whoever plays in the demonstration founds one there.

create function private.do_register_organisation(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  person constant uuid := auth.uid();
  daily_limit constant int := 5;
  organisation public.organisations;
begin
  perform private.check_input(input, '{
    "name": "line 2 150", "lang": "lang", "country": "line 2 2", "homepage?": "line 10 300", "statement?": "text 3 2000",
    "kind": "code government|local_government|multilateral|intergovernmental|university|university_network|research_institute|foundation|civil_society|company"
  }');
  perform private.refuse_if(expected_version is not null, 'input_invalid');
  perform private.refuse_if(coalesce(input ->> 'homepage' !~ '^https?://[^[:space:]]{3,}$', false), 'input_invalid',
    '{"field": "homepage"}');
  perform private.refuse_if(not exists (select from public.countries c where c.iso2 = input ->> 'country'), 'country_unknown');
  -- One at a time for a person, since the limit counts.
  perform pg_advisory_xact_lock(hashtextextended('register_organisation ' || person::text, 0));
  perform private.refuse_if((
    select count(*) >= daily_limit from public.audit_log a
    where a.chain = 'organisation' and a.command = 'register_organisation' and a.actor = person
      and a.at > now() - interval '1 day'
  ), 'too_often');

  insert into public.organisations (id, ref, origin, name, lang, kind, iso2, homepage, state)
  values (gen_random_uuid(), lower(private.new_ref('o')),
    case when private.plays_in_demonstration() then 'demonstration' else 'platform' end, btrim(input ->> 'name'), input ->> 'lang',
    input ->> 'kind', input ->> 'country', input ->> 'homepage', 'claimed')
  returning * into organisation;
  insert into public.memberships (organisation_id, user_id, role) values (organisation.id, person, 'owner');
  if input ->> 'statement' is not null then
    insert into public.membership_requests (kind, organisation_id, user_id, statement, lang, state, decided_at)
    values ('register', organisation.id, person, btrim(input ->> 'statement'), input ->> 'lang', 'approved', now());
  end if;
  perform private.notify_platform(organisation.origin, 'verifier', 'organisation_to_check', 'organisation', organisation.ref,
    jsonb_build_object('organisation', organisation.name, 'lang', organisation.lang));
  perform private.append_audit('organisation', organisation.id, 'register_organisation', person,
    jsonb_build_object('kind', organisation.kind, 'country', organisation.iso2));
  return jsonb_build_object('id', organisation.id, 'ref', organisation.ref, 'version', organisation.version);
end
$$;

select private.open_command('register_organisation',
  'A person founds an organisation and becomes its owner. input: name, lang, kind, country, homepage and statement or null.');

create index audit_log_actor_idx on public.audit_log (actor, command, at);
