import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Database } from '#app/data/database.types.ts'
import type { Db } from '#app/platform/database.server.ts'
import { startMailWorker } from '#app/services/mail/mail-worker.server.ts'
import { type EmbeddedBackend, openEmbedded } from '#embedded/open.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'
import { hasPostgres } from '../../support/postgres-programs.ts'
import { startMailServer } from './mail-server.ts'

// PGlite runs one statement after the other; only here do two workers claim at the same moment.
describe.skipIf(!hasPostgres)('on one PostgreSQL', () => {
  let server: TestPostgres
  let backends: EmbeddedBackend[] = []
  beforeAll(async () => {
    server = await startPostgres()
    for (let index = 0; index < 3; index += 1)
      backends.push(
        await openEmbedded({ dataDir: null, databaseUrl: server.url, migrationsDir: 'supabase/migrations' }),
      )
  })
  afterAll(async () => {
    await Promise.all(backends.map(backend => backend.close()))
    backends = []
    await server.stop()
  })

  const clientOf = ({ url, serviceKey, fetch }: EmbeddedBackend): Db =>
    createClient<Database>(url, serviceKey, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      global: { fetch },
    })

  test('three backends with a worker each send each of ninety mails once', async () => {
    const mailServer = await startMailServer()
    const [first] = backends
    if (!first) throw new Error('There is no backend.')
    await first.db.query(
      "insert into private.outbox (kind, recipient) select 'password_changed', 'reader' || n || '@example.org' from generate_series(1, 90) n",
      [],
    )
    for (const backend of backends) {
      const worker = startMailWorker({
        db: clientOf(backend),
        smtpUrl: `smtp://127.0.0.1:${mailServer.port}`,
        mailFrom: 'imarika@example.org',
        publicUrl: 'https://imarika.example.org',
        now: () => new Date(),
        log: () => {},
        pollMs: 100,
      })
      onTestFinished(() => worker.stop())
    }
    await vi.waitFor(
      async () =>
        expect((await first.db.query('select 1 as x from private.outbox where sent_at is null', [])).length).toBe(0),
      40_000,
    )
    const recipients = mailServer.mails.flatMap(({ to }) => to)
    expect(recipients).toHaveLength(90)
    expect(new Set(recipients).size).toBe(90)
    const [attempts] = await first.db.query('select max(attempts) as most from private.outbox', [])
    expect(attempts?.most).toBe('1')
  })
})
