-- A form that came without a session. Its words lie here sealed: the key is in a cookie of the browser that sent it.
create table private.parked_posts (
  browser bytea not null check (octet_length(browser) = 32),
  act_key uuid not null,
  user_id uuid references auth.users (id) on delete cascade,
  box bytea not null check (octet_length(box) between 29 and 600000),
  kept_at timestamptz not null default now(),
  primary key (browser, act_key)
);
comment on table private.parked_posts is
  'Forms that were sent without a session, for 24 hours, until their writer has signed in. No key to them is stored here.';
comment on column private.parked_posts.browser is 'personal: hash made from the key that the browser holds';
comment on column private.parked_posts.user_id is
  'personal: whose session had ended when the form came; null where the browser held none';
comment on column private.parked_posts.box is 'personal: what was typed, AES-256-GCM under the key of the browser';
create index parked_posts_user_idx on private.parked_posts (user_id);
create index parked_posts_kept_idx on private.parked_posts (kept_at);
alter table private.parked_posts enable row level security;

insert into private.limit_rules (kind, most, per) values ('parked_post_client', 120, '1 hour');

-- Keeps one form; the same form again takes its place. A browser keeps its newest 20.
create function private.park_post(browser text, act_key uuid, user_id uuid, box text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  holder constant bytea := decode(park_post.browser, 'hex');
begin
  insert into private.parked_posts as p (browser, act_key, user_id, box)
  values (
    holder, park_post.act_key,
    (select u.id from auth.users u where u.id = park_post.user_id),
    decode(park_post.box, 'base64')
  )
  on conflict on constraint parked_posts_pkey do update
    set box = excluded.box, user_id = excluded.user_id, kept_at = now();
  delete from private.parked_posts p
  where p.browser = holder and p.act_key in (
    select o.act_key from private.parked_posts o where o.browser = holder
    order by o.kept_at desc, o.act_key offset 20
  );
end
$$;

-- What a browser has waiting, the newest first. What its reader has sent since waits no more.
create function private.list_parked_posts(browser text, reader uuid)
returns table (act_key uuid, user_id uuid, kept_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select p.act_key, p.user_id, p.kept_at from private.parked_posts p
  where p.browser = decode(list_parked_posts.browser, 'hex') and p.kept_at > now() - interval '24 hours'
    and not exists (select from private.act_keys k where k.act_key = p.act_key and k.actor = list_parked_posts.reader)
  order by p.kept_at desc, p.act_key
$$;

create function private.find_parked_post(browser text, act_key uuid)
returns table (user_id uuid, kept_at timestamptz, box text)
language sql stable security definer set search_path = '' as $$
  select p.user_id, p.kept_at, encode(p.box, 'base64') from private.parked_posts p
  where p.browser = decode(find_parked_post.browser, 'hex') and p.act_key = find_parked_post.act_key
    and p.kept_at > now() - interval '24 hours'
$$;

create function private.throw_parked_post_away(browser text, act_key uuid) returns void
language sql security definer set search_path = '' as $$
  delete from private.parked_posts p
  where p.browser = decode(throw_parked_post_away.browser, 'hex') and p.act_key = throw_parked_post_away.act_key
$$;

create function private.sweep_parked_posts() returns int
language sql security definer set search_path = '' as $$
  with swept as (
    delete from private.parked_posts p where p.kept_at <= now() - interval '24 hours' returning 1
  )
  select count(*)::int from swept
$$;

create function public.park_post(browser text, act_key uuid, user_id uuid, box text) returns void
language sql security invoker set search_path = '' as $$ select private.park_post(browser, act_key, user_id, box) $$;
comment on function public.park_post(text, uuid, uuid, text) is
  'Keeps a form that came without a session, sealed by the app; a browser keeps its newest 20 for 24 hours.';

create function public.list_parked_posts(browser text, reader uuid)
returns table (act_key uuid, user_id uuid, kept_at timestamptz)
language sql stable security invoker set search_path = '' as $$
  select p.act_key, p.user_id, p.kept_at from private.list_parked_posts(browser, reader) p
$$;
comment on function public.list_parked_posts(text, uuid) is 'Kept forms of a browser that its reader has not sent since.';

create function public.find_parked_post(browser text, act_key uuid)
returns table (user_id uuid, kept_at timestamptz, box text)
language sql stable security invoker set search_path = '' as $$
  select p.user_id, p.kept_at, p.box from private.find_parked_post(browser, act_key) p
$$;
comment on function public.find_parked_post(text, uuid) is 'One kept form of a browser, still sealed.';

create function public.throw_parked_post_away(browser text, act_key uuid) returns void
language sql security invoker set search_path = '' as $$ select private.throw_parked_post_away(browser, act_key) $$;
comment on function public.throw_parked_post_away(text, uuid) is 'Forgets one kept form of a browser.';

create function public.sweep_parked_posts() returns int
language sql security invoker set search_path = '' as $$ select private.sweep_parked_posts() $$;
comment on function public.sweep_parked_posts() is 'Forgets kept forms after 24 hours; returns how many.';

revoke execute on function
  private.park_post(text, uuid, uuid, text), private.list_parked_posts(text, uuid),
  private.find_parked_post(text, uuid), private.throw_parked_post_away(text, uuid), private.sweep_parked_posts(),
  public.park_post(text, uuid, uuid, text), public.list_parked_posts(text, uuid),
  public.find_parked_post(text, uuid), public.throw_parked_post_away(text, uuid), public.sweep_parked_posts()
  from public, anon, authenticated;
grant execute on function
  private.park_post(text, uuid, uuid, text), private.list_parked_posts(text, uuid),
  private.find_parked_post(text, uuid), private.throw_parked_post_away(text, uuid), private.sweep_parked_posts(),
  public.park_post(text, uuid, uuid, text), public.list_parked_posts(text, uuid),
  public.find_parked_post(text, uuid), public.throw_parked_post_away(text, uuid), public.sweep_parked_posts()
  to service_role;
