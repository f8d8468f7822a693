import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findBrowser } from '../../../scripts/find-browser.mjs'

const folder = mkdtempSync(join(tmpdir(), 'imarika-browser-'))

function program(name: string, script: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

test('CHROME_PATH comes first', async () => {
  const chrome = program('my-chrome', 'echo Chromium 999')
  expect(await findBrowser({ env: { CHROME_PATH: chrome, PATH: '' } })).toBe(chrome)
})

test('a CHROME_PATH that does not start is named, not passed over', async () => {
  const broken = program('broken-chrome', 'exit 127')
  await expect(findBrowser({ env: { CHROME_PATH: broken, PATH: '' } })).rejects.toThrow(`CHROME_PATH: ${broken}`)
})

test('a browser on the path is found, one that lacks its libraries is not', async () => {
  program('chromium', 'exit 127')
  const good = program('google-chrome', 'echo Google Chrome 999')
  expect(await findBrowser({ env: { PATH: folder } })).toBe(good)
})
