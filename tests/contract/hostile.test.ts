import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openGateway, type Target } from './targets.ts'

let target: Target
beforeAll(async () => {
  target = await openGateway()
})
afterAll(() => target.close())

const fragments = [
  ...`'";:,.(){}[]\\/*%_-+=<>|&!?#@$~\`\n\t\0`,
  '--',
  '$1',
  "' or 1=1 --",
  '"; drop table notes; --',
  '::regclass',
  '->',
  '->>',
  'not.',
  'eq.',
  'in.(',
  'and(',
  'or(',
  'samples',
  'label',
  'meta',
  'pg_sleep(9)',
  'é',
  'م',
  '1',
  '99999999999999999999',
]
const text = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fragments) }, fc.string({ maxLength: 4 })), {
  maxLength: 8,
})
const hostile = text.map(parts => parts.join(''))
const seed = Date.now()

/** Whatever is written where a name, an operator or a value stands, nothing breaks out of its place. */
test(`no text breaks out of its place in a query (seed ${seed})`, async () => {
  const db = target.anon
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 6 }), hostile, hostile, async (place, one, other) => {
      const read = () => db.from('samples').select('id').limit(1)
      const calls = [
        () =>
          db
            .from(one.trim() || '"')
            .select('*')
            .limit(1),
        () => db.from('samples').select(one).limit(1),
        () => read().filter(one, 'eq', other),
        () => read().filter('label', one, other),
        () => read().or(one),
        () => read().order(one),
        () => db.rpc(one, { [other]: one }),
      ]
      const { status, error } = await (calls[place] ?? read)()
      // 42601 would be a statement of ours that PostgreSQL could not read; a search text may rightly cause it.
      if (error?.code === '42601') expect(error.message).toContain('tsquery')
      expect([200, 204, 400, 401, 404, 406, 416, 501]).toContain(status)
    }),
    { seed, numRuns: 400 },
  )
  const { data } = await target.service.from('notes').select('id')
  expect(data).toHaveLength(3)
})

test('a value that closes a string is only a value', async () => {
  const { data, status } = await target.anon.from('notes').select('id').eq('body', "x' or is_public = false --")
  expect({ data, status }).toEqual({ data: [], status: 200 })
})
