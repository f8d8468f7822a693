-- Whoever runs the site gives and takes roles on the platform, by a command line.

create function private.set_platform_role(mail text, role text, country text, employer text, is_taken boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  person constant uuid := (select u.id from auth.users u where lower(u.email) = lower(set_platform_role.mail));
  works_for constant uuid := (select o.id from public.organisations o where o.ref = employer and o.origin <> 'demonstration');
begin
  if person is null then
    return jsonb_build_object('ok', false, 'reason', 'person_unknown');
  end if;
  if role is null or role not in ('admin', 'coordinator', 'verifier', 'focal_point') or employer is not null and works_for is null
    or role = 'verifier' and works_for is null and not is_taken
    or (role = 'focal_point') <> (country is not null) and not is_taken
  then
    return jsonb_build_object('ok', false, 'reason', 'input_invalid');
  end if;
  if country is not null and not exists (select from public.countries c where c.iso2 = country) then
    return jsonb_build_object('ok', false, 'reason', 'country_unknown');
  end if;
  if exists (select from public.platform_roles r where r.user_id = person and r.world = 'demonstration') then
    return jsonb_build_object('ok', false, 'reason', 'plays_in_demonstration');
  end if;
  delete from public.platform_roles r where r.user_id = person and r.role = set_platform_role.role;
  if not is_taken then
    insert into public.platform_roles (user_id, role, iso2, employer_id)
    values (person, set_platform_role.role, country, works_for);
  end if;
  perform private.append_audit('account', person, 'set_platform_role', null,
    jsonb_build_object('role', role, 'country', country, 'employer', works_for, 'is_taken', is_taken));
  return jsonb_build_object('ok', true);
end
$$;

create function public.set_platform_role(mail text, role text, country text, employer text, is_taken boolean) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.set_platform_role(mail, role, country, employer, is_taken)
$$;
comment on function public.set_platform_role(text, text, text, text, boolean) is
  'Gives a person a role on the platform, or takes it; for whoever runs the site.';

revoke execute on function
  private.set_platform_role(text, text, text, text, boolean), public.set_platform_role(text, text, text, text, boolean)
  from public, anon, authenticated;
grant execute on function
  private.set_platform_role(text, text, text, text, boolean), public.set_platform_role(text, text, text, text, boolean)
  to service_role;
