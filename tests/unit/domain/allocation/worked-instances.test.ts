import { readdirSync, readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { makeDice, randomMarket } from './random-market.ts'
import { run } from './run.ts'

vi.setConfig({ testTimeout: 60_000 })

const docs = new URL('../../../../docs/allocation/', import.meta.url)
const instances = readdirSync(new URL('instances/', docs)).sort()
const read = (name: string) => JSON.parse(readFileSync(new URL(name, docs), 'utf8'))

const answers: Record<string, object> = {
  '1-floors.json': {
    assignment: { w1: 'lab', w2: 'lab', o1: 'lab', o3: 'course', o2: null, o4: null },
    category: { w1: 'women', w2: 'women', o1: 'open', o3: 'open' },
    reasons: { o2: { lab: { code: 'BELOW_CUTOFF', before: 'o1' } } },
  },
  '2-caps-and-ties.json': {
    assignment: { a: 'school', b: null, c: 'school', d: 'school', e: null },
    reasons: { b: { school: { code: 'CAP_FULL' } }, e: { school: { code: 'BELOW_CUTOFF', score: 71 } } },
  },
  '3-call-order.json': { order: ['B1', 'C1', 'C2', 'C3', 'B2', 'C4', 'C5', 'C6'] },
  '4-funding.json': { awards: { compute: 500, school: 300, network: 0, library: 150 }, left: 50 },
  '5-equal-shares.json': {
    winners: ['clinic', 'data'],
    cost: 700,
    payments: { clinic: { north: '150', east: '150' }, data: { north: '200', south: '200' } },
  },
}

test('five instances are worked by hand', () => {
  expect(instances).toEqual(Object.keys(answers))
})

test.each(instances)('%s has the answer that its reader finds by hand', name => {
  expect(run(read(`instances/${name}`))).toMatchObject({ ok: true, ...answers[name] })
})

type Schema = Record<string, unknown> & { $defs?: Record<string, Schema> }

/** The part of JSON Schema that the published schema uses; an unknown word fails the test. */
function fits(root: Schema, schema: Schema, value: unknown): boolean {
  const inner = (next: unknown, item: unknown) => fits(root, next as Schema, item)
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const entries = isObject ? Object.entries(value as object) : []
  const words: Record<string, (asked: never) => boolean> = {
    $schema: () => true,
    title: () => true,
    description: () => true,
    $defs: () => true,
    $ref: (ref: string) => inner(root.$defs?.[ref.split('/').pop() as string], value),
    const: (asked: unknown) => value === asked,
    enum: (asked: unknown[]) => asked.includes(value),
    type: (asked: string) =>
      ({
        object: isObject,
        array: Array.isArray(value),
        string: typeof value === 'string',
        integer: Number.isInteger(value),
      })[asked] ?? false,
    minLength: (asked: number) => [...(value as string)].length >= asked,
    maxLength: (asked: number) => [...(value as string)].length <= asked,
    pattern: (asked: string) => new RegExp(asked, 'u').test(value as string),
    minimum: (asked: number) => (value as number) >= asked,
    maximum: (asked: number) => (value as number) <= asked,
    items: (asked: Schema) => (value as unknown[]).every(item => inner(asked, item)),
    uniqueItems: () => new Set(value as unknown[]).size === (value as unknown[]).length,
    minItems: (asked: number) => (value as unknown[]).length >= asked,
    maxItems: (asked: number) => (value as unknown[]).length <= asked,
    required: (asked: string[]) => asked.every(key => Object.hasOwn(value as object, key)),
    properties: (asked: Record<string, Schema>) =>
      entries.every(([key, item]) => !asked[key] || inner(asked[key], item)),
    additionalProperties: (asked: Schema | false) =>
      entries.every(([key, item]) =>
        asked === false ? key in ((schema.properties ?? {}) as object) : inner(asked, item),
      ),
    oneOf: (asked: Schema[]) => asked.filter(option => inner(option, value)).length === 1,
  }
  // `type` first: the other words take it for granted.
  const names = Object.keys(schema).sort((a, b) => Number(b === 'type') - Number(a === 'type'))
  return names.every(word => {
    const check = words[word]
    if (!check) throw new Error(`unknown word ${word}`)
    return check(schema[word] as never)
  })
}

test('the schema takes the five instances and 200 random markets, and refuses what is out of shape', () => {
  const schema: Schema = read('instance.schema.json')
  for (const name of instances) expect(fits(schema, schema, read(`instances/${name}`)), name).toBe(true)
  const dice = makeDice(1)
  for (let n = 0; n < 200; n++) {
    const market = JSON.parse(JSON.stringify(randomMarket(dice, { units: 5, offers: 3, maxCapacity: 3 })))
    if (run(market).error !== 'INVALID_INSTANCE')
      expect(fits(schema, schema, market), JSON.stringify(market)).toBe(true)
    expect(fits(schema, schema, { ...market, extra: 1 })).toBe(false)
    expect(fits(schema, schema, { ...market, kind: 'lottery' })).toBe(false)
    expect(fits(schema, schema, { ...market, units: null })).toBe(false)
  }
})
