-- How a change of state is made, written once for all commands. A command is a wrapper in public of one line, which
-- any client may name, and a body private.do_<verb>_<noun>(act_key, expected_version, input), which locks, checks,
-- writes and returns its receipt. Whatever a body refuses leaves nothing behind.

create function private.refuse(reason text, details jsonb default '{}') returns void
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'IM001', message = reason, detail = details::text;
end
$$;

-- Refuses also where nobody knows whether it holds: a comparison with null is no permission. Where a field may be left
-- out, the caller says what that means.
create function private.refuse_if(holds boolean, reason text, details jsonb default '{}') returns void
language plpgsql set search_path = '' as $$
begin
  if holds is distinct from false then
    perform private.refuse(reason, details);
  end if;
end
$$;

-- Whether a value is of a type: uuid · text min max · line min max (text without line ends) · code a|b · date · lang ·
-- bool · int min max · number min max · list max · object. Lengths count characters, without white space at the ends.
create function private.is_of_type(value jsonb, type text) returns boolean
language plpgsql immutable set search_path = '' as $$
declare
  word constant text[] := string_to_array(type, ' ');
  content constant text := value #>> '{}';
  trimmed constant text := btrim(content, E' \t\r\n');
begin
  case word[1]
    when 'uuid' then
      return jsonb_typeof(value) = 'string' and content ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
    when 'text' then
      return jsonb_typeof(value) = 'string' and char_length(trimmed) >= word[2]::int
        and char_length(content) <= word[3]::int;
    when 'line' then
      return jsonb_typeof(value) = 'string' and char_length(trimmed) >= word[2]::int
        and char_length(content) <= word[3]::int and content !~ '[[:cntrl:]]';
    when 'code' then
      return jsonb_typeof(value) = 'string' and content = any (string_to_array(word[2], '|'));
    when 'date' then
      return jsonb_typeof(value) = 'string' and content ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'
        and content::date is not null;
    when 'lang' then
      return jsonb_typeof(value) = 'string' and content ~ '^[a-zA-Z0-9-]{2,35}$';
    when 'bool' then
      return jsonb_typeof(value) = 'boolean';
    when 'int' then
      return jsonb_typeof(value) = 'number' and content ~ '^-?[0-9]{1,15}$'
        and content::bigint between word[2]::bigint and word[3]::bigint;
    when 'number' then
      return jsonb_typeof(value) = 'number' and content ~ '^-?[0-9]{1,15}(\.[0-9]{1,6})?$'
        and content::numeric between word[2]::numeric and word[3]::numeric;
    when 'list' then
      return jsonb_typeof(value) = 'array' and jsonb_array_length(value) <= word[2]::int;
    when 'object' then
      return jsonb_typeof(value) = 'object';
    else
      raise exception 'unknown type of input: %', type;
  end case;
exception when datetime_field_overflow then
  -- 30 February.
  return false;
end
$$;

