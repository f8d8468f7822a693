-- One table of each kind of value, and one object for each rule of access. No clock, no random value.
create table public.samples (
  id uuid primary key,
  small int,
  big bigint,
  amount numeric(20, 4),
  label text,
  is_on boolean,
  moment timestamptz,
  day date,
  meta jsonb,
  tags text[],
  doc tsvector,
  "odd Name" text
);
alter table public.samples enable row level security;
create policy "anybody reads samples" on public.samples for select to anon using (true);
grant select on public.samples to anon;

insert into public.samples values
  ('00000000-0000-4000-8000-000000000001', 1, 9007199254740991, 10.5000, 'alpha', true, '2026-01-02T03:04:05.678901Z', '2026-01-02',
    '{"kind": "lab", "size": 3, "deep": {"list": [10, 20, {"x": "y"}]}}', array['red', 'green'], to_tsvector('english', 'training courses for teachers'), 'odd one'),
  ('00000000-0000-4000-8000-000000000002', 2, -5, 0, 'beta, with "quotes" (and brackets)', false, '2025-12-31T23:59:59Z', '2025-12-31',
    '{"kind": "seat", "size": 1}', array['green', 'a b', 'c,d', 'e"f'], to_tsvector('english', 'a laboratory for teaching'), null),
  ('00000000-0000-4000-8000-000000000003', null, null, null, null, null, null, null, null, null, null, null),
  ('00000000-0000-4000-8000-000000000004', 4, 4, 123456789012.3456, 'مرحبا بالعالم', true, '2026-06-01T00:00:00+03', '2026-06-01',
    '[1, "two", null]', '{}', to_tsvector('simple', 'مرحبا'), '100%_\'),
  ('00000000-0000-4000-8000-000000000005', 5, 5, -1.25, 'Alpha*beta', false, '2026-03-04T05:06:07Z', '2026-03-04',
    '{"kind": null, "size": 2.50}', array['blue'], to_tsvector('english', 'courses, labs and compute'), '{"not": "json"}');

create table public.notes (id int primary key, body text not null, is_public boolean not null);
alter table public.notes enable row level security;
create policy "anon reads public notes" on public.notes for select to anon using (is_public);
grant select on public.notes to anon;
insert into public.notes values (1, 'open', true), (2, 'closed', false), (3, 'open too', true);

create table public.secrets (id int primary key);
alter table public.secrets enable row level security;
insert into public.secrets values (1);

create table public.numbers (n int primary key);
grant select on public.numbers to anon;
insert into public.numbers select generate_series(1, 1500);

create view public.sample_labels with (security_invoker = true) as
  select id, label, coalesce(cardinality(tags), 0) as tag_count from public.samples;
grant select on public.sample_labels to anon;

create table public.touches (id int generated always as identity, by_role text not null);

create schema private;
grant usage on schema private to anon, service_role;
create function private.touch() returns bigint language plpgsql security definer set search_path = '' as $$
begin
  insert into public.touches (by_role) values (current_setting('role'));
  return (select count(*) from public.touches);
end
$$;

create function public.add(a int, b int default 10) returns int language sql immutable as 'select a + b';
create function public.greet() returns text language sql stable as $$ select 'hello "you"' $$;
create function public.labels() returns setof text language sql stable as 'select label from public.samples order by id';
create function public.pairs(how_many int) returns table (a int, b text) language sql stable as
  $$ select n, 'row ' || n from generate_series(1, how_many) n $$;
create function public.one_column() returns table (n int) language sql stable as 'select generate_series(1, 3)';
create function public.parts(total int, out half int, out rest int) language sql immutable as 'select total / 2, total % 2';
create function public.samples_with(tag text) returns setof public.samples language sql stable as
  'select * from public.samples where tag = any (tags) order by id';
create function public.find_sample(wanted uuid) returns public.samples language sql stable as
  'select * from public.samples where id = wanted';
create function public.echo(input jsonb) returns jsonb language sql stable as 'select input';
create function public.echo_list(items text[], days date default null) returns text[] language sql stable as
  'select items || days::text';
create function public.same_list(items int[]) returns int language sql stable as 'select cardinality(items)';
create function public.nothing() returns void language sql stable as '';
create function public.touch() returns bigint language sql volatile as 'select private.touch()';
create function public.touch_silently() returns void language sql volatile as 'select private.touch()';
create function public.touch_and_list(how_many int) returns setof int language plpgsql volatile as $$
begin
  perform private.touch();
  return query select generate_series(1, how_many);
end
$$;
create function public.touch_count() returns bigint language sql stable security definer set search_path = '' as
  'select count(*) from public.touches';
create function public.service_only() returns text language sql stable as $$ select 'for service' $$;
create function public.who() returns jsonb language sql stable as
  $$ select jsonb_build_object('role', current_setting('role'), 'claim', current_setting('request.jwt.claims')::jsonb ->> 'role') $$;
create function public.where_from() returns jsonb language sql stable as
  $$ select jsonb_build_object('method', current_setting('request.method'), 'search_path', current_setting('search_path')) $$;
create function public.say_status() returns text language sql stable as
  $$ select set_config('response.status', '202', true) $$;
create function public.raise_plain() returns void language plpgsql stable as $$ begin raise exception 'plain' using detail = 'd', hint = 'h'; end $$;
create function public.raise_status() returns void language plpgsql stable as $$ begin raise sqlstate 'PT418' using message = 'teapot'; end $$;
create function public.raise_json() returns void language plpgsql stable as
  $$ begin raise sqlstate 'PGRST' using message = '{"code":"X1","message":"own","details":"d","hint":"h"}', detail = '{"status":409,"headers":{"X-Own":"1"}}'; end $$;
create function public.raise_state(state text) returns void language plpgsql stable as $$ begin raise exception using errcode = state, message = 'as asked'; end $$;
create function public.divide(a int) returns int language sql stable as 'select 1 / a';
create function public.overloaded(a int) returns text language sql stable as $$ select 'one' $$;
create function public.overloaded(a int, b int) returns text language sql stable as $$ select 'two' $$;
create function public.ambiguous(a int) returns text language sql stable as $$ select 'int' $$;
create function public.ambiguous(a text) returns text language sql stable as $$ select 'text' $$;

revoke execute on all functions in schema public, private from public;
grant execute on all functions in schema public, private to anon, service_role;
revoke execute on function public.service_only() from anon;
