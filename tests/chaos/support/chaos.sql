-- Beside the project's own tables: rows that come in pairs, one written by hand and one by its trigger.
create table public.chaos_pairs (id bigint primary key, body text not null);
create table public.chaos_twins (id bigint primary key);
alter table public.chaos_pairs enable row level security;
alter table public.chaos_twins enable row level security;
revoke all on public.chaos_pairs, public.chaos_twins from anon, authenticated;
grant select, insert on public.chaos_pairs to service_role;

create function private.write_twin() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.chaos_twins (id) values (new.id);
  return null;
end
$$;
create trigger write_twin after insert on public.chaos_pairs for each row execute function private.write_twin();

-- The command counts reports of the last hour and takes sixty; these are as of two hours ago.
create function private.age_report() returns trigger language plpgsql set search_path = '' as $$
begin
  new.created_at := new.created_at - interval '2 hours';
  return new;
end
$$;
create trigger age_report before insert on public.error_reports for each row execute function private.age_report();
