import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogRules, findBreaches } from './catalog-rules.ts'
import { engines, type OpenDatabase, openDatabase } from './open-database.ts'

describe.each(engines)('on %s', engine => {
  let database: OpenDatabase
  beforeAll(async () => {
    database = await openDatabase(engine)
  })
  afterAll(() => database?.close())

  test.each(catalogRules)('$name', async rule => {
    expect(await findBreaches(database.db, rule)).toEqual([])
    expect(await findBreaches(database.db, rule, [rule.fault.sql])).toContain(rule.fault.found)
  })
})
