-- Accounts and sessions, with the tables, columns and types of Supabase Auth as far as the gateway writes them.
-- The tables are the owner role's, so that functions of migrations can read them; nobody else has a right on them.
-- Refresh tokens are those of its second kind, derived from the session's key and counter: no table of tokens.

do $$
declare
  kinds jsonb := '{
    "aal_level": ["aal1", "aal2", "aal3"],
    "factor_type": ["totp", "webauthn", "phone"],
    "factor_status": ["unverified", "verified"],
    "one_time_token_type": ["confirmation_token", "reauthentication_token", "recovery_token",
      "email_change_token_new", "email_change_token_current", "phone_change_token"]
  }';
  kind record;
begin
  -- As on Supabase, the owner role makes nothing in this schema by itself.
  grant create on schema auth to imarika_owner;
  set local role imarika_owner;
  for kind in select name, (select string_agg(quote_literal(label), ', ') from jsonb_array_elements_text(labels) label)
    as labels from jsonb_each(kinds) as each (name, labels)
  loop
    if to_regtype('auth.' || kind.name) is null then
      execute format('create type auth.%I as enum (%s)', kind.name, kind.labels);
    end if;
  end loop;
end
$$;

create table if not exists auth.users (
  id uuid primary key,
  aud varchar(255),
  role varchar(255),
  email varchar(255),
  encrypted_password varchar(255),
  email_confirmed_at timestamptz,
  invited_at timestamptz,
  confirmation_sent_at timestamptz,
  recovery_sent_at timestamptz,
  email_change varchar(255),
  email_change_sent_at timestamptz,
  last_sign_in_at timestamptz,
  raw_app_meta_data jsonb,
  raw_user_meta_data jsonb,
  created_at timestamptz,
  updated_at timestamptz,
  phone text unique,
  confirmed_at timestamptz generated always as (email_confirmed_at) stored,
  banned_until timestamptz,
  is_sso_user boolean not null default false,
  deleted_at timestamptz,
  is_anonymous boolean not null default false
);
comment on table auth.users is 'One row an account.';
comment on column auth.users.email is 'personal: how the account signs in and is written to';
comment on column auth.users.email_change is 'personal: the address asked for and not yet confirmed';
comment on column auth.users.raw_user_meta_data is 'personal: what the person told at sign-up, as name and language';
create unique index if not exists users_email_partial_key on auth.users (email) where (is_sso_user = false);
create index if not exists users_created_at_idx on auth.users (created_at, id);

create table if not exists auth.identities (
  id uuid primary key default gen_random_uuid(),
  provider_id text not null,
  user_id uuid not null references auth.users (id) on delete cascade,
  identity_data jsonb not null,
  provider text not null,
  last_sign_in_at timestamptz,
  created_at timestamptz,
  updated_at timestamptz,
  email text generated always as (lower(identity_data ->> 'email')) stored,
  constraint identities_provider_id_provider_unique unique (provider_id, provider)
);
comment on table auth.identities is 'By which provider an account signs in; here always its mail address.';
comment on column auth.identities.identity_data is 'personal: what the provider says of the person';
comment on column auth.identities.email is 'personal: the address at the provider';
create index if not exists identities_user_id_idx on auth.identities (user_id);

create table if not exists auth.sessions (
  id uuid primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  created_at timestamptz,
  updated_at timestamptz,
  factor_id uuid,
  aal auth.aal_level,
  not_after timestamptz,
  refreshed_at timestamp without time zone,
  user_agent text,
  ip inet,
  tag text,
  refresh_token_hmac_key text,
  refresh_token_counter bigint
);
comment on table auth.sessions is 'One row an open session; an ended one has none.';
comment on column auth.sessions.user_agent is 'personal: which browser holds the session';
comment on column auth.sessions.ip is 'personal: from where the session was last renewed';
create index if not exists sessions_user_id_idx on auth.sessions (user_id);

create table if not exists auth.mfa_amr_claims (
  id uuid primary key,
  session_id uuid not null references auth.sessions (id) on delete cascade,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  authentication_method text not null,
  constraint mfa_amr_claims_session_id_authentication_method_pkey unique (session_id, authentication_method)
);
comment on table auth.mfa_amr_claims is 'By which methods the holder of a session proved who they are, and when.';

create table if not exists auth.mfa_factors (
  id uuid primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  friendly_name text,
  factor_type auth.factor_type not null,
  status auth.factor_status not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  secret text,
  phone text,
  last_challenged_at timestamptz
);
comment on table auth.mfa_factors is 'Second factors of accounts.';
comment on column auth.mfa_factors.friendly_name is 'personal: what the person calls the factor';
create unique index if not exists mfa_factors_user_friendly_name_unique
  on auth.mfa_factors (friendly_name, user_id) where trim(friendly_name) <> '';
create index if not exists mfa_factors_user_id_idx on auth.mfa_factors (user_id);

create table if not exists auth.mfa_challenges (
  id uuid primary key,
  factor_id uuid not null references auth.mfa_factors (id) on delete cascade,
  created_at timestamptz not null,
  verified_at timestamptz,
  ip_address inet not null,
  otp_code text
);
comment on table auth.mfa_challenges is 'Questions for a code, and which were answered.';
comment on column auth.mfa_challenges.ip_address is 'personal: who asked';
comment on column auth.mfa_challenges.otp_code is 'The number of the half minute whose code was taken: it is taken once.';
create index if not exists mfa_challenges_factor_id_idx on auth.mfa_challenges (factor_id);

create table if not exists auth.one_time_tokens (
  id uuid primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  token_type auth.one_time_token_type not null,
  token_hash text not null check (char_length(token_hash) > 0),
  relates_to text not null,
  created_at timestamp without time zone not null default now(),
  updated_at timestamp without time zone not null default now(),
  failed_attempts int not null default 0
);
comment on table auth.one_time_tokens is 'Links and codes on their way by mail, one of a kind an account.';
comment on column auth.one_time_tokens.relates_to is 'personal: the address the mail went to';
comment on column auth.one_time_tokens.failed_attempts is 'Wrong codes so far; not in Supabase Auth, which has none.';
create index if not exists one_time_tokens_token_hash_hash_idx on auth.one_time_tokens using hash (token_hash);
create unique index if not exists one_time_tokens_user_id_token_type_key on auth.one_time_tokens (user_id, token_type);

do $$
declare
  open_table text;
begin
  for open_table in
    select relname from pg_class
    where relnamespace = 'auth'::regnamespace and relkind = 'r' and not relrowsecurity
  loop
    execute format('alter table auth.%I enable row level security', open_table);
  end loop;
  reset role;
  revoke create on schema auth from imarika_owner;
end
$$;
