-- Claiming a listed organisation. A mail address at the listed domain of an institution is proof enough; everybody else
-- asks, and a coordinator decides with a reason. Whoever promised or offers something here is claimed by approval only.

-- The domain of the caller's address, which they have proven to read; null where they have not.
create function private.my_mail_domain() returns text
language sql stable security definer set search_path = '' as $$
  select lower(split_part(u.email, '@', 2)) from auth.users u
  where u.id = auth.uid() and u.email_confirmed_at is not null
$$;

-- Domains at which anybody gets an address: reading mail there proves nothing about an organisation.
create function private.hosts_mail_of_anybody(domain text) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select lower(domain) = any ('{gmail.com,googlemail.com,outlook.com,hotmail.com,hotmail.fr,live.com,msn.com,icloud.com,me.com,
    aol.com,gmx.com,gmx.net,gmx.de,web.de,mail.com,mail.ru,yandex.com,yandex.ru,proton.me,protonmail.com,zoho.com,qq.com,
    163.com,126.com,sina.com,orange.fr,laposte.net,free.fr,wanadoo.fr,tutanota.com,fastmail.com}'::text[])
    or lower(domain) ~ '^(yahoo|ymail|rocketmail)\.'
$$;

-- Whether an address at this domain may claim the organisation at once.
create function private.is_claimed_by_domain(body public.organisations, mail_domain text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(
    body.kind in ('university', 'university_network', 'research_institute')
      and body.domain ~ '\.' and (mail_domain = lower(body.domain) or mail_domain like '%.' || lower(body.domain))
      and not private.hosts_mail_of_anybody(body.domain)
      and not exists (select from public.commitments c where c.accountable_id = body.id)
      and not exists (select from public.offers o where o.provider_id = body.id), false)
$$;

create function private.do_claim_organisation(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  person constant uuid := auth.uid();
  body public.organisations;
  request public.membership_requests;
begin
  perform private.check_input(input, '{"organisation": "line 1 200", "statement": "text 3 2000", "lang": "lang"}');
  perform private.refuse_if(expected_version is not null, 'input_invalid');
  select o.* into body from public.organisations o where o.ref = input ->> 'organisation' for update;
  perform private.refuse_if(body.id is null or body.origin = 'demonstration' and not private.plays_in_demonstration(), 'not_found');
  perform private.refuse_if(body.origin <> 'demonstration' and private.plays_in_demonstration(), 'only_demonstration');
  perform private.check_move('organisation', body.state, 'claimed', 'claim_organisation');
  if private.is_claimed_by_domain(body, private.my_mail_domain()) then
    update public.organisations o set state = 'claimed', version = o.version + 1 where o.id = body.id returning * into body;
    insert into public.memberships (organisation_id, user_id, role) values (body.id, person, 'owner');
    -- What the same person asked before is answered by this.
    update public.membership_requests q set state = 'withdrawn', version = q.version + 1
    where q.organisation_id = body.id and q.user_id = person and q.state = 'waiting';
    perform private.notify_platform(body.origin, 'verifier', 'organisation_to_check', 'organisation', body.ref,
      jsonb_build_object('organisation', body.name, 'lang', body.lang));
    perform private.append_audit('organisation', body.id, 'claim_organisation', person, '{"way": "domain"}');
    return jsonb_build_object('id', body.id, 'ref', body.ref, 'version', body.version, 'state', body.state);
  end if;
  perform private.refuse_if(exists (
    select from public.membership_requests q where q.organisation_id = body.id and q.user_id = person and q.state = 'waiting'
  ), 'asked_already');
  insert into public.membership_requests (kind, organisation_id, user_id, statement, lang)
  values ('claim', body.id, person, btrim(input ->> 'statement'), input ->> 'lang') returning * into request;
  perform private.notify_platform(body.origin, 'coordinator', 'claim_to_decide', 'organisation', body.ref,
    jsonb_build_object('organisation', body.name, 'lang', body.lang));
  perform private.append_audit('organisation', body.id, 'claim_organisation', person,
    jsonb_build_object('way', 'approval', 'request', request.id));
  return jsonb_build_object('id', request.id, 'ref', body.ref, 'version', request.version, 'state', request.state);
end
$$;

select private.open_command('claim_organisation',
  'A person claims a listed organisation. input: organisation (ref), statement, lang. The receipt says whether it is claimed or waits.');

revoke execute on function
  private.my_mail_domain(), private.hosts_mail_of_anybody(text),
  private.is_claimed_by_domain(public.organisations, text) from public, anon, authenticated;
