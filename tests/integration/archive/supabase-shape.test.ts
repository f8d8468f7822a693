import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPg } from '#embedded/engine/pg-db.ts'
import { createGateway } from '#embedded/gateway.ts'
import { createKeys } from '#embedded/keys.ts'
import { openEmbedded } from '#embedded/open.ts'
import { loadSchemaCache } from '#embedded/rest/schema-cache.ts'
import { FolderStore } from '#embedded/storage/folder-store.ts'
import { exportArchive } from '#scripts/archive/export-archive.ts'
import { importArchive } from '#scripts/archive/import-archive.ts'
import { leftOut } from '#scripts/archive/left-out.ts'
import { openToExport, type Told } from '#scripts/archive/place.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'
import { hasPostgres } from '../../support/postgres-programs.ts'
import { password } from '../auth/support.ts'
import { fillSite, must, passFactor } from './fill-site.ts'
import { hashFiles, makeFolder, migrationsDir, openSite, readAllRows, told } from './site.ts'

/**
 * A database with what of Supabase an archive meets: tables of its services that are not ours, with columns that we do
 * not have, a record of migrations without hashes, and a login that is no superuser. The services are ours.
 */
const reshape = `
  alter role service_role bypassrls;
  create role supabase_admin_of_services nologin;
  create role supabase_login login bypassrls password 'supabase';
  grant imarika_owner, anon, authenticated, service_role to supabase_login;
  grant set on parameter session_replication_role to supabase_login;
  do $$ declare each text; begin
    for each in select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('auth', 'storage') loop
      execute format('alter table %s owner to supabase_admin_of_services', each);
      execute format('grant all on %s to supabase_login, imarika_owner', each);
    end loop;
  end $$;
  grant usage on schema auth, storage, supabase_migrations, private to supabase_login, supabase_admin_of_services;
  alter table auth.users add instance_id uuid, add confirmation_token varchar(255), add recovery_token varchar(255),
    add email_change_token_new varchar(255), add is_super_admin boolean, add phone_change text default '';
  alter table auth.one_time_tokens drop failed_attempts;
  create table auth.refresh_tokens (id bigserial primary key, token varchar(255), session_id uuid references auth.sessions);
  alter table supabase_migrations.schema_migrations drop statements_sha256, add statements text[];
  grant select on supabase_migrations.schema_migrations to supabase_login;
  drop table private.keys, private.file_chunks`

let postgres: TestPostgres
beforeAll(async () => {
  if (hasPostgres && process.env.IMARIKA_FULL === '1') postgres = await startPostgres()
})
afterAll(() => postgres?.stop())

