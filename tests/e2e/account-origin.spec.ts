import { rmSync } from 'node:fs'
import { accountEffects } from './support/account-effects.ts'
import { dataFolder } from './support/data-folder.ts'
import { foreign, isRefused } from './support/foreign.ts'
import { raw } from './support/raw.ts'
import { type RunningServer, startServer } from './support/server.ts'
import { expect, test } from './support/site.ts'

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

for (const [id, prepare] of Object.entries(accountEffects)) {
  test(`a change of an account from elsewhere leaves nothing behind: ${id}`, async () => {
    const { client, path, fields, isDone } = await prepare(server.origin)
    const body = new URLSearchParams(fields).toString()
    for (const [name, headers] of Object.entries(foreign(server.origin))) {
      const answer = await raw(`${server.origin}${path}`, {
        method: 'POST',
        headers: { ...headers, Cookie: client.cookie },
        body,
      })
      expect(isRefused(answer.status), name).toBe(true)
      expect(answer.headers['set-cookie'], name).toBeUndefined()
    }
    expect(await isDone()).toBe(false)
    // The same from our own page has its effect, so that the attack was a real one.
    await client.post(path, fields)
    expect(await isDone()).toBe(true)
  })
}
