import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  findParkedPost,
  listParkedPosts,
  parkPost,
  sweepParkedPosts,
  throwParkedPostAway,
} from '#app/data/parked-posts.server.ts'
import { nameOfKey, seal } from '#app/platform/sealed-box.server.ts'
import { type Accounts, openAccounts, type Person } from './open-accounts.ts'

let accounts: Accounts
let person: Person
beforeAll(async () => {
  accounts = await openAccounts()
  person = await accounts.makePerson()
})
afterAll(() => accounts.close())

const key = randomBytes(32)
const words = 'words that only their writer may read'

const newBrowser = () => nameOfKey(randomBytes(32))

async function park(browser: string, actKey = randomUUID(), userId: string | null = null) {
  await parkPost(accounts.service, browser, { actKey, userId, box: seal(key, actKey, words) })
  // The clock of the built-in database counts milliseconds.
  await new Promise(resolve => setTimeout(resolve, 2))
  return actKey
}

test('what a browser has waiting, the newest first; another browser has nothing of it', async () => {
  const browser = newBrowser()
  const first = await park(browser, randomUUID(), person.id)
  const second = await park(browser)
  const waiting = await listParkedPosts(accounts.service, browser, person.id)
  expect(waiting.map(({ actKey, userId }) => [actKey, userId])).toEqual([
    [second, null],
    [first, person.id],
  ])
  expect(await listParkedPosts(accounts.service, newBrowser(), person.id)).toEqual([])
  expect(await findParkedPost(accounts.service, newBrowser(), first)).toBeNull()
})

test('the same form sent again takes the place of the one before; whoever is no account of ours is nobody', async () => {
  const browser = newBrowser()
  const actKey = await park(browser, randomUUID(), person.id)
  const before = await findParkedPost(accounts.service, browser, actKey)
  await park(browser, actKey, randomUUID())
  const after = await findParkedPost(accounts.service, browser, actKey)
  expect(after?.box).not.toBe(before?.box)
  expect(after?.userId).toBeNull()
  expect(await listParkedPosts(accounts.service, browser, person.id)).toHaveLength(1)
})

test('a reader of the database reads no word of it', async () => {
  const browser = newBrowser()
  await park(browser)
  const [row] = await accounts.query(
    'select encode(box, $1) as bytes from private.parked_posts where browser = decode($2, $3)',
    ['escape', browser, 'hex'],
  )
  expect(row?.bytes).not.toContain('words')
})

test('a browser keeps its newest twenty', async () => {
  const browser = newBrowser()
  const keys: string[] = []
  for (let n = 0; n < 23; n += 1) keys.push(await park(browser))
  const waiting = await listParkedPosts(accounts.service, browser, person.id)
  expect(waiting.map(({ actKey }) => actKey)).toEqual(keys.slice(3).reverse())
})

test('what its writer has sent since waits no more; what somebody else sent under that key does', async () => {
  const browser = newBrowser()
  const actKey = await park(browser)
  const [profile] = await accounts.query('select version::text from public.profiles where user_id = $1', [person.id])
  const settings = { act_key: actKey, expected_version: Number(profile?.version), input: { name: 'Amina', lang: 'fr' } }
  const { data, error } = await person.db.rpc('cmd_change_settings', settings)
  expect(error).toBeNull()
  expect(data).toMatchObject({ ok: true })
  expect(await listParkedPosts(accounts.service, browser, person.id)).toEqual([])
  expect(await listParkedPosts(accounts.service, browser, randomUUID())).toHaveLength(1)
})

test('after a day it is found no more, and the sweep takes it away; before that it stays', async () => {
  const browser = newBrowser()
  const [old, young] = [await park(browser), await park(browser)]
  await accounts.query(
    "update private.parked_posts set kept_at = now() - interval '24 hours 1 second' where act_key = $1",
    [old],
  )
  await accounts.query(
    "update private.parked_posts set kept_at = now() - interval '23 hours 59 minutes' where act_key = $1",
    [young],
  )
  expect(await findParkedPost(accounts.service, browser, old)).toBeNull()
  await sweepParkedPosts(accounts.service)
  const rows = await accounts.query('select act_key from private.parked_posts where browser = decode($1, $2)', [
    browser,
    'hex',
  ])
  expect(rows.map(row => row.act_key)).toEqual([young])
})

test('thrown away is gone, and nothing else with it', async () => {
  const browser = newBrowser()
  const [one, other] = [await park(browser), await park(browser)]
  await throwParkedPostAway(accounts.service, newBrowser(), one)
  expect(await findParkedPost(accounts.service, browser, one)).not.toBeNull()
  await throwParkedPostAway(accounts.service, browser, one)
  expect(await findParkedPost(accounts.service, browser, one)).toBeNull()
  expect(await findParkedPost(accounts.service, browser, other)).not.toBeNull()
})

test('nobody but the app itself may keep, list or read one', async () => {
  const browser = newBrowser()
  const actKey = await park(browser, randomUUID(), person.id)
  for (const db of [accounts.anon, person.db]) {
    await expect(listParkedPosts(db, browser, person.id)).rejects.toThrow('42501')
    await expect(findParkedPost(db, browser, actKey)).rejects.toThrow('42501')
    await expect(throwParkedPostAway(db, browser, actKey)).rejects.toThrow('42501')
    await expect(parkPost(db, browser, { actKey, userId: null, box: seal(key, actKey, words) })).rejects.toThrow(
      '42501',
    )
  }
  expect(await findParkedPost(accounts.service, browser, actKey)).not.toBeNull()
})

test('a box that is too large is refused by the database as well', async () => {
  const huge = randomBytes(600_001).toString('base64')
  await expect(
    parkPost(accounts.service, newBrowser(), { actKey: randomUUID(), userId: null, box: huge }),
  ).rejects.toThrow('23514')
})
