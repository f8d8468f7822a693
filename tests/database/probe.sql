-- Runs statements as somebody else and tells what they saw or changed; nothing of it stays.

create schema matrix;
revoke all on schema matrix from public;

-- Each row's key and where its current version lies: a changed row lies elsewhere.
create function matrix.places(target text, key text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb;
begin
  if key is null then
    return '{}';
  end if;
  execute format('select coalesce(jsonb_object_agg(%s, t.ctid::text), ''{}'') from %s t', key, target) into answer;
  return answer;
end
$$;

-- One attempt: {role, claims, statement, argument, prepare, target, key}. Answers {seen} or {changed}, or {code, message}.
create function matrix.attempt(a jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  seen jsonb;
  before jsonb;
  changed jsonb;
  told text;
begin
  begin
    if a ->> 'prepare' is not null then
      execute a ->> 'prepare' using a -> 'argument';
    end if;
    before := matrix.places(a ->> 'target', a ->> 'key');
    perform set_config('request.jwt.claims', a ->> 'claims', true);
    execute format('set local role %I', a ->> 'role');
    if a ->> 'statement' like 'select %' then
      execute a ->> 'statement' into seen;
    else
      execute a ->> 'statement' using a -> 'argument';
    end if;
    reset role;
    select coalesce(jsonb_agg(coalesce(b.key, c.key)), '[]') into changed
    from jsonb_each_text(before) b full join jsonb_each_text(matrix.places(a ->> 'target', a ->> 'key')) c using (key)
    where b.value is distinct from c.value;
    raise exception using errcode = 'MX000', message = jsonb_build_object('seen', seen, 'changed', changed)::text;
  exception
    when sqlstate 'MX000' then
      get stacked diagnostics told = message_text;
      return told::jsonb;
    when others then
      return jsonb_build_object('code', sqlstate, 'message', sqlerrm);
  end;
end
$$;

create function matrix.run(attempts jsonb) returns jsonb
language sql set search_path = '' as $$
  select coalesce(jsonb_agg(matrix.attempt(a) order by n), '[]') from jsonb_array_elements(attempts) with ordinality e (a, n)
$$;
