/**
 * An archive is one gzip file of JSON lines: a head, then tables, sequences, keys and files in any number, then an end.
 *
 *   {"imarika_archive":1, "notice":…, …}           head, the first line
 *   {"table":"public.countries","columns":[…]}      a table, whose rows follow
 *   ["KE","KEN",null]                               a row: PostgreSQL's text of each value, or null
 *   {"sequence":"public.audit_log_id_seq","next":"7"}
 *   {"keys":{…}}                                    with --with-keys alone
 *   {"file":"<bucket>/<name>","type":"…","size":262145,"sha256":"…"}   a file, whose bytes follow
 *   "base64…"                                       256 KiB of them, less in the last
 *   {"end":{"tables":{…},"files":1,"sha256":"…"}}   counts, and the hash of every byte before this line
 */
export const FORMAT = 1

export const NOTICE =
  'This file holds personal data: names, mail addresses and what people wrote, with hashes of their passwords and ' +
  'secrets of their second factors. Keep it as safe as the database itself, and delete it when it is no longer needed.'

/** 256 KiB, as the database keeps them. */
export const CHUNK_BYTES = 262_144

/** Longest line that is read. What people write is bounded far below. */
export const LINE_BYTES = 64 * 1024 * 1024

export type MigrationMark = {
  version: string
  name: string
  /** Of the file's text; null where it was run by the tool of Supabase, which keeps none. */
  sha256: string | null
}

export type Head = {
  imarika_archive: number
  notice: string
  made_at: string
  /** In words, for people. */
  engine: string
  migrations: MigrationMark[]
  /** Open sessions and the keys that sign for them are in it. */
  with_keys: boolean
}

export type End = {
  /** Rows of each table, also where there are none. */
  tables: Record<string, number>
  files: number
  sha256: string
}

export type Cells = readonly (string | null)[]

/** Why an archive is not taken, as one plain sentence. */
export class ArchiveError extends Error {
  override name = 'ArchiveError'
}
