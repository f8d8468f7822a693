-- Mails on their way: a row is written in the transaction that causes it, a worker in any process sends it.

create table private.outbox (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in (
    'confirm_sign_up', 'sign_in_code', 'recover', 'confirm_new_email', 'account_exists', 'email_changed',
    'password_changed', 'second_factor_added', 'second_factor_removed', 'recovery_code_used'
  )),
  recipient text check (char_length(recipient) between 3 and 320 and recipient !~ '[[:cntrl:][:space:]<>,;]'),
  lang text not null default 'en' check (lang ~ '^[a-zA-Z0-9-]{2,35}$'),
  data jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
  act_key uuid,
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts int not null default 0,
  claimed_until timestamptz,
  sent_at timestamptz,
  failed_at timestamptz,
  last_error text,
  check (recipient is not null or sent_at is not null or failed_at is not null)
);
comment on table private.outbox is
  'One row a mail. What it carried is erased when it is sent or given up, the address 30 days after it was written.';
comment on column private.outbox.recipient is 'personal: the address a mail goes to; null once erased';
comment on column private.outbox.data is 'personal: token hash and code of a link; empty once sent or given up';
comment on column private.outbox.last_error is 'What the mail server answered, without addresses.';
create index outbox_waiting on private.outbox (due_at, id) where sent_at is null and failed_at is null;
create index outbox_to_erase on private.outbox (created_at) where recipient is not null;
alter table private.outbox enable row level security;
revoke all on private.outbox from public, anon, authenticated;

create function private.queue_mail(kind text, recipient text, lang text, data jsonb) returns uuid
language sql security definer set search_path = '' as $$
  insert into private.outbox (kind, recipient, lang, data)
  values (queue_mail.kind, queue_mail.recipient, queue_mail.lang, coalesce(queue_mail.data, '{}'))
  returning id
$$;

-- Mails that are due, for one worker alone: whoever dies with them loses them to the next after two minutes.
create function private.claim_mail(n int) returns table (
  id uuid, kind text, recipient text, lang text, data jsonb, created_at timestamptz, attempts int
)
language sql security definer set search_path = '' as $$
  with due as materialized (
    select w.id from private.outbox w
    where w.sent_at is null and w.failed_at is null and w.due_at <= now()
      and (w.claimed_until is null or w.claimed_until <= now())
    order by w.due_at, w.id
    limit least(greatest(n, 0), 100)
    for update skip locked
  )
  update private.outbox o
  set claimed_until = now() + interval '2 minutes', attempts = o.attempts + 1
  from due where o.id = due.id
  returning o.id, o.kind, o.recipient, o.lang, o.data, o.created_at, o.attempts
$$;

-- Sent, or tried in vain: then again after half a minute, twice as long each time but at most five minutes, and given
-- up after 150 attempts (some twelve hours) or at once where the answer is final.
create function private.settle_mail(id uuid, ok boolean, error text, is_final boolean) returns void
language sql security definer set search_path = '' as $$
  update private.outbox o
  set
    claimed_until = null,
    sent_at = case when ok then now() end,
    failed_at = case when not ok and (is_final or o.attempts >= 150) then now() end,
    data = case when ok or is_final or o.attempts >= 150 then '{}' else o.data end,
    last_error = case when not ok then left(error, 200) end,
    due_at = case
      when ok then o.due_at
      else now() + least(interval '30 seconds' * 2 ^ least(o.attempts - 1, 10), interval '5 minutes')
    end
  where o.id = settle_mail.id and o.sent_at is null and o.failed_at is null
$$;

-- Gives claimed mails back untried, when a worker stops.
create function private.release_mail(ids uuid[]) returns void
language sql security definer set search_path = '' as $$
  update private.outbox o set claimed_until = null, attempts = o.attempts - 1
  where o.id = any (ids) and o.claimed_until is not null and o.sent_at is null and o.failed_at is null
$$;

