-- The import writes through these functions, and only the service role may call them.

-- Inserts rows, changes those that differ, leaves the others alone. Keys of a row that are no column are ignored.
create function private.upsert_rows(target regclass, rows jsonb, key_columns text[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  given text[];
  columns text;
  changed text;
  differs text;
  answer jsonb;
begin
  if jsonb_array_length(rows) = 0 then
    return jsonb_build_object('inserted', 0, 'changed', 0);
  end if;
  select array_agg(a.attname::text order by a.attnum) into given
  from pg_catalog.pg_attribute a
  where a.attrelid = target and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and rows -> 0 ? a.attname::text;
  select string_agg(format('%I', c), ', ') into columns from unnest(given) c;
  select string_agg(format('%1$I = excluded.%1$I', c), ', '), string_agg(format('t.%1$I is distinct from excluded.%1$I', c), ' or ')
  into changed, differs
  from unnest(given) c where c <> all (key_columns);
  execute format(
    'with written as (
       insert into %1$s as t (%2$s) select %2$s from jsonb_populate_recordset(null::%1$s, $1)
       on conflict (%3$s) do %4$s
       returning (xmax = 0) as is_new
     )
     select jsonb_build_object(''inserted'', count(*) filter (where is_new), ''changed'', count(*) filter (where not is_new))
     from written',
    target, columns, (select string_agg(format('%I', c), ', ') from unnest(key_columns) c),
    case when changed is null then 'nothing' else format('update set %s where %s', changed, differs) end
  ) into answer using rows;
  return answer;
end
$$;

-- Removes the rows of the import (by scope, a condition on t) that are not in keep; what others refer to stays.
create function private.prune_rows(target regclass, keep jsonb, key_columns text[], scope text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  gone tid;
  removed int := 0;
  kept int := 0;
  same_key text;
begin
  select string_agg(format('k.%1$I = t.%1$I', c), ' and ') into same_key from unnest(key_columns) c;
  for gone in execute format(
    'select t.ctid from %1$s t where (%2$s) and not exists (
       select from jsonb_populate_recordset(null::%1$s, $1) k where %3$s)', target, scope, same_key) using keep
  loop
    begin
      execute format('delete from %s t where t.ctid = $1', target) using gone;
      removed := removed + 1;
    exception when foreign_key_violation then
      kept := kept + 1;
    end;
  end loop;
  return jsonb_build_object('removed', removed, 'kept', kept);
end
$$;

-- The rows given are all that the import knows of a table, or of its part named by scope.
create function private.replace_rows(target regclass, rows jsonb, key_columns text[], scope text) returns jsonb
language sql security definer set search_path = '' as $$
  -- What left goes first, so that a unique value it held is free.
  with pruned as materialized (select private.prune_rows(target, rows, key_columns, scope) as counts)
  select p.counts || private.upsert_rows(target, rows, key_columns) from pruned p
$$;

create function public.import_regions(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.upsert_rows('public.regions', rows, '{code}') || private.prune_rows('public.regions', rows, '{code}', 'true') $$;

create function public.import_countries(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.upsert_rows('public.countries', rows, '{iso2}') || private.prune_rows('public.countries', rows, '{iso2}', 'true') $$;

create function public.import_country_regions(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.replace_rows('public.country_regions', rows, '{iso2,region}', 'true') $$;

create function public.import_country_groups(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.upsert_rows('public.country_groups', rows, '{code}') || private.prune_rows('public.country_groups', rows, '{code}', 'true') $$;

create function public.import_group_memberships(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.replace_rows('public.group_memberships', rows, '{id}', 'true') $$;

create function public.import_frameworks(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.upsert_rows('public.frameworks', rows, '{code}') || private.prune_rows('public.frameworks', rows, '{code}', 'true') $$;

create function public.import_framework_points(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.upsert_rows('public.framework_points', rows, '{framework,number}') || private.prune_rows('public.framework_points', rows, '{framework,number}', 'true') $$;

create function public.import_measures(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.upsert_rows('public.measures', rows, '{code}') || private.prune_rows('public.measures', rows, '{code}', 'true') $$;

create function public.import_measure_units(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.replace_rows('public.measure_units', rows, '{unit}', 'true') $$;

create function public.import_topics(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.upsert_rows('public.topics', rows, '{code}') || private.prune_rows('public.topics', rows, '{code}', 'true') $$;

-- Many rows come in several calls; the last one brings the keys of all, and what is not among them goes.
create function public.import_organisations(rows jsonb, keep jsonb default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.upsert_rows('public.organisations', rows, '{id}') ||
    case when keep is null then '{}'::jsonb
      else private.prune_rows('public.organisations', keep, '{id}', 't.origin = ''imported'' and t.state = ''listed''') end
$$;

-- Deadlines come with their commitment, so that the first ones are told from later changes.
create function public.import_commitments(rows jsonb, reason jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  deadlines jsonb;
  answer jsonb;
begin
  perform set_config('imarika.revision_reason', coalesce(reason::text, ''), true);
  answer := private.upsert_rows('public.commitments', rows, '{id}');
  select coalesce(jsonb_agg(d || jsonb_build_object('commitment_id', r -> 'id')), '[]') into deadlines
  from jsonb_array_elements(rows) r, jsonb_array_elements(r -> 'deadlines') d;
  perform private.replace_rows('public.commitment_deadlines', deadlines, '{commitment_id,due_on}',
    'exists (select from public.commitments c where c.id = t.commitment_id and c.origin = ''imported'')');
  return answer || private.prune_rows('public.commitments', rows, '{id}', 't.origin = ''imported''');
end
$$;

create function public.import_commitment_topics(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.replace_rows('public.commitment_topics', rows, '{commitment_id,topic}',
  'exists (select from public.commitments c where c.id = t.commitment_id and c.origin = ''imported'')') $$;

create function public.import_commitment_places(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.replace_rows('public.commitment_places', rows, '{id}',
  'exists (select from public.commitments c where c.id = t.commitment_id and c.origin = ''imported'')') $$;

create function public.import_commitment_parts(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.replace_rows('public.commitment_parts', rows, '{part_id}',
  'exists (select from public.commitments c where c.id = t.part_id and c.origin = ''imported'')') $$;

create function public.import_commitment_overlaps(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.replace_rows('public.commitment_overlaps', rows, '{one_id,other_id}',
  'exists (select from public.commitments c where c.id = t.one_id and c.origin = ''imported'')') $$;

create function public.import_point_mappings(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.replace_rows('public.point_mappings', rows, '{commitment_id,framework,number}',
  'exists (select from public.commitments c where c.id = t.commitment_id and c.origin = ''imported'')') $$;

create function public.import_deliveries(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.upsert_rows('public.deliveries', rows, '{id}') || private.prune_rows('public.deliveries', rows, '{id}', 't.origin = ''imported''') $$;

create function public.import_evidence(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.replace_rows('public.evidence', rows, '{id}',
  'exists (select from public.deliveries d where d.id = t.delivery_id and d.origin = ''imported'')') $$;

create function public.import_offers(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.upsert_rows('public.offers', rows, '{id}') || private.prune_rows('public.offers', rows, '{id}', 't.origin = ''imported''') $$;

create function public.import_offer_places(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.replace_rows('public.offer_places', rows, '{id}',
  'exists (select from public.offers o where o.id = t.offer_id and o.origin = ''imported'')') $$;

create function public.import_offer_topics(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.replace_rows('public.offer_topics', rows, '{offer_id,topic}',
  'exists (select from public.offers o where o.id = t.offer_id and o.origin = ''imported'')') $$;

create function public.import_offer_rules(rows jsonb) returns jsonb language sql security definer set search_path = '' as
$$ select private.replace_rows('public.offer_rules', rows, '{offer_id,position}',
  'exists (select from public.offers o where o.id = t.offer_id and o.origin = ''imported'')') $$;

create function public.record_import_run(files jsonb, counts jsonb, refused jsonb) returns uuid
language sql security definer set search_path = '' as $$
  insert into public.import_runs (files, counts, refused) values (files, counts, refused) returning id
$$;

-- Makes all search columns anew, after a change of the rule.
create function public.rebuild_search() returns void language plpgsql security definer set search_path = '' as $$
begin
  update public.organisations set search = '' where true;
  -- Wording does not change here, so no revision is written and none is asked for.
  update public.commitments set search = '' where true;
  update public.offers set search = '' where true;
end
$$;

do $$
declare
  signature text;
begin
  for signature in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p
    where (p.pronamespace = 'public'::regnamespace and (p.proname like 'import\_%' or p.proname in ('record_import_run', 'rebuild_search')))
      or (p.pronamespace = 'private'::regnamespace and p.proname in ('upsert_rows', 'prune_rows', 'replace_rows'))
  loop
    execute format('revoke execute on function %s from public', signature);
    if signature not like 'private.%' then
      execute format('grant execute on function %s to service_role', signature);
    end if;
  end loop;
end
$$;
