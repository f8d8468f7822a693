-- An owner invites by mail; only whoever has proven that address accepts.

alter table private.outbox drop constraint outbox_kind_check;
alter table private.outbox add constraint outbox_kind_check check (kind in (
  'confirm_sign_up', 'sign_in_code', 'recover', 'confirm_new_email', 'account_exists', 'email_changed',
  'password_changed', 'second_factor_added', 'second_factor_removed', 'recovery_code_used', 'invitation',
  'notification', 'digest'
));

create function private.do_invite_member(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  body public.organisations;
  invitation public.invitations;
  address constant text := lower(btrim(input ->> 'mail'));
begin
  perform private.check_input(input, '{
    "organisation": "uuid", "mail": "line 3 254", "role": "code owner|editor|reviewer|viewer", "lang": "lang"
  }');
  perform private.refuse_if(expected_version is not null, 'input_invalid');
  perform private.require_member((input ->> 'organisation')::uuid, '{owner}');
  perform private.refuse_if(address !~ '^[^@[:space:]<>,;]{1,64}@[^@[:space:]<>,;]+\.[^@[:space:]<>,;.]{2,}$', 'input_invalid',
    '{"field": "mail"}');
  select o.* into strict body from public.organisations o where o.id = (input ->> 'organisation')::uuid for update;
  perform private.refuse_if(exists (
    select from public.memberships m join auth.users u on u.id = m.user_id
    where m.organisation_id = body.id and lower(u.email) = address), 'member_already');
  perform private.refuse_if(exists (
    select from public.invitations i where i.organisation_id = body.id and i.mail = address and i.state = 'sent'
      and i.expires_at > now()), 'asked_already');
  perform private.refuse_if((
    select count(*) >= 20 from public.invitations i where i.organisation_id = body.id and i.created_at > now() - interval '1 day'
  ), 'too_often');
  -- One that ran out makes room for the new one.
  update public.invitations i set state = 'withdrawn', version = i.version + 1
  where i.organisation_id = body.id and i.mail = address and i.state = 'sent';
  insert into public.invitations (organisation_id, mail, role) values (body.id, address, input ->> 'role')
  returning * into invitation;
  perform private.queue_mail('invitation', address, input ->> 'lang', jsonb_build_object('organisation', body.name));
  perform private.append_audit('organisation', body.id, 'invite_member', auth.uid(),
    jsonb_build_object('invitation', invitation.id, 'role', invitation.role, 'fields', '["mail"]'::jsonb));
  return jsonb_build_object('id', invitation.id, 'ref', body.ref, 'version', invitation.version);
end
$$;

create function private.do_withdraw_invitation(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  invitation public.invitations;
begin
  perform private.check_input(input, '{"id": "uuid"}');
  select i.* into invitation from public.invitations i where i.id = (input ->> 'id')::uuid for update;
  -- To members who may not read it there is no invitation.
  perform private.refuse_if(private.my_role(invitation.organisation_id) is distinct from 'owner', 'not_found');
  perform private.check_version(invitation.version, expected_version);
  perform private.check_move('invitation', invitation.state, 'withdrawn', 'withdraw_invitation');
  update public.invitations i set state = 'withdrawn', version = i.version + 1
  where i.id = invitation.id returning * into invitation;
  perform private.append_audit('organisation', invitation.organisation_id, 'withdraw_invitation', auth.uid(),
    jsonb_build_object('invitation', invitation.id));
  return jsonb_build_object('id', invitation.id, 'version', invitation.version, 'ref',
    (select o.ref from public.organisations o where o.id = invitation.organisation_id));
end
$$;

create function private.do_accept_invitation(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  person constant uuid := auth.uid();
  invitation public.invitations;
begin
  perform private.check_input(input, '{"id": "uuid"}');
  select i.* into invitation from public.invitations i
  join auth.users u on u.id = person and u.email_confirmed_at is not null and lower(u.email) = i.mail
  where i.id = (input ->> 'id')::uuid for update of i;
  perform private.refuse_if(invitation.id is null, 'not_found');
  perform private.check_version(invitation.version, expected_version);
  perform private.check_move('invitation', invitation.state, 'accepted', 'accept_invitation');
  perform private.refuse_if(invitation.expires_at <= now(), 'too_late');
  perform private.refuse_if(private.plays_in_demonstration() and not exists (
    select from public.organisations o where o.id = invitation.organisation_id and o.origin = 'demonstration'
  ), 'only_demonstration');
  update public.invitations i set state = 'accepted', version = i.version + 1
  where i.id = invitation.id returning * into invitation;
  insert into public.memberships (organisation_id, user_id, role) values (invitation.organisation_id, person, invitation.role)
  on conflict do nothing;
  perform private.append_audit('organisation', invitation.organisation_id, 'accept_invitation', person,
    jsonb_build_object('invitation', invitation.id, 'role', invitation.role));
  return jsonb_build_object('id', invitation.id, 'version', invitation.version, 'ref',
    (select o.ref from public.organisations o where o.id = invitation.organisation_id));
end
$$;

-- What the reader is invited to, by the address they have proven.
create function private.my_invitations()
returns table (id uuid, organisation jsonb, role text, version int, created_at timestamptz, expires_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select i.id, jsonb_build_object('ref', o.ref, 'name', private.source_text(o.name, o.lang)), i.role, i.version, i.created_at, i.expires_at
  from public.invitations i join public.organisations o on o.id = i.organisation_id
  join auth.users u on u.id = auth.uid() and u.email_confirmed_at is not null and lower(u.email) = i.mail
  where i.state = 'sent' and i.expires_at > now() and private.refuse_actor() is null
  order by i.created_at, i.id
$$;

create function public.my_invitations()
returns table (id uuid, organisation jsonb, role text, version int, created_at timestamptz, expires_at timestamptz)
language sql stable security invoker set search_path = '' as $$ select * from private.my_invitations() $$;
comment on function public.my_invitations() is 'What the reader is invited to, by the mail address they have proven.';

select private.open_command('invite_member', 'An owner invites somebody by mail. input: organisation, mail, role, lang.');
select private.open_command('withdraw_invitation', 'An owner takes an invitation back. input: id.');
select private.open_command('accept_invitation', 'Whoever was invited accepts. input: id.');

revoke execute on function private.my_invitations(), public.my_invitations() from public, anon, authenticated;
grant execute on function private.my_invitations(), public.my_invitations() to authenticated;