-- After 30 days nobody can be known from a row any more; a mail that never went out is given up.
create function private.sweep_mail() returns int
language sql security definer set search_path = '' as $$
  with swept as (
    update private.outbox o
    set recipient = null, data = '{}', claimed_until = null,
      failed_at = case when o.sent_at is null then coalesce(o.failed_at, now()) end
    where o.recipient is not null and o.created_at < now() - interval '30 days'
    returning 1
  )
  select count(*)::int from swept
$$;

-- What waits, the newest first: for the page that shows mails where no mail server is configured.
create function private.list_outbox(n int) returns table (
  id uuid, kind text, recipient text, lang text, data jsonb, created_at timestamptz
)
language sql stable security definer set search_path = '' as $$
  select o.id, o.kind, o.recipient, o.lang, o.data, o.created_at from private.outbox o
  where o.sent_at is null and o.failed_at is null
  order by o.created_at desc, o.id desc
  limit least(greatest(n, 0), 200)
$$;

create function public.queue_mail(kind text, recipient text, lang text, data jsonb default '{}') returns uuid
language sql security invoker set search_path = '' as $$
  select private.queue_mail(kind, recipient, lang, data)
$$;
comment on function public.queue_mail(text, text, text, jsonb) is 'Writes one mail to the outbox; returns its id.';

create function public.claim_mail(n int) returns table (
  id uuid, kind text, recipient text, lang text, data jsonb, created_at timestamptz, attempts int
)
language sql security invoker set search_path = '' as $$
  select c.id, c.kind, c.recipient, c.lang, c.data, c.created_at, c.attempts from private.claim_mail(n) c
$$;
comment on function public.claim_mail(int) is 'At most n mails that are due, for the caller alone for two minutes.';

create function public.settle_mail(id uuid, ok boolean, error text default null, is_final boolean default false)
returns void
language sql security invoker set search_path = '' as $$
  select private.settle_mail(id, ok, error, is_final)
$$;
comment on function public.settle_mail(uuid, boolean, text, boolean) is
  'Says how a claimed mail went: sent, to be tried again, or given up.';

create function public.release_mail(ids uuid[]) returns void
language sql security invoker set search_path = '' as $$
  select private.release_mail(ids)
$$;
comment on function public.release_mail(uuid[]) is 'Gives claimed mails back untried.';

create function public.sweep_mail() returns int
language sql security invoker set search_path = '' as $$
  select private.sweep_mail()
$$;
comment on function public.sweep_mail() is 'Erases addresses after 30 days; returns how many.';

create function public.list_outbox(n int default 50) returns table (
  id uuid, kind text, recipient text, lang text, data jsonb, created_at timestamptz
)
language sql stable security invoker set search_path = '' as $$
  select o.id, o.kind, o.recipient, o.lang, o.data, o.created_at from private.list_outbox(n) o
$$;
comment on function public.list_outbox(int) is 'Mails that wait, the newest first.';

revoke execute on function
  private.queue_mail(text, text, text, jsonb), private.claim_mail(int), private.settle_mail(uuid, boolean, text, boolean),
  private.release_mail(uuid[]), private.sweep_mail(), private.list_outbox(int),
  public.queue_mail(text, text, text, jsonb), public.claim_mail(int), public.settle_mail(uuid, boolean, text, boolean),
  public.release_mail(uuid[]), public.sweep_mail(), public.list_outbox(int)
  from public, anon, authenticated;
grant execute on function
  private.queue_mail(text, text, text, jsonb), private.claim_mail(int), private.settle_mail(uuid, boolean, text, boolean),
  private.release_mail(uuid[]), private.sweep_mail(), private.list_outbox(int),
  public.queue_mail(text, text, text, jsonb), public.claim_mail(int), public.settle_mail(uuid, boolean, text, boolean),
  public.release_mail(uuid[]), public.sweep_mail(), public.list_outbox(int)
  to service_role;
