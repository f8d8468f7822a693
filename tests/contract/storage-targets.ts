import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SupabaseClient } from '@supabase/supabase-js'
import { ACCESS_TOKEN_S, AUDIENCE, signAccessToken } from '#embedded/auth/access-token.ts'
import type { Db } from '#embedded/engine/db.ts'
import { openPg } from '#embedded/engine/pg-db.ts'
import { openPglite } from '#embedded/engine/pglite-db.ts'
import { createGateway } from '#embedded/gateway.ts'
import { createKeys } from '#embedded/keys.ts'
import { migrate } from '#embedded/migrate.ts'
import { loadSchemaCache } from '#embedded/rest/schema-cache.ts'
import { openFileStore } from '#embedded/storage/open-file-store.ts'
import { startPostgres } from '../support/postgres.ts'
import { client } from './targets.ts'

export const amina = 'aaaaaaaa-0000-4000-8000-000000000001'
export const boris = 'bbbbbbbb-0000-4000-8000-000000000002'

export type StorageTarget = {
  name: string
  url: string
  serviceKey: string
  fetch: typeof fetch
  amina: SupabaseClient
  boris: SupabaseClient
  anon: SupabaseClient
  service: SupabaseClient
  db: Db
  /** Ids under which bytes lie, whatever holds them. */
  stored(): Promise<string[]>
  /** What a start does with what is left over. */
  reopen(): Promise<void>
  /** Where bytes lie as files; null where in the database. */
  folder: string | null
  close(): Promise<void>
}

type Parts = { name: string; db: Db; folder: string | null; stored: StorageTarget['stored']; close(): Promise<void> }

/** The engines and stores that the app runs on; PostgreSQL only where there is one for this machine. */
export const storageTargets: Record<string, () => Promise<StorageTarget>> = {
  'files in the data folder': async () => {
    const db = await openPglite({ folder: null })
    const folder = mkdtempSync(join(tmpdir(), 'imarika-objects-'))
    const { readdir } = await import('node:fs/promises')
    const close = async () => {
      await db.close()
      rmSync(folder, { recursive: true })
    }
    return open({ name: 'folder', db, folder, stored: () => readdir(folder), close })
  },
  'bytes in PGlite': async () => {
    const db = await openPglite({ folder: null })
    return open({ name: 'pglite', db, folder: null, stored: chunksIn(db), close: () => db.close() })
  },
  'bytes in PostgreSQL': async () => {
    const server = await startPostgres()
    const db = openPg({ url: server.url })
    const close = async () => {
      await db.close()
      await server.stop()
    }
    return open({ name: 'postgres', db, folder: null, stored: chunksIn(db), close })
  },
}

const chunksIn = (db: Db) => async () =>
  (await db.query('select distinct file_id::text as id from private.file_chunks', [])).map(({ id }) => id ?? '')

async function open({ name, db, folder, stored, close }: Parts): Promise<StorageTarget> {
  await loadPolicies(db)
  const keys = createKeys()
  const cache = await loadSchemaCache(db)
  const url = 'http://gateway.invalid'
  const files = await openFileStore(db, folder)
  const gateway = createGateway({ db, cache, keys, files, log: () => {} })
  const user = (sub: string) => {
    const iat = Math.floor(Date.now() / 1000)
    const times = { iat, exp: iat + ACCESS_TOKEN_S, session_id: sub, amr: [] }
    const claims = { role: 'authenticated' as const, sub, aal: 'aal1' as const, iss: '', aud: AUDIENCE, ...times }
    return client(url, keys.anonKey, gateway, signAccessToken(claims, keys.signing))
  }
  return {
    name,
    url,
    serviceKey: keys.serviceKey,
    fetch: gateway,
    amina: user(amina),
    boris: user(boris),
    anon: client(url, keys.anonKey, gateway),
    service: client(url, keys.serviceKey, gateway),
    db,
    stored,
    reopen: async () => void (await openFileStore(db, folder)),
    folder,
    close,
  }
}

async function loadPolicies(db: Db): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'imarika-contract-'))
  const sql = readFileSync(new URL('./storage-policies.sql', import.meta.url), 'utf8')
  writeFileSync(join(folder, '20260101000000_policies.sql'), sql)
  try {
    await migrate(db, folder, () => {})
    // Each line of the platform runs again at every start.
    await migrate(db, folder, () => {})
  } finally {
    rmSync(folder, { recursive: true })
  }
}
