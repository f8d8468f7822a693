-- How much waits for whoever looks at a page, beside the way to it: one number, from the same states as the list.

create function public.count_my_tasks() returns int
language sql stable security invoker set search_path = '' as $$ select count(*)::int from private.my_tasks() $$;
comment on function public.count_my_tasks() is 'How many things wait for the reader.';

revoke execute on function public.count_my_tasks() from public, anon;
grant execute on function public.count_my_tasks() to authenticated;
