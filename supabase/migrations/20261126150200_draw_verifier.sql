-- Deliveries to verify are assigned, not picked: drawn by ticket among the verifiers who have no part in it.

-- From how many units of money on the verifier's employer must sit in another country.
create function private.verification_threshold() returns numeric
language sql immutable parallel safe set search_path = '' as $$ select 100000::numeric $$;

create function private.open_assignments_at_most() returns int
language sql immutable parallel safe set search_path = '' as $$ select 5 $$;

-- The bodies whose people and relatives may not verify: who reported, who receives, who is accountable.
create function private.parties_of_delivery(delivery uuid) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array_remove(array[d.reporter_id, d.receiver_id, c.accountable_id], null)
  from public.deliveries d join public.commitments c on c.id = d.commitment_id where d.id = delivery
$$;

-- Whether a person could be drawn: no part in it, no tie to a party, not too much at once, and not handed back before.
create function private.may_verify(delivery uuid, person uuid, employer uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select not exists (select from unnest(private.parties_of_delivery(delivery)) p where private.are_related(p, employer))
    and not exists (
      select from public.memberships m where m.user_id = person and m.organisation_id = any (private.parties_of_delivery(delivery)))
    and not exists (
      select from private.delivery_people q where q.line_id = private.first_of_line(delivery) and q.user_id = person)
    and not exists (
      select from public.verification_assignments a where a.delivery_id = delivery and a.verifier_id = person)
    and (select count(*) from public.verification_assignments a where a.verifier_id = person and a.state = 'open')
      < private.open_assignments_at_most()
$$;

-- Draws a verifier for a delivery whose row the caller holds; false where nobody is free: then it waits, and
-- coordinators are told.
create function private.draw_verifier(delivery uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  drawn_for public.deliveries;
  promise public.commitments;
  seed constant uuid := gen_random_uuid();
  tickets jsonb;
  chosen record;
begin
  select d.* into strict drawn_for from public.deliveries d where d.id = delivery;
  select c.* into strict promise from public.commitments c where c.id = drawn_for.commitment_id;
  if exists (select from public.verification_assignments a where a.delivery_id = delivery and a.state = 'open') then
    return true;
  end if;
  with free as (
    select r.user_id, r.employer_id,
      encode(sha256(convert_to(seed::text || delivery::text || r.user_id::text, 'UTF8')), 'hex') as ticket
    from public.platform_roles r join public.organisations e on e.id = r.employer_id
    join public.measures m on m.code = drawn_for.measure
    where r.role = 'verifier' and (r.world = 'demonstration') = (drawn_for.origin = 'demonstration')
      and private.may_verify(delivery, r.user_id, r.employer_id)
      and (m.currency is null or drawn_for.reported < private.verification_threshold() or e.iso2 is distinct from (
        select o.iso2 from public.organisations o where o.id = coalesce(drawn_for.receiver_id, drawn_for.reporter_id)))
  )
  select f.user_id, f.employer_id, f.ticket, (select count(*) from free) as among into chosen
  from free f order by f.ticket limit 1;
  if chosen.user_id is null then
    perform private.notify_platform(drawn_for.origin, 'coordinator', 'verifier_missing', 'delivery', drawn_for.ref,
      private.told_of(drawn_for.reporter_id) || jsonb_build_object('title', promise.title, 'title_lang', promise.lang));
    return false;
  end if;
  insert into public.verification_assignments (delivery_id, verifier_id, employer_id, drawn_among)
  values (delivery, chosen.user_id, chosen.employer_id, chosen.among);
  perform private.notify_person(chosen.user_id, 'delivery_to_verify', drawn_for.reporter_id, 'delivery', drawn_for.ref,
    private.told_of(drawn_for.reporter_id) || jsonb_build_object('title', promise.title, 'title_lang', promise.lang));
  perform private.append_audit('delivery', delivery, 'draw_verifier', auth.uid(),
    jsonb_build_object('seed', seed, 'verifier', chosen.user_id, 'ticket', chosen.ticket, 'among', chosen.among));
  return true;
end
$$;

-- A coordinator draws again for a delivery that waits for a verifier.
create function private.do_draw_verifier(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  delivery public.deliveries;
begin
  perform private.check_input(input, '{"ref": "line 3 20"}');
  select d.* into delivery from public.deliveries d where d.ref = input ->> 'ref' for update;
  perform private.require_platform_role(coalesce(delivery.origin, 'platform'), 'coordinator');
  perform private.refuse_if(delivery.id is null, 'not_found');
  perform private.check_version(delivery.version, expected_version);
  perform private.refuse_if(not private.waits_for_verifier(delivery), 'wrong_state', jsonb_build_object('state', delivery.state));
  perform private.refuse_if(not private.draw_verifier(delivery.id), 'nobody_free');
  return jsonb_build_object('id', delivery.id, 'ref', delivery.ref, 'version', delivery.version);
end
$$;

-- What can be verified: something counted as arrived, nothing is verified yet, and nobody is at it.
create function private.waits_for_verifier(delivery public.deliveries) returns boolean
language sql stable security definer set search_path = '' as $$
  select delivery.origin <> 'imported'
    and (delivery.state in ('confirmed', 'partly_confirmed') and delivery.confirmed > 0
      or delivery.state = 'reported' and (delivery.receiver_id is null or delivery.settled > 0))
    and not exists (
      select from public.verification_assignments a where a.delivery_id = delivery.id and a.state = 'open')
$$;

select private.open_command('draw_verifier', 'A coordinator draws a verifier for a delivery that waits for one. input: ref.');

revoke execute on function
  private.verification_threshold(), private.open_assignments_at_most(), private.parties_of_delivery(uuid),
  private.may_verify(uuid, uuid, uuid), private.draw_verifier(uuid), private.waits_for_verifier(public.deliveries)
  from public, anon, authenticated;
