import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeLimit } from '#app/data/limits.server.ts'
import { type Accounts, openAccounts } from './open-accounts.ts'

let db: Accounts
beforeAll(async () => {
  db = await openAccounts()
})
afterAll(() => db.close())

const take = async (subject: string) => (await takeLimit(db.service, 'mail_to', subject)).waitS

test('as many tries as the rule says, then a wait that ends with the window; another subject is free', async () => {
  const subject = randomUUID()
  for (let n = 0; n < 5; n++) expect(await take(subject)).toBe(0)
  const wait = await take(subject)
  expect(wait).toBeGreaterThan(3590)
  expect(wait).toBeLessThanOrEqual(3600)
  expect(await take(subject)).toBeLessThanOrEqual(wait)
  expect(await take(randomUUID())).toBe(0)
  await db.query(`update private.limit_counts set ends_at = ends_at - interval '59 minutes 30 seconds'`)
  const rest = await take(subject)
  expect(rest).toBeGreaterThan(0)
  expect(rest).toBeLessThanOrEqual(30)
  await db.query(`update private.limit_counts set ends_at = now() - interval '1 second'`)
  expect(await take(subject)).toBe(0)
})

test('of many tries at once exactly as many pass', async () => {
  const subject = randomUUID()
  const waits = await Promise.all(Array.from({ length: 40 }, () => take(subject)))
  expect(waits.filter(wait => wait === 0)).toHaveLength(5)
})

test('subjects are kept as hashes, and rows whose window has ended are swept by the tries that follow', async () => {
  const subject = `${randomUUID()}@example.org`
  await take(subject)
  const rows = await db.query('select row_to_json(c)::text as row from private.limit_counts c')
  expect(JSON.stringify(rows)).not.toContain('example.org')
  await db.query(`update private.limit_counts set ends_at = now() - interval '1 minute'`)
  for (let n = 0; n < 3; n++) await take(randomUUID())
  const [left] = await db.query('select count(*)::text as n from private.limit_counts where ends_at < now()')
  expect(left?.n).toBe('0')
})

test('a kind without a rule is a fault, not a free pass', async () => {
  await expect(takeLimit(db.service, 'no_such_kind' as 'mail_to', 'x')).rejects.toThrow()
})
