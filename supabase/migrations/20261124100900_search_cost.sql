-- The search at a cost that nobody can drive up by what they type: one session may serve all readers, and 200
-- characters can stand for hundreds of words.

-- The organisations that hold the most of the words, each as the beginning of a word; no words find nobody. Each
-- different word is looked up once, at most 16 of them and of each 64 characters: tsquery refuses longer ones.
create or replace function private.match_organisations(q text) returns table (id uuid, is_whole boolean, begins boolean)
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
    group by o.id
  )
  select o.id, o.search = asked.search, starts_with(o.search, asked.search)
  from asked, hits h join public.organisations o on o.id = h.id
  where h.n = (select max(n) from hits)
$$;

-- Whether there are words to look for is asked once, not of every organisation.
create or replace function public.search_organisations(
  max_rows int, q text default null, country text default null, kind text default null, after_ref text default null
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
    left join private.match_organisations(q) m on m.id = o.id
    where o.origin <> 'demonstration'
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
