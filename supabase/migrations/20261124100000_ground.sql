-- The schema behind the exposed one, and what every table uses: search text, texts with their language.

create schema if not exists private;
comment on schema private is 'Bodies of commands and helpers. Not exposed: no client can name it.';
revoke all on schema private from public;
grant usage on schema private to anon, authenticated, service_role;

-- Text as it is searched; the same rule as app/domain/organisations/search-text.ts, by ranges, so that no locale matters.
create function private.search_text(value text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select btrim(
    regexp_replace(
      replace(replace(replace(replace(
        translate(
          regexp_replace(
            lower(normalize(coalesce(value, ''), NFKD)),
            '[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]', '', 'g'
          ),
          'đĐðÐøØłŁıħĦŧŦəىة', 'ddddoollihhtteيه'
        ),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
      '[\t-\r\u0020-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02b0-\u02ff\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u206f\u2e00-\u2e7f\u3000-\u303f]+',
      ' ', 'g'
    )
  )
$$;

-- The words of a search text as a vector without any language's rules.
create function private.search_vector(search text) returns tsvector
language sql immutable parallel safe set search_path = '' as $$
  select array_to_tsvector(array_remove(string_to_array(search, ' '), ''))
$$;

-- A query that finds words beginning with this one.
create function private.prefix_query(word text) returns tsquery
language sql immutable parallel safe set search_path = '' as $$
  select (quote_literal(word) || ':*')::tsquery
$$;

-- Somebody's words with their language; null for no words.
create function private.source_text(words text, lang text) returns jsonb
language sql immutable parallel safe as $$
  select case when words is not null then jsonb_build_object('text', words, 'lang', lang) end
$$;

-- Where a record was read; null without an address.
create function private.source_link(url text, publisher text, kind text) returns jsonb
language sql immutable parallel safe as $$
  select case when url is not null then jsonb_build_object('url', url, 'publisher', publisher, 'kind', kind) end
$$;

revoke execute on function
  private.search_text(text), private.search_vector(text), private.prefix_query(text),
  private.source_text(text, text), private.source_link(text, text, text) from public;
grant execute on function
  private.search_text(text), private.search_vector(text), private.prefix_query(text),
  private.source_text(text, text), private.source_link(text, text, text) to anon, authenticated, service_role;
