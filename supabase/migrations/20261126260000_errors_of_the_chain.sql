-- A report of an error may be about a need and about a delivery as well.

alter table public.error_reports
  drop constraint error_reports_record_kind_check,
  add constraint error_reports_record_kind_check
    check (record_kind in ('commitment', 'offer', 'organisation', 'country', 'need', 'delivery', 'site'));

create or replace function private.record_exists(kind text, ref text) returns boolean
language sql stable security definer set search_path = '' as $$
  select case kind
    when 'commitment' then exists (select from public.commitments c where c.ref = record_exists.ref)
    when 'offer' then exists (select from public.offers o where o.ref = record_exists.ref)
    when 'organisation' then exists (select from public.organisations o where o.ref = record_exists.ref)
    when 'country' then exists (select from public.countries c where c.iso2 = record_exists.ref)
    when 'need' then exists (select from public.support_requests r where r.ref = record_exists.ref)
    when 'delivery' then exists (select from public.deliveries d where d.ref = record_exists.ref)
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
    or coalesce(input ->> 'recordKind', '') not in ('commitment', 'offer', 'organisation', 'country', 'need', 'delivery', 'site')
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
