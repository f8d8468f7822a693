-- A search finds in one world: whoever lives in the demonstration names what lives there, and what is invented neither
-- comes up in a search of the real world nor keeps anything real out of it by fitting the words better.

-- As before, among the organisations of one world.
drop function private.match_organisations(text);
create function private.match_organisations(q text, is_demonstration boolean default false)
returns table (id uuid, is_whole boolean, begins boolean)
language sql stable set search_path = '' as $$
  with asked as materialized (
    select private.search_text(left(q, 200)) as search
  ),
  words as materialized (
    select left(u.word, 64) as word
    from asked, unnest(string_to_array(asked.search, ' ')) with ordinality as u (word, n)
    where u.word <> ''
    group by left(u.word, 64)
    order by min(u.n)
    limit 16
  ),
  hits as materialized (
    select o.id, count(*) as n
    from words w join public.organisations o on o.search_words @@ private.prefix_query(w.word)
    where (o.origin = 'demonstration') = is_demonstration
    group by o.id
  )
  select o.id, o.search = asked.search, starts_with(o.search, asked.search)
  from asked, hits h join public.organisations o on o.id = h.id
  where h.n = (select max(n) from hits)
$$;

drop function public.find_institutions(text, int);
create function public.find_institutions(q text, max_rows int, is_demonstration boolean default false)
returns setof public.organisation_records
language sql stable set search_path = '' as $$
  select r.*
  from private.match_organisations(q, is_demonstration) m
  join public.organisations o on o.id = m.id
  join public.organisation_records r on r.id = m.id
  where o.iso2 is not null
  order by m.is_whole desc, m.begins desc, o.kind = 'university' desc, length(o.search), o.search collate "C", o.ref
  limit least(greatest(max_rows, 1), 100)
$$;
comment on function public.find_institutions(text, int, boolean) is
  'Organisations of one world with a country, by parts of their name or domain, best first.';

drop function public.search_organisations(int, text, text, text, text);
create function public.search_organisations(
  max_rows int, q text default null, country text default null, kind text default null, after_ref text default null,
  is_demonstration boolean default false
)
returns table (record jsonb, total bigint)
language sql stable set search_path = '' as $$
  with asked as materialized (
    select private.search_text(left(q, 200)) = '' as is_for_all
  ),
  found as (
    select o.id, o.ref, o.search, coalesce(m.is_whole, false) as is_whole, coalesce(m.begins, false) as begins
    from asked
    cross join public.organisations o
    left join private.match_organisations(q, search_organisations.is_demonstration) m on m.id = o.id
    where (o.origin = 'demonstration') = search_organisations.is_demonstration
      and (asked.is_for_all or m.id is not null)
      and (search_organisations.country is null or o.iso2 = search_organisations.country)
      and (search_organisations.kind is null or o.kind = search_organisations.kind)
  ),
  ordered as (
    select f.id, f.ref, count(*) over () as total,
      row_number() over (order by f.is_whole desc, f.begins desc, f.search collate "C", f.ref) as n
    from found f
  )
  select to_jsonb(r), s.total
  from ordered s join public.organisation_records r on r.id = s.id
  where s.n > coalesce((select a.n from ordered a where a.ref = after_ref), 0)
  order by s.n
  limit least(greatest(max_rows, 1), 1000)
$$;
comment on function public.search_organisations(int, text, text, text, text, boolean) is
  'A page of the organisations of one world that a search finds, after a ref of the same search; best first where words are given, else by name.';

revoke execute on function public.search_organisations(int, text, text, text, text, boolean) from public;
grant execute on function public.search_organisations(int, text, text, text, text, boolean) to anon, authenticated, service_role;
revoke execute on function private.match_organisations(text, boolean), public.find_institutions(text, int, boolean)
  from public;
grant execute on function private.match_organisations(text, boolean), public.find_institutions(text, int, boolean)
  to anon, authenticated, service_role;
