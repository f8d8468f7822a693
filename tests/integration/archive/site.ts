import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@supabase/supabase-js'
import { onTestFinished } from 'vitest'
import type { Database } from '#app/data/database.types.ts'
import type { Db } from '#embedded/engine/db.ts'
import { createGateway } from '#embedded/gateway.ts'
import { openKeys, openKeysInDatabase } from '#embedded/keys.ts'
import { openEmbedded } from '#embedded/open.ts'
import { loadSchemaCache } from '#embedded/rest/schema-cache.ts'
import { openFileStore } from '#embedded/storage/open-file-store.ts'
import type { Told } from '#scripts/archive/place.ts'
import type { Stage } from '#scripts/demonstration/player.ts'
import type { Client } from '../auth/support.ts'

/** Where a site lies: in a folder, or in a PostgreSQL. */
export type Where = { dataDir: string } | { databaseUrl: string }

export const migrationsDir = 'supabase/migrations'

/** A folder that is gone after the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'imarika-archive-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

/** What the commands are told of it. */
export function told(where: Where, lines: string[] = []): Told {
  const postgres = 'databaseUrl' in where ? { url: where.databaseUrl, pool: 2 } : null
  const dataDir = 'dataDir' in where ? where.dataDir : join(tmpdir(), 'no such folder')
  const log = (line: string) => lines.push(line)
  return {
    environment: { dataDir, postgres, supabase: null, storageDir: null },
    supabaseDbUrl: null,
    migrationsDir,
    log,
  }
}

export type Site = {
  db: Db
  clock: { now: number }
  anon(): Client
  service: Client
  /** The backend as readers reach it. */
  stage: Stage
  close(): Promise<void>
}

/** Opens a site as `npm start` does, with a clock of its own for accounts. */
export async function openSite(where: Where, clock = { now: Date.now() }): Promise<Site> {
  const folder = 'dataDir' in where ? join(where.dataDir, 'pglite') : null
  const databaseUrl = 'databaseUrl' in where ? where.databaseUrl : null
  const { db, close } = await openEmbedded({ dataDir: folder, databaseUrl, migrationsDir })
  const keys = folder === null ? await openKeysInDatabase(db) : openKeys(folder)
  const files = await openFileStore(db, folder === null ? null : join(folder, 'objects'))
  const cache = await loadSchemaCache(db)
  const fetch = createGateway({ db, cache, keys, files, log: line => console.error(line), now: () => clock.now })
  const client = (key: string): Client =>
    createClient<Database>('http://imarika.invalid', key, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      global: { fetch },
    })
  return {
    db,
    clock,
    anon: () => client(keys.anonKey),
    service: client(keys.serviceKey),
    stage: { url: 'http://imarika.invalid', anonKey: keys.anonKey, fetch },
    close,
  }
}

/** Of every table in the database but these, which one backend fills and the other does not. */
const ofOneBackend = [
  'private.keys',
  'private.file_chunks',
  'supabase_migrations.schema_migrations',
  'supabase_migrations.platform',
]

/** Every row of every table as one text each, sorted; read without the code that is tested. */
export async function readAllRows(db: Db): Promise<Record<string, string[]>> {
  const tables = await db.query(
    `select schemaname || '.' || tablename as name, format('%I.%I', schemaname, tablename) as quoted from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    [],
  )
  const all: Record<string, string[]> = {}
  for (const { name, quoted } of tables) {
    if (ofOneBackend.includes(name ?? '')) continue
    const rows = await db.query(`select to_jsonb(t)::text as row from ${quoted} t`, [])
    all[name ?? ''] = rows.map(({ row }) => row ?? '').sort()
  }
  return all
}

/** Links of the audit that do not hold: a hash that is not of its row, a row that does not follow the one before, a head elsewhere. */
export async function countBrokenLinks(db: Db): Promise<{ links: number; broken: number }> {
  const [row] = await db.query(
    `with link as (
      select l.*, coalesce(lag(hash) over chain, '\\x') as expected_previous,
        coalesce(lag(position) over chain, 0) + 1 as expected_position,
        position = max(position) over (partition by chain, subject_id) as is_last
      from public.audit_log l window chain as (partition by chain, subject_id order by position)
    )
    select count(*) as links, count(*) filter (where l.previous_hash <> expected_previous or l.position <> expected_position
      or l.hash <> sha256(l.previous_hash || convert_to(jsonb_build_object('chain', l.chain, 'subject', l.subject_id,
        'position', l.position, 'at', l.at, 'command', l.command, 'actor', l.actor, 'details', l.details)::text, 'UTF8'))
      or (l.is_last and h.hash is distinct from l.hash)) as broken
    from link l left join private.audit_heads h on h.chain = l.chain and h.subject_id = l.subject_id`,
    [],
  )
  return { links: Number(row?.links), broken: Number(row?.broken) }
}

/** SHA-256 of each stored file, by name, as it is downloaded. */
export async function hashFiles({ db, service }: Site): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const { bucket_id, name } of await db.query('select bucket_id, name from storage.objects order by 1, 2', [])) {
    const { data, error } = await service.storage.from(bucket_id ?? '').download(name ?? '')
    if (error) throw error
    hashes[`${bucket_id}/${name}`] = createHash('sha256')
      .update(new Uint8Array(await data.arrayBuffer()))
      .digest('hex')
  }
  return hashes
}
