import type { Statement } from '../engine/db.ts'
import { UnsupportedError } from '../unsupported.ts'

type ListRequest = { prefix: string; limit: number; offset: number; search: string; isDescending: boolean }

/** What storage-js sends for a list; the order is by name, everything else is not supported. */
export function readListRequest(body: unknown): ListRequest {
  const { prefix, limit, offset, search, sortBy } = body as Record<string, unknown>
  const { column = 'name', order = 'asc' } = (sortBy ?? {}) as { column?: string; order?: string }
  if (column !== 'name') throw new UnsupportedError('storage', `list by ${column}`)
  const folder = typeof prefix === 'string' ? prefix.replace(/^\/+|\/+$/g, '') : ''
  return {
    prefix: folder === '' ? '' : `${folder}/`,
    limit: typeof limit === 'number' ? Math.min(Math.max(Math.trunc(limit), 0), 1000) : 100,
    offset: typeof offset === 'number' ? Math.max(Math.trunc(offset), 0) : 0,
    search: typeof search === 'string' ? search : '',
    isDescending: order === 'desc',
  }
}

/** One level below the prefix: files with their facts, and folders, which are names without a row of their own. */
export function listQuery(bucket: string, { prefix, limit, offset, search, isDescending }: ListRequest): Statement {
  return {
    text: `with below as (
        select o.*, substr(o.name, length($2) + 1) as rest from storage.objects o
        where o.bucket_id = $1 and starts_with(o.name, $2)
      ), level as (
        select split_part(rest, '/', 1) as head, bool_and(strpos(rest, '/') > 0) as is_folder,
          (array_agg(to_jsonb(below) order by strpos(rest, '/')))[1] as found
        from below group by split_part(rest, '/', 1), strpos(rest, '/') > 0
      )
      select jsonb_build_object('name', head,
        'id', case when not is_folder then found -> 'id' end,
        'updated_at', case when not is_folder then found -> 'updated_at' end,
        'created_at', case when not is_folder then found -> 'created_at' end,
        'last_accessed_at', case when not is_folder then found -> 'last_accessed_at' end,
        'metadata', case when not is_folder then found -> 'metadata' end)::text as body
      from level where starts_with(lower(head), lower($3))
      order by head collate "C" ${isDescending ? 'desc' : 'asc'}, is_folder limit $4 offset $5`,
    params: [bucket, prefix, search, String(limit), String(offset)],
  }
}
