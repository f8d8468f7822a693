-- Institutions that asked for it are told when a new offer fits a need of theirs. What fits is computed by the app; here
-- is kept which offers are through, and that nobody is told twice.

create table private.told_matches (
  request_id uuid not null references public.support_requests on delete cascade,
  offer_id uuid not null references public.offers on delete cascade,
  told_at timestamptz not null default now(),
  primary key (request_id, offer_id)
);
comment on table private.told_matches is 'Of which offer an institution was told for which need; a match itself is never stored.';
alter table private.told_matches enable row level security;
create index told_matches_offer_idx on private.told_matches (offer_id);

create table private.offers_told (
  offer_id uuid primary key references public.offers on delete cascade,
  told_at timestamptz not null default now()
);
comment on table private.offers_told is 'Offers whose fitting needs were all told.';
alter table private.offers_told enable row level security;

create function private.offers_to_tell() returns table (ref text)
language sql stable security definer set search_path = '' as $$
  select f.ref from public.offers f
  -- Of an organisation that nobody has verified nobody is told; once it is verified, everybody is.
  where (f.origin = 'demonstration' or f.origin = 'platform' and exists (
      select from public.organisations o where o.id = f.provider_id and o.state = 'verified'))
    and private.is_offer_open(f)
    and not exists (select from private.offers_told d where d.offer_id = f.id)
  order by f.ref
$$;

create function private.tell_match(request text, offer text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  need public.support_requests;
  fitting public.offers;
begin
  select r.* into need from public.support_requests r where r.ref = tell_match.request for share;
  select f.* into fitting from public.offers f where f.ref = tell_match.offer;
  -- Who stated a need after the offer was open saw it while writing.
  if need.id is null or fitting.id is null or not need.tells_matches or need.state not in ('open', 'partly_covered')
    or not private.is_offer_open(fitting) or not private.same_world(need.origin, fitting.origin)
    or need.organisation_id = fitting.provider_id
    or need.created_at > greatest(fitting.opens_at, fitting.created_at) then
    return false;
  end if;
  insert into private.told_matches (request_id, offer_id) values (need.id, fitting.id) on conflict do nothing;
  if not found then
    return false;
  end if;
  perform private.notify_organisation(need.organisation_id, '{owner,editor}', 'match_found', 'support_request', need.ref,
    private.told_of(fitting.provider_id)
      || jsonb_build_object('title', fitting.title, 'title_lang', fitting.lang, 'offer', fitting.ref));
  return true;
end
$$;

create function private.close_telling(offer text) returns void
language sql security definer set search_path = '' as $$
  insert into private.offers_told (offer_id) select f.id from public.offers f where f.ref = close_telling.offer
  on conflict do nothing
$$;

create function public.offers_to_tell() returns table (ref text)
language sql stable security invoker set search_path = '' as $$ select * from private.offers_to_tell() $$;
comment on function public.offers_to_tell() is 'Open offers of the platform whose fitting needs are not all told.';

create function public.tell_match(request text, offer text) returns boolean
language sql security invoker set search_path = '' as $$ select private.tell_match(request, offer) $$;
comment on function public.tell_match(text, text) is 'Tells an institution that an offer fits a need; false where it was told, or need not be.';

create function public.close_telling(offer text) returns void
language sql security invoker set search_path = '' as $$ select private.close_telling(offer) $$;
comment on function public.close_telling(text) is 'All whom an offer fits were told.';

revoke execute on function
  private.offers_to_tell(), private.tell_match(text, text), private.close_telling(text),
  public.offers_to_tell(), public.tell_match(text, text), public.close_telling(text)
  from public, anon, authenticated;
grant execute on function
  private.offers_to_tell(), private.tell_match(text, text), private.close_telling(text),
  public.offers_to_tell(), public.tell_match(text, text), public.close_telling(text)
  to service_role;
