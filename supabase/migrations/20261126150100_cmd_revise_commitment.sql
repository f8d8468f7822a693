-- The accountable organisation changes its promise: wording, target, days, milestones, money, for whom, formalisation.
-- What it said before stays, with the reason; triggers write that.

create or replace function private.revise_commitment() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  words record;
begin
  for words in
    select * from (values
      ('title', old.title, new.title),
      ('target', concat_ws(' ', old.target_qualifier, old.target_value, old.target_words), concat_ws(' ', new.target_qualifier, new.target_value, new.target_words)),
      ('period', concat_ws(' ', old.target_from, old.target_to), concat_ws(' ', new.target_from, new.target_to)),
      ('amount', concat_ws(' ', old.amount_minor, old.amount_currency, old.amount_per), concat_ws(' ', new.amount_minor, new.amount_currency, new.amount_per)),
      ('announced_on', old.announced_on::text, new.announced_on::text),
      ('formalisation', old.formalisation, new.formalisation),
      ('verifiability', old.unverifiable_reason, new.unverifiable_reason),
      ('accountable', (select o.name from public.organisations o where o.id = old.accountable_id),
        (select o.name from public.organisations o where o.id = new.accountable_id))
    ) as changed (field, before, after)
    where before is distinct from after
  loop
    perform private.record_revision(old.id, words.field, coalesce(words.before, ''), coalesce(words.after, ''), old.lang);
  end loop;
  if to_jsonb(new) - '{search,search_words,version}'::text[] is distinct from to_jsonb(old) - '{search,search_words,version}'::text[] then
    new.version := old.version + 1;
  end if;
  return new;
end
$$;

-- Milestones and places that come with a new promise are its first words; later ones are changes. Those of an imported
-- promise are how the editors read its source, kept in their own files.
create function private.revise_detail() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  owner record;
  before constant jsonb := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) end;
  after constant jsonb := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) end;
begin
  select c.id, c.lang, c.origin <> 'imported' and c.created_at < now() as is_changed into owner
  from public.commitments c where c.id = coalesce(new.commitment_id, old.commitment_id);
  if owner.is_changed then
    perform private.record_revision(owner.id, tg_argv[0], private.detail_words(before), private.detail_words(after), owner.lang);
  end if;
  return null;
end
$$;

-- A milestone or a place as a revision keeps it: 2027-12-31 100 · KE · ldc. Pages read it back.
create function private.detail_words(detail jsonb) returns text
language sql immutable parallel safe set search_path = '' as $$
  select concat_ws(' ', detail ->> 'due_on', detail ->> 'value', detail ->> 'iso2', detail ->> 'region', detail ->> 'group_code')
$$;
create trigger commitment_milestones_revise after insert or delete or update on public.commitment_milestones
  for each row execute function private.revise_detail('milestone');
create trigger commitment_places_revise after insert or delete or update on public.commitment_places
  for each row execute function private.revise_detail('place');
revoke execute on function private.revise_detail(), private.detail_words(jsonb) from public, anon, authenticated;

