-- What the gateway keeps for itself where there is no folder: its keys, and the bytes of files. Both belong to who
-- runs it: no function of ours and no role of a request reads them. In a data folder they are files, and these stay empty.

create schema if not exists private;
alter schema private owner to imarika_owner;
revoke all on schema private from public;

create table if not exists private.keys (
  is_only boolean primary key default true check (is_only),
  keys jsonb not null
);
comment on table private.keys is 'The keys of both roles and those that sign tokens, as keys.json of a data folder.';
alter table private.keys enable row level security;
revoke all on private.keys from public, anon, authenticated, service_role, imarika_owner;

create table if not exists private.file_chunks (
  file_id uuid not null,
  part int not null check (part >= 0),
  bytes bytea not null check (octet_length(bytes) between 1 and 262144),
  primary key (file_id, part)
);
comment on table private.file_chunks is 'Bytes of files in parts of 256 KiB, counted from 0.';
alter table private.file_chunks alter column bytes set storage external;
alter table private.file_chunks enable row level security;
revoke all on private.file_chunks from public, anon, authenticated, service_role, imarika_owner;
