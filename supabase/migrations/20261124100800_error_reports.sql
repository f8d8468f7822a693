-- A report may be about the site itself, may say what would be right, and leaves a receipt that can be looked up again.

alter table public.error_reports
  drop constraint error_reports_record_kind_check,
  add constraint error_reports_record_kind_check
    check (record_kind in ('commitment', 'offer', 'organisation', 'country', 'site')),
  add column correction text check (char_length(correction) between 1 and 1000);
comment on column public.error_reports.correction is 'personal: what would be right, in the words of the reporter';

-- The site is one record without a ref.
create or replace function private.record_exists(kind text, ref text) returns boolean
language sql stable security definer set search_path = '' as $$
  select case kind
    when 'commitment' then exists (select from public.commitments c where c.ref = record_exists.ref)
    when 'offer' then exists (select from public.offers o where o.ref = record_exists.ref)
    when 'organisation' then exists (select from public.organisations o where o.ref = record_exists.ref)
    when 'country' then exists (select from public.countries c where c.iso2 = record_exists.ref)
    when 'site' then record_exists.ref = ''
    else false end
$$;

create or replace function private.refuse_error_report(input jsonb) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  if input is null or jsonb_typeof(input) <> 'object'
    or coalesce(jsonb_typeof(input -> 'text'), '') <> 'string'
    or coalesce(input ->> 'lang', '') !~ '^[a-zA-Z0-9-]{2,35}$'
    or coalesce(jsonb_typeof(input -> 'correction'), 'null') not in ('string', 'null')
    or coalesce(jsonb_typeof(input -> 'contact'), 'null') not in ('string', 'null')
    or coalesce(input ->> 'recordKind', '') not in ('commitment', 'offer', 'organisation', 'country', 'site')
    or exists (
      select from jsonb_object_keys(input) k
      where k not in ('recordKind', 'recordRef', 'text', 'lang', 'correction', 'contact')
    )
  then
    return 'input_invalid';
  end if;
  if char_length(btrim(input ->> 'text', E' \t\r\n')) not between 1 and 4000 or char_length(input ->> 'text') > 4000 then
    return 'text_length';
  end if;
  if char_length(coalesce(input ->> 'correction', '')) > 1000 then
    return 'correction_length';
  end if;
  if char_length(coalesce(input ->> 'contact', '')) > 200 then
    return 'contact_length';
  end if;
  if not private.record_exists(input ->> 'recordKind', coalesce(input ->> 'recordRef', '')) then
    return 'record_not_found';
  end if;
  return null;
end
$$;

create or replace function private.cmd_report_error(act_key uuid, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
  hourly_limit constant int := 60;
  hashed bytea := sha256(convert_to(coalesce(input::text, ''), 'UTF8'));
  known private.act_keys;
  refusal text;
  report public.error_reports;
  receipt jsonb;
begin
  -- One at a time: the limit counts, and two posts of one act key never pass each other.
  perform pg_advisory_xact_lock(hashtext('error_reports'));

  select k.* into known from private.act_keys k where k.act_key = cmd_report_error.act_key and k.actor = nobody;
  if found then
    if known.command = 'report_error' and known.body_hash = hashed then
      return jsonb_build_object('ok', true, 'receipt', known.receipt);
    end if;
    return jsonb_build_object('ok', false, 'reason', 'act_key_reused', 'at', known.created_at);
  end if;

  refusal := case when act_key is null then 'input_invalid' else private.refuse_error_report(input) end;
  if refusal is null and hourly_limit <= (
    select count(*) from public.error_reports e where e.created_at > now() - interval '1 hour'
  ) then
    refusal := 'too_many';
  end if;
  if refusal is not null then
    return jsonb_build_object('ok', false, 'reason', refusal);
  end if;

  insert into public.error_reports (ref, record_kind, record_ref, text, lang, correction, contact)
  values (private.new_receipt_ref(), input ->> 'recordKind', coalesce(input ->> 'recordRef', ''), input ->> 'text',
    input ->> 'lang', nullif(input ->> 'correction', ''), nullif(input ->> 'contact', ''))
  returning * into report;
  receipt := jsonb_build_object('ref', report.ref, 'at', report.created_at);
  insert into private.act_keys (act_key, actor, command, body_hash, receipt, created_at)
  values (cmd_report_error.act_key, nobody, 'report_error', hashed, receipt, report.created_at);
  perform private.append_audit('error_report', report.id, 'report_error', null,
    jsonb_build_object('record_kind', report.record_kind, 'record_ref', report.record_ref,
      'fields', jsonb_build_array('text', 'lang', 'correction', 'contact')));
  return jsonb_build_object('ok', true, 'receipt', receipt);
end
$$;
comment on function public.cmd_report_error(uuid, int, jsonb) is
  'Anybody reports an error in a public record or in the site. input: recordKind, recordRef, text, lang, correction or null, contact or null.';

create function private.error_report_receipt(code text) returns table (ref text, at timestamptz, record_kind text, record_ref text)
language sql stable security definer set search_path = '' as $$
  select e.ref, e.created_at, e.record_kind, e.record_ref from public.error_reports e where e.ref = code
$$;

create function public.error_report_receipt(code text) returns table (ref text, at timestamptz, record_kind text, record_ref text)
language sql stable security invoker set search_path = '' as $$
  select r.ref, r.at, r.record_kind, r.record_ref from private.error_report_receipt(code) r
$$;
comment on function public.error_report_receipt(text) is
  'When a report came and what it is about, for whoever holds its code; never what it says or who sent it.';

revoke execute on function private.error_report_receipt(text), public.error_report_receipt(text) from public;
grant execute on function private.error_report_receipt(text), public.error_report_receipt(text)
  to anon, authenticated, service_role;
