-- A verifier of the platform finds that an organisation is what it says, or that it is not; and whose branch it is. Never
-- their own employer, nor one they act for or once acted for.

-- Whether the reader founded, claimed or joined an organisation, or asked to; also where they left since.
create function private.has_acted_for(organisation uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.audit_log a
    where a.chain = 'organisation' and a.subject_id = organisation and a.actor = auth.uid()
      and a.command in ('register_organisation', 'claim_organisation', 'ask_membership', 'accept_invitation', 'invite_member'))
$$;

create function private.do_check_organisation(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  body public.organisations;
  parent uuid;
  answers uuid;
begin
  perform private.check_input(input, '{
    "ref": "line 1 200", "outcome": "code verified|refused", "reason": "text 3 4000", "lang": "lang",
    "parent?": "line 1 200", "accountable?": "line 1 200"
  }');
  -- One finding at a time: two could close a circle that neither of them sees.
  perform pg_advisory_xact_lock(hashtextextended('check_organisation', 0));
  select o.* into body from public.organisations o where o.ref = input ->> 'ref' for update;
  perform private.require_platform_role(coalesce(body.origin, 'platform'), 'verifier');
  perform private.refuse_if(body.id is null, 'not_found');
  perform private.check_version(body.version, expected_version);
  perform private.refuse_if(body.state = 'listed', 'wrong_state', '{"state": "listed"}');
  perform private.refuse_if(private.my_role(body.id) is not null or private.has_acted_for(body.id), 'conflict_of_interest');
  select o.id into parent from public.organisations o
  where o.ref = input ->> 'parent' and private.same_world(o.origin, body.origin);
  select o.id into answers from public.organisations o
  where o.ref = input ->> 'accountable' and private.same_world(o.origin, body.origin);
  perform private.refuse_if(input ->> 'parent' is not null and parent is null
    or input ->> 'accountable' is not null and answers is null, 'organisation_unknown');
  perform private.refuse_if(exists (
    select from unnest(array[parent, answers]) above where above is not null and body.id in (select private.line_of(above))
  ), 'in_a_circle');
  -- Also what the finding itself would make their employer's.
  perform private.refuse_if(exists (
    select from public.platform_roles r, unnest(array[body.id, parent, answers]) stands_for
    where r.user_id = auth.uid() and r.role = 'verifier' and stands_for is not null
      and private.are_related(r.employer_id, stands_for)), 'conflict_of_interest');
  if input ->> 'outcome' = 'verified' then
    if body.state = 'claimed' then
      perform private.check_move('organisation', body.state, 'verified', 'check_organisation');
    end if;
    update public.organisations o
    set state = 'verified', parent_id = parent, accountable_body_id = answers, version = o.version + 1
    where o.id = body.id returning * into body;
  else
    update public.organisations o set state = 'claimed', version = o.version + 1 where o.id = body.id returning * into body;
  end if;
  insert into public.organisation_checks (organisation_id, outcome, reason, lang)
  values (body.id, input ->> 'outcome', btrim(input ->> 'reason'), input ->> 'lang');
  perform private.notify_organisation(body.id, '{owner,editor}', 'organisation_checked', 'organisation', body.ref,
    jsonb_build_object('organisation', body.name, 'lang', body.lang, 'outcome', input ->> 'outcome'));
  perform private.append_audit('organisation', body.id, 'check_organisation', auth.uid(),
    jsonb_build_object('outcome', input ->> 'outcome', 'parent', parent, 'accountable', answers));
  if body.state = 'verified' then
    perform private.recount_confirmations(body.id);
  end if;
  return jsonb_build_object('id', body.id, 'ref', body.ref, 'version', body.version);
end
$$;

-- What a receiver confirmed before it was verified counts from the day it is, if nothing else stands in the way.
create function private.recount_confirmations(receiver uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  due record;
  award public.awards;
  delivery public.deliveries;
begin
  for due in
    select c.id, c.delivery_id, c.quantity, d.ref from public.confirmations c join public.deliveries d on d.id = c.delivery_id
    where c.organisation_id = receiver and c.why_not = 'not_verified' and d.state in ('confirmed', 'partly_confirmed')
    order by c.delivery_id
  loop
    award := private.lock_award_of(due.ref);
    select d.* into delivery from public.deliveries d where d.id = due.delivery_id for update;
    continue when private.why_confirmation_fails(delivery) is not null;
    update public.confirmations c set counts = true, why_not = null where c.id = due.id;
    update public.deliveries d set confirmed = due.quantity, version = d.version + 1 where d.id = due.delivery_id;
    perform private.append_audit('delivery', due.delivery_id, 'recount_confirmation', auth.uid(),
      jsonb_build_object('confirmation', due.id, 'counts', true));
    perform private.follow_deliveries(award, 'check_organisation');
    perform private.draw_verifier(due.delivery_id);
  end loop;
end
$$;

-- What waits for a verifier of organisations, in the worlds in which the reader is one.
create function private.organisations_to_check()
returns table (ref text, name jsonb, kind text, country text, homepage text, domain text, origin text, version int, since timestamptz, checks bigint)
language sql stable security definer set search_path = '' as $$
  select o.ref, private.source_text(o.name, o.lang), o.kind, o.iso2, o.homepage, o.domain, o.origin, o.version,
    coalesce((select max(a.at) from public.audit_log a where a.chain = 'organisation' and a.subject_id = o.id
      and a.command in ('register_organisation', 'claim_organisation', 'decide_membership')), o.created_at),
    (select count(*) from public.organisation_checks k where k.organisation_id = o.id)
  from public.organisations o
  where o.state = 'claimed' and private.has_platform_role(o.origin, 'verifier')
  order by 9, o.ref
$$;

create function public.organisations_to_check()
returns table (ref text, name jsonb, kind text, country text, homepage text, domain text, origin text, version int, since timestamptz, checks bigint)
language sql stable security invoker set search_path = '' as $$ select * from private.organisations_to_check() $$;
comment on function public.organisations_to_check() is 'Claimed organisations that a verifier has still to look at, the longest waiting first.';

select private.open_command('check_organisation',
  'A verifier finds an organisation to be what it says, or not. input: ref, outcome, reason, lang, parent and accountable (refs) or null.');

revoke execute on function
  private.has_acted_for(uuid), private.recount_confirmations(uuid), private.organisations_to_check(), public.organisations_to_check()
  from public, anon, authenticated;
grant execute on function private.organisations_to_check(), public.organisations_to_check() to authenticated;
