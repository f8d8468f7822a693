-- One act has one effect and leaves its trace: act keys, audit chains, and the first command.

create table private.act_keys (
  act_key uuid not null,
  actor uuid not null,
  command text not null,
  body_hash bytea not null,
  receipt jsonb not null,
  created_at timestamptz not null default now(),
  primary key (act_key, actor)
);
comment on table private.act_keys is
  'One row per act key and actor, with the receipt that a replay is given. Without sign-in the actor is the nil UUID.';

create table private.audit_heads (
  chain text not null,
  subject_id uuid not null,
  position int not null,
  hash bytea not null,
  primary key (chain, subject_id)
);
comment on table private.audit_heads is 'The last link of each chain; locked last in every command.';

create table public.audit_log (
  id bigint generated always as identity primary key,
  chain text not null,
  subject_id uuid not null,
  position int not null,
  at timestamptz not null,
  command text not null,
  actor uuid,
  details jsonb not null,
  previous_hash bytea not null,
  hash bytea not null,
  unique (chain, subject_id, position)
);
comment on table public.audit_log is
  'Every change of state, one hash chain per aggregate. Holds ids, codes and field names, never personal values.';

create table public.error_reports (
  id uuid primary key default gen_random_uuid(),
  ref text collate "C" not null unique check (ref ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
  record_kind text not null check (record_kind in ('commitment', 'offer', 'organisation', 'country')),
  record_ref text not null,
  text text not null check (char_length(text) between 1 and 4000),
  lang text not null check (lang ~ '^[a-zA-Z0-9-]{2,35}$'),
  contact text check (char_length(contact) between 1 and 200),
  created_at timestamptz not null default now()
);
comment on table public.error_reports is 'What anybody reported about an imported record. Read by the service role alone.';
comment on column public.error_reports.text is 'personal: free text of the reporter';
comment on column public.error_reports.contact is 'personal: how to answer the reporter, where given';
create index error_reports_created_idx on public.error_reports (created_at);

create function private.append_audit(chain text, subject uuid, command text, actor uuid, details jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  head private.audit_heads;
  at timestamptz := clock_timestamp();
  link bytea;
begin
  insert into private.audit_heads (chain, subject_id, position, hash)
  values (append_audit.chain, subject, 0, '\x') on conflict do nothing;
  select h.* into head from private.audit_heads h
  where h.chain = append_audit.chain and h.subject_id = subject for update;
  link := sha256(head.hash || convert_to(jsonb_build_object('chain', append_audit.chain, 'subject', subject,
    'position', head.position + 1, 'at', at, 'command', append_audit.command, 'actor', append_audit.actor,
    'details', append_audit.details)::text, 'UTF8'));
  insert into public.audit_log (chain, subject_id, position, at, command, actor, details, previous_hash, hash)
  values (append_audit.chain, subject, head.position + 1, at, append_audit.command, append_audit.actor,
    append_audit.details, head.hash, link);
  update private.audit_heads h set position = head.position + 1, hash = link
  where h.chain = append_audit.chain and h.subject_id = subject;
end
$$;

-- The tenth symbol of a receipt, by the Luhn rule with 32 symbols: any one wrong symbol is seen.
create function private.check_symbol(body text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  symbols constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  total int := 0;
  factor int := 2;
  addend int;
begin
  for i in reverse char_length(body) .. 1 loop
    addend := factor * (strpos(symbols, substr(body, i, 1)) - 1);
    total := total + addend / 32 + addend % 32;
    factor := 3 - factor;
  end loop;
  return substr(symbols, (32 - total % 32) % 32 + 1, 1);
end
$$;

-- Ten symbols that can be read out and typed: nine by chance and the check symbol.
create function private.new_receipt_ref() returns text
language plpgsql volatile set search_path = '' as $$
declare
  bytes bytea := sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));
  body text := '';
begin
  for i in 0 .. 8 loop
    body := body || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', get_byte(bytes, i) % 32 + 1, 1);
  end loop;
  return body || private.check_symbol(body);
end
$$;

create function private.record_exists(kind text, ref text) returns boolean
language sql stable security definer set search_path = '' as $$
  select case kind
    when 'commitment' then exists (select from public.commitments c where c.ref = record_exists.ref)
    when 'offer' then exists (select from public.offers o where o.ref = record_exists.ref)
    when 'organisation' then exists (select from public.organisations o where o.ref = record_exists.ref)
    when 'country' then exists (select from public.countries c where c.iso2 = record_exists.ref)
    else false end
$$;

-- Why an error report cannot be taken; null where it can.
create function private.refuse_error_report(input jsonb) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  if input is null or jsonb_typeof(input) <> 'object'
    or coalesce(jsonb_typeof(input -> 'text'), '') <> 'string'
    or coalesce(input ->> 'lang', '') !~ '^[a-zA-Z0-9-]{2,35}$'
    or coalesce(jsonb_typeof(input -> 'contact'), 'null') not in ('string', 'null')
    or coalesce(input ->> 'recordKind', '') not in ('commitment', 'offer', 'organisation', 'country')
    or exists (select from jsonb_object_keys(input) k where k not in ('recordKind', 'recordRef', 'text', 'lang', 'contact'))
  then
    return 'input_invalid';
  end if;
  if char_length(btrim(input ->> 'text', E' \t\r\n')) not between 1 and 4000 or char_length(input ->> 'text') > 4000 then
    return 'text_length';
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

create function private.cmd_report_error(act_key uuid, input jsonb) returns jsonb
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

  insert into public.error_reports (ref, record_kind, record_ref, text, lang, contact)
  values (private.new_receipt_ref(), input ->> 'recordKind', input ->> 'recordRef', input ->> 'text', input ->> 'lang',
    nullif(input ->> 'contact', ''))
  returning * into report;
  receipt := jsonb_build_object('ref', report.ref, 'at', report.created_at);
  insert into private.act_keys (act_key, actor, command, body_hash, receipt, created_at)
  values (cmd_report_error.act_key, nobody, 'report_error', hashed, receipt, report.created_at);
  perform private.append_audit('error_report', report.id, 'report_error', null,
    jsonb_build_object('record_kind', report.record_kind, 'record_ref', report.record_ref,
      'fields', jsonb_build_array('text', 'lang', 'contact')));
  return jsonb_build_object('ok', true, 'receipt', receipt);
end
$$;

-- A report is new each time, so no version is expected; a given one belongs to another command.
create function public.cmd_report_error(act_key uuid, expected_version int, input jsonb) returns jsonb
language sql security invoker set search_path = '' as $$
  select case when expected_version is not null then jsonb_build_object('ok', false, 'reason', 'input_invalid')
    else private.cmd_report_error(act_key, input) end
$$;
comment on function public.cmd_report_error(uuid, int, jsonb) is
  'Anybody reports an error in a public record. input: recordKind, recordRef, text, lang, contact or null.';

create table public.import_runs (
  id uuid primary key default gen_random_uuid(),
  at timestamptz not null default clock_timestamp(),
  files jsonb not null,
  counts jsonb not null,
  refused jsonb not null
);
comment on table public.import_runs is 'Each run of the import that wrote: hashes of its files, counts per table, every row it refused and why.';
create index import_runs_at_idx on public.import_runs (at desc, id);

alter table private.act_keys enable row level security;
alter table private.audit_heads enable row level security;
alter table public.audit_log enable row level security;
alter table public.error_reports enable row level security;
alter table public.import_runs enable row level security;

create policy "The service role reads the audit" on public.audit_log for select to service_role using (true);
create policy "The service role reads error reports" on public.error_reports for select to service_role using (true);
create policy "Anybody reads what was imported" on public.import_runs for select to anon, authenticated using (true);
grant select on public.audit_log, public.error_reports to service_role;
grant select on public.import_runs to anon, authenticated, service_role;

revoke execute on function
  private.append_audit(text, uuid, text, uuid, jsonb), private.check_symbol(text), private.new_receipt_ref(),
  private.record_exists(text, text), private.refuse_error_report(jsonb), private.cmd_report_error(uuid, jsonb),
  public.cmd_report_error(uuid, int, jsonb) from public;
grant execute on function private.cmd_report_error(uuid, jsonb), public.cmd_report_error(uuid, int, jsonb)
  to anon, authenticated, service_role;
