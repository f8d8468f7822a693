-- A need changes as long as it is open. What was awarded for it stays covered, so no part sinks below that.

create function private.do_change_need(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  request public.support_requests;
begin
  perform private.check_input(jsonb_build_object('ref', input -> 'ref'), '{"ref": "line 3 20"}');
  perform private.check_need(input);
  perform private.refuse_if(input ? 'organisation', 'input_invalid');
  select r.* into request from public.support_requests r where r.ref = input ->> 'ref' for update;
  perform private.require_member(request.organisation_id, '{owner,editor}');
  perform private.check_version(request.version, expected_version);
  perform private.refuse_if(request.state <> all ('{open,partly_covered}'), 'wrong_state',
    jsonb_build_object('state', request.state));
  perform private.write_request_parts(request.id, input -> 'parts');
  update public.support_requests r
  set title = btrim(input ->> 'title'), description = btrim(input ->> 'description'), lang = input ->> 'lang',
    kind = input ->> 'kind', topic = input ->> 'topic', languages = private.text_list(input -> 'languages'),
    mode = input ->> 'mode', needed_by = (input ->> 'neededBy')::date,
    tells_matches = (input ->> 'tellsMatches')::boolean, version = r.version + 1, changed_at = now()
  where r.id = request.id returning * into request;
  perform private.cover_request(request.id);
  perform private.append_audit('support_request', request.id, 'change_need', auth.uid(),
    jsonb_build_object('version', request.version));
  return jsonb_build_object('id', request.id, 'ref', request.ref, 'version', request.version);
end
$$;

-- What was awarded for a need, part by part in the measure of the offer, at most what is needed; and the state that
-- follows. A need never goes back: what was covered once and then given up shows in its figures.
create function private.cover_request(request uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  given record;
  next text;
begin
  perform from public.support_requests r where r.id = request for update;
  update public.request_parts p set covered = 0 where p.request_id = request and p.covered > 0;
  for given in
    select f.measure, sum(coalesce(w.quantity, w.amount_minor::numeric / private.minor_per_unit(w.amount_currency))) as total
    from public.awards w join public.applications a on a.id = w.application_id join public.offers f on f.id = w.offer_id
    where a.request_id = request and w.state in ('accepted', 'active', 'completed')
    group by f.measure
  loop
    update public.request_parts p set covered = least(given.total, p.target - p.baseline)
    where p.id = (
      select q.id from public.request_parts q where q.request_id = request and q.measure = given.measure
      order by q.position limit 1
    );
  end loop;
  select case when bool_and(p.covered >= p.target - p.baseline) then 'covered'
    when bool_or(p.covered > 0) then 'partly_covered' end
  into next from public.request_parts p where p.request_id = request;
  update public.support_requests r set state = next, version = r.version + 1, changed_at = now()
  where r.id = request and next is not null and r.state <> next and exists (
    select from private.transitions t where t.aggregate = 'support_request' and t.from_state = r.state and t.to_state = next
  );
end
$$;

select private.open_command('change_need',
  'An owner or editor changes an open need. input: ref and what state_need takes, without organisation.');

revoke execute on function private.cover_request(uuid) from public, anon, authenticated;
