-- The sums of all pages once more, from the rows and by other means than the app's: set by set, from the leaves up.
-- Statements are separated by lines of their own that begin with two dashes and an equals sign.
create table private.sum_facts as
select c.id, c.ref, c.target_measure as measure, c.target_value as promised,
  c.origin = 'imported' or c.origin = 'platform'
    and (select o.state from public.organisations o where o.id = c.accountable_id) = 'verified' as is_listed,
  coalesce((
    select d.reported from public.deliveries d
    where d.commitment_id = c.id and d.origin = 'imported' and d.measure = c.target_measure and d.excluded is null
      and d.reported is not null and d.state not in ('corrected', 'rejected')
    order by d.as_of desc nulls last, d.reported desc limit 1), 0) as stated,
  s.acts, s.confirmed, s.verified,
  exists (
    select from public.deliveries d where d.commitment_id = c.id and d.state not in ('corrected', 'rejected')
  ) as has_report
from public.commitments c, lateral (
  select coalesce(sum(d.reported), 0) as acts, coalesce(sum(d.confirmed), 0) as confirmed,
    coalesce(sum(d.verified), 0) as verified
  from public.deliveries d
  where d.commitment_id = c.id and d.origin <> 'imported' and d.measure = c.target_measure and d.excluded is null
    and d.state not in ('corrected', 'rejected')
) s
--=
create table private.sum_nodes (
  id uuid primary key, ref text, measure text, above uuid, promised numeric, stated numeric, acts numeric,
  confirmed numeric, verified numeric, is_done boolean not null default false
)
--=
-- Totals of the named commitments, one row per measure.
create function private.sum_totals(refs jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  ready uuid[];
begin
  delete from private.sum_nodes;
  insert into private.sum_nodes (id, ref, measure, promised, stated, acts, confirmed, verified)
  select f.id, f.ref, f.measure, f.promised, f.stated, f.acts, f.confirmed, f.verified
  from private.sum_facts f where refs ? f.ref;
  -- Up from each commitment, one step at a time, until somebody in the list promises in the same measure.
  with recursive climb (id, measure, above) as (
    select n.id, n.measure, p.whole_id from private.sum_nodes n
    join public.commitment_parts p on p.part_id = n.id
    join private.sum_nodes w on w.id = p.whole_id
    where n.measure is not null
    union all
    select c.id, c.measure, p.whole_id from climb c
    join private.sum_nodes at on at.id = c.above and at.measure is distinct from c.measure
    join public.commitment_parts p on p.part_id = at.id
    join private.sum_nodes w on w.id = p.whole_id
  )
  update private.sum_nodes n set above = c.above
  from climb c join private.sum_nodes w on w.id = c.above and w.measure = c.measure where n.id = c.id;
  -- From the leaves up: who has nobody left below is done, and goes to whom it belongs.
  loop
    ready := array(select n.id from private.sum_nodes n where not n.is_done and n.measure is not null
      and not exists (select from private.sum_nodes b where b.above = n.id and not b.is_done));
    exit when cardinality(ready) = 0;
    update private.sum_nodes n set acts = greatest(n.stated, n.acts), is_done = true where n.id = any (ready);
    update private.sum_nodes n set acts = n.acts + b.acts, confirmed = n.confirmed + b.confirmed, verified = n.verified + b.verified
    from (
      select x.above, sum(x.acts) as acts, sum(x.confirmed) as confirmed, sum(x.verified) as verified
      from private.sum_nodes x where x.id = any (ready) and x.above is not null group by x.above
    ) b where n.id = b.above;
  end loop;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('measure', t.measure, 'promised', t.promised, 'reported', t.reported,
      'confirmed', t.confirmed, 'verified', t.verified, 'counted', t.counted, 'partsNotAdded', t.parts,
      'overlaps', (select coalesce(jsonb_agg(jsonb_build_array(least(a.ref, b.ref), greatest(a.ref, b.ref))), '[]')
        from public.commitment_overlaps v
        join private.sum_nodes a on a.id = v.one_id and a.above is null and a.measure = t.measure
        join private.sum_nodes b on b.id = v.other_id and b.above is null and b.measure = t.measure))), '[]')
    from (
      select n.measure, sum(n.promised) filter (where n.above is null) as promised,
        sum(n.acts) filter (where n.above is null) as reported, sum(n.confirmed) filter (where n.above is null) as confirmed,
        sum(n.verified) filter (where n.above is null) as verified,
        jsonb_agg(n.ref) filter (where n.above is null) as counted,
        coalesce(jsonb_agg(n.ref) filter (where n.above is not null), '[]') as parts
      from private.sum_nodes n where n.measure is not null group by n.measure
    ) t
  );
end
$$
--=
create function private.sum_counts(refs jsonb) returns jsonb
language sql set search_path = '' as $$
  select jsonb_build_object('registered', count(*), 'reported', count(*) filter (where f.has_report),
    'confirmed', count(*) filter (where f.confirmed > 0), 'verified', count(*) filter (where f.verified > 0))
  from private.sum_facts f where refs ? f.ref
$$
