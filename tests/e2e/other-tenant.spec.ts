import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { borrowedIds, plainAnswer } from './support/borrowed-ids.ts'
import { dataFolder } from './support/data-folder.ts'
import { manifest } from './support/manifest.ts'
import { type RunningServer, startServer } from './support/server.ts'
import { expect, test } from './support/site.ts'

/** What a page answers to an id of somebody else, against what it answers to one that is nowhere. */

test.describe.configure({ mode: 'default' })

let server: RunningServer
let folder = ''
test.beforeAll(async () => {
  folder = await dataFolder()
  server = await startServer({ DATA_DIR: folder })
})
test.afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('every route with an id in its address, and every route that takes a form, has its line', () => {
  const concerned = manifest().filter(({ id, hasAction }) => hasAction || /\$(?!lang\b)\w/.test(id))
  expect(concerned.length).toBeGreaterThan(10)
  expect(concerned.map(({ id }) => id).sort()).toEqual(Object.keys(borrowedIds).sort())
})

for (const [route, prepare] of Object.entries(borrowedIds)) {
  if (typeof prepare === 'string') continue
  test(`an id of somebody else gives what an unknown one gives, and changes nothing: ${route}`, async () => {
    const { by, id, ask, isUntouched, works } = await prepare(server.origin)
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    for (const [who, client] of Object.entries(by)) {
      const nowhere = randomUUID()
      const unknown = plainAnswer(await ask(client, nowhere), nowhere)
      expect(plainAnswer(await ask(client, id), id), who).toBe(unknown)
      expect(await isUntouched(), who).toBe(true)
    }
    expect(await works()).toBe(true)
  })
}
