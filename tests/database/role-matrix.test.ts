import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { functions, relations as listed } from '../fixtures/role-matrix.ts'
import { type Relation, readRelations } from './catalog.ts'
import { everythingGranted } from './mutants.ts'
import { engines, type OpenDatabase, openDatabase } from './open-database.ts'
import { plantRows } from './plant.ts'
import { comparePrivileges, readPrivileges } from './privileges.ts'
import { findDifferences, type Probe, readProbes } from './probe.ts'

describe.each(engines)('on %s', engine => {
  let database: OpenDatabase
  let relations: Relation[]
  let probes: Probe[]
  beforeAll(async () => {
    database = await openDatabase(engine)
    relations = await readRelations(database.db)
    await plantRows(
      database.db,
      relations.filter(({ kind }) => kind === 'table'),
    )
    probes = await readProbes(database.db, relations)
  })
  afterAll(() => database?.close())

  test('every table and view has its line in the list, and every line its table', () => {
    expect(relations.map(({ name }) => name).sort()).toEqual(Object.keys(listed).sort())
  })

  test('every function has its place in the list, and one alone', async () => {
    const rows = await database.db.query(`
      select format('%s.%s(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)) as name
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public', 'private') order by 1`)
    const names = Object.values(functions).flat()
    expect([...names].sort()).toEqual(rows.map(({ name }) => name).sort())
  })

  test('the rights held by name are those of the list', async () => {
    expect(comparePrivileges(await readPrivileges(database.db))).toEqual([])
  })

  test('there is a row of every kind that the list speaks of', () => {
    const empty = probes.filter(({ relation, rows }) => relation.kind === 'table' && rows.length === 0)
    expect(empty.map(({ relation }) => relation.name)).toEqual([])
  })

  test('everybody sees and changes the rows of the list and no others', async () => {
    expect(await findDifferences(database.db, probes)).toEqual([])
  })

  test('policies alone give the same where every right on tables is granted to everybody', async () => {
    expect(await findDifferences(database.db, probes, { before: [everythingGranted] })).toEqual([])
  })
})