async function openShape(): Promise<{ told: Told; adminUrl: string; close(): Promise<void> }> {
  const databaseUrl = await postgres.createDatabase()
  await (await openEmbedded({ dataDir: null, databaseUrl, migrationsDir })).close()
  const path = new URL(databaseUrl).pathname
  const at = (url: string, user?: string) => {
    const address = new URL(url)
    address.pathname = path
    if (user !== undefined) [address.username, address.password] = [user, 'supabase']
    return address.href
  }
  const adminUrl = at(postgres.superuserUrl)
  const db = openPg({ url: adminUrl, pool: 4, waitMs: 10_000 })
  await db.transaction([{ text: reshape }])
  const keys = createKeys()
  const gateway = createGateway({
    db,
    cache: await loadSchemaCache(db),
    keys,
    files: new FolderStore(join(makeFolder(), 'objects')),
    log: line => console.error(line),
  })
  const server = createServer((request, response) => void answer(gateway, request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const supabase = { url, anonKey: keys.anonKey, serviceKey: keys.serviceKey }
  const close = async () => {
    server.close()
    server.closeAllConnections()
    await db.close()
  }
  const environment = { dataDir: '', postgres: null, storageDir: null, supabase }
  const supabaseDbUrl = at(postgres.superuserUrl, 'supabase_login')
  return { told: { environment, supabaseDbUrl, migrationsDir, log: () => {} }, adminUrl, close }
}

async function answer(gateway: typeof fetch, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const hasBody = request.method !== 'GET'
  const body = hasBody ? { body: Readable.toWeb(request) as unknown as BodyInit, duplex: 'half' as const } : {}
  const headers = request.headers as Record<string, string>
  const answered = await gateway(`http://imarika.invalid${request.url}`, {
    method: request.method ?? '',
    headers,
    ...body,
  })
  response.writeHead(answered.status, Object.fromEntries(answered.headers))
  if (answered.body === null) response.end()
  else Readable.fromWeb(answered.body as ReadableStream).pipe(response)
}

/** What a service of its own writes, and what it has no column for. */
function comparable(rows: Record<string, string[]>): Record<string, string[]> {
  const kept: Record<string, string[]> = {}
  for (const [name, texts] of Object.entries(rows)) {
    if (name.startsWith('storage.') || name === 'auth.refresh_tokens' || Object.hasOwn(leftOut, name)) continue
    kept[name] = texts.map(text => {
      const row = JSON.parse(text) as Record<string, unknown>
      for (const column of [
        'instance_id',
        'confirmation_token',
        'recovery_token',
        'email_change_token_new',
        'is_super_admin',
      ])
        delete row[column]
      for (const column of ['phone_change', 'failed_attempts']) delete row[column]
      if (name === 'auth.users' && row.email_change === '') row.email_change = null
      return JSON.stringify(row, Object.keys(row).sort())
    })
    kept[name].sort()
  }
  return kept
}

test.skipIf(!hasPostgres || process.env.IMARIKA_FULL !== '1')(
  'a site goes into the shape of a Supabase and out of it, with its rows, files and sign-in',
  { timeout: 600_000 },
  async () => {
    const folder = makeFolder()
    const from = { databaseUrl: await postgres.createDatabase() }
    const clock = { now: Date.now() }
    let site = await openSite(from, clock)
    const filled = await fillSite(site)
    const before = { rows: await readAllRows(site.db), files: await hashFiles(site) }
    await site.close()
    const save = async (where: Told, file: string, withKeys: boolean) => {
      const place = await openToExport(where)
      try {
        expect((await exportArchive(place, file, { withKeys })).damaged).toEqual([])
      } finally {
        await place.close()
      }
    }
    await save(told(from), join(folder, 'in'), true)

    const shape = await openShape()
    await expect(importArchive({ ...shape.told, supabaseDbUrl: null }, join(folder, 'in'))).rejects.toThrow(
      'SUPABASE_URL needs SUPABASE_DB_URL beside it',
    )
    const done = await importArchive(shape.told, join(folder, 'in'))
    expect(done.withKeys).toBe(false)
    const admin = openPg({ url: shape.adminUrl, pool: 1, waitMs: 10_000 })
    const inside = await readAllRows(admin)
    expect(comparable(inside)).toEqual(comparable(before.rows))
    const user = JSON.parse(inside['auth.users']?.[0] ?? '') as Record<string, unknown>
    expect(user).toMatchObject({
      instance_id: '00000000-0000-0000-0000-000000000000',
      confirmation_token: '',
      recovery_token: '',
      email_change: '',
      phone_change: '',
    })
    await expect(importArchive(shape.told, join(folder, 'in'))).rejects.toThrow('The database is in use')

    await expect(save(shape.told, join(folder, 'no'), true)).rejects.toThrow('The keys of a Supabase stay with it')
    // Passwords of people who signed up there.
    await admin.query(
      `insert into auth.users (id, email, encrypted_password, aud, role, raw_app_meta_data, raw_user_meta_data, created_at)
        values (gen_random_uuid(), 'theirs@example.org', '$2a$10$abcdefghijklmnopqrstuv', 'authenticated', 'authenticated', '{}', '{}', now())`,
      [],
    )
    await save(shape.told, join(folder, 'out'), false)
    await admin.close()
    await shape.close()

    const to = { databaseUrl: await postgres.createDatabase() }
    const back = await importArchive(told(to), join(folder, 'out'))
    expect(back.foreignPasswords).toBe(1)
    site = await openSite(to, clock)
    expect(await hashFiles(site)).toEqual(before.files)
    await site.db.query("delete from auth.users where email = 'theirs@example.org'", [])
    const after = comparable(await readAllRows(site.db))
    const expected = comparable(before.rows)
    for (const name of ['auth.sessions', 'auth.mfa_amr_claims', 'private.session_activity']) expected[name] = []
    expect(after).toEqual(expected)
    const client = site.anon()
    await must(client.auth.signInWithPassword({ email: filled.email, password }))
    await passFactor(site, client, filled.secret)
    await site.close()
  },
)
