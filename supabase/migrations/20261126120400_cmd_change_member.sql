-- An owner changes what a member may do, or ends a membership; anybody leaves. One owner always stays.

create function private.do_change_member(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  body uuid;
  member uuid;
begin
  perform private.check_input(input, '{
    "organisation": "uuid", "member": "uuid", "role": "code owner|editor|reviewer|viewer|none"
  }');
  body := (input ->> 'organisation')::uuid;
  member := (input ->> 'member')::uuid;
  perform from public.organisations o where o.id = body for update;
  if member = auth.uid() and input ->> 'role' = 'none' then
    perform private.require_member(body, '{owner,editor,reviewer,viewer}');
  else
    perform private.require_member(body, '{owner}');
  end if;
  perform private.refuse_if(not exists (
    select from public.memberships m where m.organisation_id = body and m.user_id = member), 'not_found');
  perform private.refuse_if(input ->> 'role' <> 'owner' and not exists (
    select from public.memberships m where m.organisation_id = body and m.user_id <> member and m.role = 'owner'), 'last_owner');
  if input ->> 'role' = 'none' then
    delete from public.memberships m where m.organisation_id = body and m.user_id = member;
  else
    update public.memberships m set role = input ->> 'role' where m.organisation_id = body and m.user_id = member;
  end if;
  perform private.append_audit('organisation', body, 'change_member', auth.uid(),
    jsonb_build_object('member', member, 'role', input ->> 'role'));
  return jsonb_build_object('id', member, 'ref', (select o.ref from public.organisations o where o.id = body), 'version', 1);
end
$$;

-- The members of an organisation with their names, for its members; for verifiers its owners, of whom they find out
-- whether they may speak for it.
create function private.members_of(organisation uuid)
returns table (user_id uuid, name text, mail text, role text, since timestamptz, is_reader boolean, statement jsonb)
language sql stable security definer set search_path = '' as $$
  select m.user_id, p.display_name, case when coalesce(private.my_role(organisation), 'owner') = 'owner' then u.email end, m.role, m.created_at,
    m.user_id = auth.uid(),
    case when private.my_role(organisation) is null then (
      select private.source_text(q.statement, q.lang) from public.membership_requests q
      where q.organisation_id = m.organisation_id and q.user_id = m.user_id and q.state = 'approved'
      order by q.created_at desc limit 1) end
  from public.memberships m join auth.users u on u.id = m.user_id left join public.profiles p on p.user_id = m.user_id
  join public.organisations o on o.id = m.organisation_id
  where m.organisation_id = organisation
    and (private.my_role(organisation) is not null or m.role = 'owner' and private.has_platform_role(o.origin, 'verifier'))
  order by m.created_at, m.user_id
$$;

create function public.members_of(organisation uuid)
returns table (user_id uuid, name text, mail text, role text, since timestamptz, is_reader boolean, statement jsonb)
language sql stable security invoker set search_path = '' as $$ select * from private.members_of(organisation) $$;
comment on function public.members_of(uuid) is 'Who acts for an organisation, for its members, addresses for its owners alone; its owners for verifiers, with addresses and what they said of themselves.';

select private.open_command('change_member',
  'An owner changes the role of a member or ends it; anybody leaves. input: organisation, member, role (or none).');

revoke execute on function private.members_of(uuid), public.members_of(uuid) from public, anon, authenticated;
grant execute on function private.members_of(uuid), public.members_of(uuid) to authenticated;