-- What a promise says, in one value: two of them tell whether anything changed.
create function private.promise_in_full(promise uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select to_jsonb(c) - '{version,checked_on,search,search_words}'::text[] || jsonb_build_object(
    'deadlines', (select jsonb_agg(d.due_on order by d.due_on) from public.commitment_deadlines d where d.commitment_id = c.id),
    'milestones', (select jsonb_agg(jsonb_build_array(s.due_on, s.value) order by s.due_on)
      from public.commitment_milestones s where s.commitment_id = c.id),
    'places', (select jsonb_agg(w.code order by w.code)
      from (select coalesce(p.iso2, p.region, p.group_code) as code from public.commitment_places p where p.commitment_id = c.id) w))
  from public.commitments c where c.id = promise
$$;
revoke execute on function private.promise_in_full(uuid) from public, anon, authenticated;

create function private.do_revise_commitment(act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  promise public.commitments;
  before jsonb;
begin
  perform private.check_input(input, '{
    "ref": "line 3 20", "reason": "text 3 2000", "reasonLang": "lang", "title?": "line 3 300",
    "target?": "number 0.000001 1000000000000000", "dueOn?": "date", "formalisation?": "code announced|signed|funded",
    "nextReportDueOn?": "date", "targetFrom?": "date", "targetTo?": "date", "milestones?": "list 20",
    "amountMinor?": "int 1 900000000000000", "currency?": "line 3 3", "amountPer?": "code total|year|month",
    "countries?": "list 250", "regions?": "list 50"
  }');
  select c.* into promise from public.commitments c where c.ref = input ->> 'ref' for update;
  perform private.require_member(promise.accountable_id, '{owner,editor}');
  perform private.refuse_if(promise.origin = 'imported', 'commitment_imported');
  perform private.check_version(promise.version, expected_version);
  perform private.refuse_if(input ->> 'target' is not null and promise.target_measure is null, 'target_incomplete');
  perform private.refuse_if(coalesce((input ->> 'dueOn')::date <= promise.announced_on, false), 'dates_crossed');
  perform private.refuse_if(coalesce((input ->> 'nextReportDueOn')::date <= current_date, false), 'date_past');
  perform private.refuse_if(num_nonnulls(coalesce(input ->> 'amountMinor', promise.amount_minor::text),
      coalesce(input ->> 'currency', promise.amount_currency)) = 1
    or input ->> 'amountPer' is not null and coalesce(input ->> 'amountMinor', promise.amount_minor::text) is null,
    'amount_incomplete');
  perform private.refuse_if(num_nonnulls(input ->> 'countries', input ->> 'regions') = 1, 'input_invalid');
  perform private.check_period(promise.target_measure, coalesce((input ->> 'targetFrom')::date, promise.target_from),
    coalesce((input ->> 'targetTo')::date, promise.target_to));

  before := private.promise_in_full(promise.id);
  perform set_config('imarika.revision_reason',
    jsonb_build_object('text', btrim(input ->> 'reason'), 'lang', input ->> 'reasonLang')::text, true);
  update public.commitments c
  set title = coalesce(btrim(input ->> 'title'), c.title),
    target_value = coalesce((input ->> 'target')::numeric, c.target_value),
    target_from = coalesce((input ->> 'targetFrom')::date, c.target_from),
    target_to = coalesce((input ->> 'targetTo')::date, c.target_to),
    amount_minor = coalesce((input ->> 'amountMinor')::bigint, c.amount_minor),
    amount_currency = coalesce(input ->> 'currency', c.amount_currency),
    amount_per = nullif(coalesce(input ->> 'amountPer', c.amount_per), 'total'),
    formalisation = coalesce(input ->> 'formalisation', c.formalisation),
    next_report_due_on = coalesce((input ->> 'nextReportDueOn')::date, c.next_report_due_on), checked_on = current_date
  where c.id = promise.id;
  if input ->> 'dueOn' is not null then
    -- One's own later day replaces the earlier one; the triggers keep both in the revisions.
    delete from public.commitment_deadlines d where d.commitment_id = promise.id and d.due_on <> (input ->> 'dueOn')::date;
    insert into public.commitment_deadlines (commitment_id, due_on) values (promise.id, (input ->> 'dueOn')::date)
    on conflict do nothing;
  end if;
  if input ->> 'milestones' is not null then
    perform private.set_milestones(promise.id, input -> 'milestones');
  end if;
  perform private.check_milestones(promise.id);
  if input ->> 'countries' is not null then
    perform private.set_places(promise.id, private.text_list(input -> 'countries'), private.text_list(input -> 'regions'));
  end if;
  perform private.refuse_if(private.promise_in_full(promise.id) = before, 'nothing_changed');
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
  'The accountable organisation changes its commitment. input: ref, reason, reasonLang and what changes of title, target, targetFrom, targetTo, dueOn, milestones, amountMinor, currency, amountPer, countries, regions, formalisation, nextReportDueOn.');
