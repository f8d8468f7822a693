import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPg } from '#embedded/engine/pg-db.ts'
import { migrate } from '#embedded/migrate.ts'
import { startPostgres, type TestPostgres } from '../support/postgres.ts'
import { hasPostgres } from '../support/postgres-programs.ts'
import { catalogRules } from './catalog-rules.ts'
import { migratePlatform } from './open-database.ts'
import { type Finding, type Splinter, splinters } from './splinter.ts'

/** What it says of us that is no fault, as it stands in our own rules. */
const accepted = catalogRules.flatMap(rule =>
  Object.keys(rule.accepted ?? {}).map(name => ({ rule, name: name.replace(/\(.*/, '') })),
)
const isAccepted = ({ name, text }: Finding) =>
  accepted.some(each => each.rule.linter === name && text.includes(each.name))

/** The rights that a project gives by itself to everything made in public, unless somebody has told it not to. */
const productionGrants = ['tables', 'functions', 'sequences']
  .flatMap(kind =>
    ['imarika_owner', 'postgres'].map(
      role =>
        `alter default privileges for role ${role} in schema public grant all on ${kind} to anon, authenticated, service_role;`,
    ),
  )
  .join('\n')

/** Each needs a database of its own, so three of them do outside the full run. */
const withFault = catalogRules
  .filter(rule => rule.linter !== undefined)
  .slice(0, process.env.IMARIKA_FULL === '1' ? undefined : 3)

test.skipIf(splinters.length > 0)('there is a splinter to ask', context => {
  context.skip('neither the language server for PostgreSQL is installed nor SPLINTER_SQL given')
})

describe.skipIf(!hasPostgres || splinters.length === 0).each(splinters)('splinter of $name', splinter => {
  let server: TestPostgres
  let name: string
  let found: Finding[]
  beforeAll(async () => {
    server = await startPostgres()
    name = new URL(server.url).pathname.slice(1)
    const login = openPg({ url: server.url, pool: 1, waitMs: 10_000 })
    await migratePlatform(login)
    await execute(name, productionGrants)
    await migrate(login, 'supabase/migrations', () => {})
    await login.close()
    await execute(name, `alter database ${name} set pgrst.db_schemas = 'public'`)
    found = await lint(splinter, name)
  })
  afterAll(() => server?.stop())

  const urlOf = (database: string) => server.superuserUrl.replace(/\/postgres$/, `/${database}`)
  const lint = (by: Splinter, database: string) => by.lint(urlOf(database))
  async function execute(database: string, ...texts: string[]): Promise<void> {
    // A database is made outside any transaction, and the engine of the app sends nothing outside one.
    const client = new pg.Client({ connectionString: urlOf(database) })
    await client.connect()
    try {
      for (const text of texts) await client.query(text)
    } finally {
      await client.end()
    }
  }

  test('it looked', () => {
    expect(found.some(({ level }) => level === 'info')).toBe(true)
  })

  test('no error, no warning but what is accepted with a reason', () => {
    expect(found.filter(finding => finding.level !== 'info' && !isAccepted(finding))).toEqual([])
  })

  test.each(withFault.filter(({ linter }) => !splinter.lacks.includes(linter ?? '')))(
    'it sees the fault that our rule sees: $name',
    async ({ linter, fault }) => {
      const copy = `planted_${linter}`
      await execute('postgres', `create database ${copy} template ${name}`)
      await execute(copy, `alter database ${copy} set pgrst.db_schemas = 'public'`, fault.sql)
      const known = new Set(found.map(({ name: rule, text }) => `${rule} ${text}`))
      const news = (await lint(splinter, copy)).filter(({ name: rule, text }) => !known.has(`${rule} ${text}`))
      expect(news.map(({ name: rule }) => rule)).toContain(linter)
      await execute('postgres', `drop database ${copy}`)
    },
  )
})