-- Holds an input against its shape, {"name": "line 1 150", "note?": "text 1 4000"}; a name with ? may be missing or
-- null, and a name that the shape does not know is refused as well.
create function private.check_input(input jsonb, shape jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  field record;
begin
  if jsonb_typeof(input) is distinct from 'object' then
    perform private.refuse('input_invalid');
  end if;
  for field in
    select rtrim(s.key, '?') as name, s.key like '%?' as is_optional, s.value as type from jsonb_each_text(shape) s
  loop
    if coalesce(jsonb_typeof(input -> field.name), 'null') = 'null' then
      if not field.is_optional then
        perform private.refuse('input_invalid', jsonb_build_object('field', field.name));
      end if;
    elsif not private.is_of_type(input -> field.name, field.type) then
      perform private.refuse('input_invalid', jsonb_build_object('field', field.name));
    end if;
  end loop;
  for field in
    select k.name from jsonb_object_keys(input) as k (name)
    where not shape ? k.name and not shape ? (k.name || '?')
  loop
    perform private.refuse('input_invalid', jsonb_build_object('field', field.name));
  end loop;
end
$$;

-- The head of every command: who asks, whether it was done before, the body, the receipt. `command` is never a
-- reader's word: it comes from the wrappers alone, which name themselves.
create function private.run_command(command text, act_key uuid, expected_version int, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  actor constant uuid := auth.uid();
  hashed constant bytea :=
    sha256(convert_to(coalesce(expected_version::text, '') || ' ' || coalesce(input::text, ''), 'UTF8'));
  refusal text := private.refuse_actor();
  details text;
  answer jsonb;
begin
  if refusal is null and (act_key is null or jsonb_typeof(input) is distinct from 'object') then
    refusal := 'input_invalid';
  end if;
  if refusal is not null then
    return jsonb_build_object('ok', false, 'reason', refusal);
  end if;
  answer := private.known_act(act_key, actor, command, hashed);
  if answer is not null then
    return answer;
  end if;
  begin
    execute format('select private.%I($1, $2, $3)', 'do_' || command) into answer using act_key, expected_version, input;
  exception when sqlstate 'IM001' then
    get stacked diagnostics refusal = message_text, details = pg_exception_detail;
    return jsonb_build_object('ok', false, 'reason', refusal) || coalesce(nullif(details, ''), '{}')::jsonb;
  end;
  return private.keep_act(act_key, actor, command, hashed, answer);
end
$$;

-- Opens the door of a command, whose body exists: the wrapper that any client may name, for signed-in people alone.
create function private.open_command(command text, explanation text) returns void
language plpgsql set search_path = '' as $$
declare
  door constant text := format('public.%I(uuid, int, jsonb)', 'cmd_' || command);
begin
  execute format(
    'create function public.%I(act_key uuid, expected_version int, input jsonb) returns jsonb
     language sql security invoker set search_path = '''' as
     $door$ select private.run_command(%L, act_key, expected_version, input) $door$', 'cmd_' || command, command);
  execute format('comment on function %s is %L', door, explanation);
  execute format('revoke execute on function %s, private.%I(uuid, int, jsonb) from public, anon, authenticated',
    door, 'do_' || command);
  execute format('grant execute on function %s to authenticated', door);
end
$$;

-- How many of the smallest unit make one of a currency: 100 for USD, 1 for XOF, 1,000 for TND. Source: ISO 4217; the
-- same list as app/domain/money/money.ts.
create function private.minor_per_unit(currency text) returns int
language sql immutable parallel safe set search_path = '' as $$
  select case
    when currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') then 1
    when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 1000
    else 100 end
$$;

-- A list of texts; empty for none.
create function private.text_list(value jsonb) returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select case when jsonb_typeof(value) = 'array' then array(select jsonb_array_elements_text(value)) else '{}' end
$$;

-- Refuses where the row changed since the sender read it.
create function private.check_version(has int, expected int) returns void
language plpgsql set search_path = '' as $$
begin
  if has is distinct from expected then
    perform private.refuse('version_differs');
  end if;
end
$$;

create table private.transitions (
  aggregate text not null check (aggregate ~ '^[a-z_]+$'),
  from_state text not null,
  to_state text not null,
  command text not null check (command ~ '^[a-z_]+$'),
  primary key (aggregate, from_state, to_state, command)
);
comment on table private.transitions is
  'Which command may take an aggregate from which state to which; the same as the tables of app/domain/transitions. from_state new = it begins there.';
alter table private.transitions enable row level security;

-- Refuses a move that no transition names for this command.
create function private.check_move(aggregate text, from_state text, to_state text, command text) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (
    select from private.transitions t where t.aggregate = check_move.aggregate and t.from_state = check_move.from_state
      and t.to_state = check_move.to_state and t.command = check_move.command
  ) then
    perform private.refuse('wrong_state', jsonb_build_object('state', from_state));
  end if;
end
$$;

-- Of every table with a state: whoever writes it, only moves of the list come through. The argument is the aggregate.
create function private.keep_to_transitions() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  before constant text := case when tg_op = 'INSERT' then 'new' else old.state end;
begin
  if before is distinct from new.state and not exists (
    select from private.transitions t
    where t.aggregate = tg_argv[0] and t.from_state = before and t.to_state = new.state
  ) then
    raise exception 'no transition of % from % to %', tg_argv[0], before, new.state using errcode = '23514';
  end if;
  return new;
end
$$;

-- A code for a public record that can be read out: D-4F7Q2M8XKP. Its last symbol is the check.
create function private.new_ref(prefix text) returns text
language sql volatile set search_path = '' as $$ select prefix || '-' || private.new_receipt_ref() $$;

-- Whether two bodies live in the same world: what is invented for the demonstration never touches what is real.
create function private.same_world(one text, other text) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select (one = 'demonstration') = (other = 'demonstration')
$$;

revoke execute on function
  private.refuse(text, jsonb), private.refuse_if(boolean, text, jsonb), private.is_of_type(jsonb, text),
  private.check_input(jsonb, jsonb), private.run_command(text, uuid, int, jsonb), private.check_version(int, int),
  private.check_move(text, text, text, text), private.keep_to_transitions(), private.new_ref(text),
  private.same_world(text, text), private.open_command(text, text), private.text_list(jsonb),
  private.minor_per_unit(text)
  from public, anon, authenticated;
grant execute on function private.run_command(text, uuid, int, jsonb) to authenticated;
