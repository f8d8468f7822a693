import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Relation, readRelations } from './catalog.ts'
import { catalogRules } from './catalog-rules.ts'
import { everythingGranted, type Mutant, readMutants, readRightMutants, rulesQuery } from './mutants.ts'
import { engines, type OpenDatabase, openDatabase } from './open-database.ts'
import { plantRows } from './plant.ts'
import { comparePrivileges, privilegesQuery } from './privileges.ts'
import { findDifferences, type Probe, readProbes } from './probe.ts'

/**
 * What depends on where a reader stands, as coordinator or as receiver of a delivery: nobody of the planted people
 * stands there, and tests of the commands see it (tests/integration/chain).
 */
const byStanding = ['private.coordinates(uuid) always answers', 'private.may_read_evidence(uuid) always answers false']

describe.each(engines)('on %s', engine => {
  let database: OpenDatabase
  let relations: Relation[]
  let probes: Probe[]
  let breaches: string
  beforeAll(async () => {
    database = await openDatabase(engine)
    relations = await readRelations(database.db)
    await plantRows(
      database.db,
      relations.filter(({ kind }) => kind === 'table'),
    )
    probes = await readProbes(database.db, relations)
    breaches = await askRules('')
  })
  afterAll(() => database?.close())

  const askRules = async (before: string) => {
    const statements = [{ text: before }, { text: rulesQuery(catalogRules) }, { text: 'select false as is_kept' }]
    const results = await database.db.transaction(statements, { keepIf: 'is_kept' })
    return results[1]?.[0]?.names ?? ''
  }

  /** By what a mutant is noticed: by rows that people see or change, or else by the rules about the schema. */
  const noticedBy = async ({ sql, relation }: Mutant): Promise<'rows' | 'rules' | null> => {
    const concerned = probes.filter(probe => probe.relation.name === relation)
    for (const before of [[sql], [sql, everythingGranted]]) {
      if ((await findDifferences(database.db, concerned, { before })).length > 0) return 'rows'
    }
    return (await askRules(sql)) === breaches ? null : 'rules'
  }

  test('every policy that is dropped, widened or opened is noticed', async () => {
    const mutants = await readMutants(database.db)
    const survivors: string[] = []
    const counts = { rows: 0, rules: 0 }
    for (const mutant of mutants) {
      const by = await noticedBy(mutant)
      if (by === null) survivors.push(mutant.name)
      else counts[by] += 1
    }
    console.log(
      `${mutants.length} mutants of policies on ${engine}: ${counts.rows} noticed by rows, ${counts.rules} by rules`,
    )
    expect(survivors.filter(name => !byStanding.some(one => name.startsWith(one)))).toEqual([])
    expect(counts.rows).toBeGreaterThan(mutants.length / 2)
  }, 600_000)

  test('every right that is given or taken is noticed by name', async () => {
    const mutants = await readRightMutants(database.db)
    const survivors: string[] = []
    // All of one direction at once: each must still be named.
    for (const isGiven of [true, false]) {
      const group = mutants.filter(mutant => mutant.isGiven === isGiven)
      const sql = group.map(mutant => `${mutant.sql};`).join('\n')
      const results = await database.db.transaction([{ text: sql }, { text: privilegesQuery }], { keepIf: 'is_kept' })
      const named = comparePrivileges(JSON.parse(results[1]?.[0]?.lines ?? '[]') as string[])
      const ending = isGiven ? ': held, not in the list' : ': in the list, not held'
      survivors.push(...group.filter(({ line }) => !named.includes(`${line}${ending}`)).map(({ line }) => line))
    }
    console.log(`${mutants.length} mutants of rights on ${engine}`)
    expect(survivors).toEqual([])
  })
})
