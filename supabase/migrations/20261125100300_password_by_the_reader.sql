-- Whoever signs up with somebody else's address sets a password there, and the owner of the mailbox confirms the
-- account later. So only what is chosen after the mailbox was proven stands: with the confirmation the password of the
-- sign-up goes, in the same write, whichever link or code brought it. An account that the app itself made has been sent
-- no such mail and keeps its password.

create function private.forget_password_of_sign_up() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.encrypted_password := null;
  return new;
end
$$;

create trigger forget_password_of_sign_up before update on auth.users
  for each row
  when (old.email_confirmed_at is null and new.email_confirmed_at is not null and old.confirmation_sent_at is not null)
  execute function private.forget_password_of_sign_up();

-- As before, but a password that went with the confirmation is no change that anybody is told of.
create or replace function private.note_account_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.encrypted_password is distinct from old.encrypted_password
    and coalesce(old.encrypted_password, '') <> '' and coalesce(new.encrypted_password, '') <> ''
  then
    perform private.append_audit('account', new.id, 'password_changed', new.id, '{}');
    perform private.tell_person(new.id, 'password_changed');
  end if;
  if new.email is distinct from old.email and coalesce(old.email, '') <> '' then
    perform private.append_audit('account', new.id, 'email_changed', new.id, '{}');
    perform private.tell_person(new.id, 'email_changed', old.email);
  end if;
  return null;
end
$$;

revoke execute on function private.forget_password_of_sign_up() from public;
