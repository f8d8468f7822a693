-- The accountable organisation changes its promise: target, day, wording, formalisation. What it said before stays, with
-- the reason; the triggers of the table write that.

create function private.do_revise_commitment(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  promise public.commitments;
begin
  perform private.check_input(input, '{
    "ref": "line 3 20", "reason": "text 3 2000", "reasonLang": "lang", "title?": "line 3 300",
    "target?": "number 0.000001 1000000000000000", "dueOn?": "date", "formalisation?": "code announced|signed|funded",
    "nextReportDueOn?": "date"
  }');
  select c.* into promise from public.commitments c where c.ref = input ->> 'ref' for update;
  perform private.require_member(promise.accountable_id, '{owner,editor}');
  perform private.refuse_if(promise.origin = 'imported', 'commitment_imported');
  perform private.check_version(promise.version, expected_version);
  perform private.refuse_if(input ->> 'target' is not null and promise.target_measure is null, 'target_incomplete');
  perform private.refuse_if(coalesce((input ->> 'dueOn')::date <= promise.announced_on, false), 'dates_crossed');
  perform private.refuse_if(coalesce((input ->> 'nextReportDueOn')::date <= current_date, false), 'date_past');
  perform private.refuse_if(
    coalesce(btrim(input ->> 'title'), promise.title) = promise.title
    and coalesce((input ->> 'target')::numeric, promise.target_value) is not distinct from promise.target_value
    and coalesce(input ->> 'formalisation', promise.formalisation) = promise.formalisation
    and coalesce((input ->> 'nextReportDueOn')::date, promise.next_report_due_on) is not distinct from promise.next_report_due_on
    and (input ->> 'dueOn' is null or exists (select from public.commitment_deadlines d
      where d.commitment_id = promise.id and d.due_on = (input ->> 'dueOn')::date)), 'nothing_changed');

  perform set_config('imarika.revision_reason',
    jsonb_build_object('text', btrim(input ->> 'reason'), 'lang', input ->> 'reasonLang')::text, true);
  update public.commitments c
  set title = coalesce(btrim(input ->> 'title'), c.title),
    target_value = coalesce((input ->> 'target')::numeric, c.target_value),
    formalisation = coalesce(input ->> 'formalisation', c.formalisation),
    next_report_due_on = coalesce((input ->> 'nextReportDueOn')::date, c.next_report_due_on), checked_on = current_date
  where c.id = promise.id;
  if input ->> 'dueOn' is not null then
    -- One's own later day replaces the earlier one; the triggers keep both in the revisions.
    delete from public.commitment_deadlines d where d.commitment_id = promise.id and d.due_on <> (input ->> 'dueOn')::date;
    insert into public.commitment_deadlines (commitment_id, due_on) values (promise.id, (input ->> 'dueOn')::date)
    on conflict do nothing;
  end if;
  -- A new day alone changes no column of the commitment, and is a new version all the same.
  update public.commitments c set version = promise.version + 1 where c.id = promise.id returning * into promise;
  perform set_config('imarika.revision_reason', '', true);
  perform private.append_audit('commitment', promise.id, 'revise_commitment', auth.uid(),
    jsonb_build_object('version', promise.version, 'fields',
      (select jsonb_agg(k order by k) from jsonb_object_keys(input - '{ref,reason,reasonLang}'::text[]) k)));
  return jsonb_build_object('id', promise.id, 'ref', promise.ref, 'version', promise.version);
end
$$;

select private.open_command('revise_commitment',
  'The accountable organisation changes its commitment. input: ref, reason, reasonLang and what changes of title, target, dueOn, formalisation, nextReportDueOn.');
