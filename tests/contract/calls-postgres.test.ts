import { afterAll, beforeAll, describe } from 'vitest'
import { openPg } from '#embedded/engine/pg-db.ts'
import { startPostgres, type TestPostgres } from '../support/postgres.ts'
import { hasPostgres } from '../support/postgres-programs.ts'
import { isRecording, judge } from './judge.ts'
import { findPostgrest, openPostgrestOn } from './postgrest.ts'
import { gatewayOver } from './targets.ts'

const postgrest = findPostgrest()

describe.skipIf(!hasPostgres || isRecording)(
  hasPostgres ? 'on a real PostgreSQL' : 'a real PostgreSQL is not packaged for this machine',
  () => {
    let postgres: TestPostgres
    beforeAll(async () => {
      postgres = await startPostgres({ settings: { fsync: 'off' } })
    })
    afterAll(() => postgres.stop())

    describe('the gateway', () => judge(() => gatewayOver(openPg({ url: postgres.url })), 'gateway'))

    // The same database, which holds the fixture by now, through the same login role.
    describe.skipIf(postgrest === null)(
      `the real PostgREST ${postgrest?.version ?? 'is not packaged for this machine'}`,
      () => judge(() => openPostgrestOn(postgrest?.binary ?? '', postgres.url), `PostgREST ${postgrest?.version}`),
    )
  },
)
