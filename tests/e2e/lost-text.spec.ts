import { once } from 'node:events'
import { rmSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { password } from '../pages.ts'
import { makeAccount } from './support/accounts.ts'
import { dataFolder } from './support/data-folder.ts'
import { FormClient } from './support/form-client.ts'
import { type RunningServer, startServer } from './support/server.ts'
import { expect, test } from './support/site.ts'

/**
 * Tab, server, session or link is killed while a form is filled in, at moments that a seed chooses. With scripts at most
 * five seconds or one field are lost; without, at most what was written since the page was last sent.
 */
const kills = Number(process.env.LOST_TEXT_KILLS ?? (process.env.IMARIKA_FULL ? 100 : 8))
const seed = Number(process.env.LOST_TEXT_SEED ?? 20261125)
const kinds = ['tab', 'server', 'session', 'link'] as const
const mostMs = 5_000

test.describe.configure({ mode: 'default' })

type Values = { name: string; homepage: string }
type Loss = { kind: (typeof kinds)[number]; ms: number; fields: number }

let folder: string
let server: RunningServer
let cookies: { name: string; value: string; url: string }[] = []
const mail = 'writer@example.org'

test.beforeAll(async () => {
  test.setTimeout(180_000)
  folder = await dataFolder()
  server = await startServer({ DATA_DIR: folder })
  const client = await makeAccount(server.origin, mail)
  cookies = [...client.jar].map(([name, value]) => ({ name, value, url: server.origin }))
})
test.afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The same numbers for the same seed, between 0 and 1. */
function chanceOf(start: number) {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const form = () => `${server.origin}/en/register-organisation`

async function readForm(page: Page): Promise<Values> {
  const [name, homepage] = await Promise.all([
    page.locator('[name=name]').inputValue(),
    page.locator('[name=homepage]').inputValue(),
  ])
  return { name, homepage }
}

const differing = (a: Values, b: Values) => Number(a.name !== b.name) + Number(a.homepage !== b.homepage)

async function killServer(): Promise<void> {
  const { port } = new URL(server.origin)
  server.process.kill('SIGKILL')
  await once(server.process, 'exit')
  server = await startServer({ DATA_DIR: folder, PORT: port })
}

async function endSession(context: BrowserContext): Promise<void> {
  const other = new FormClient(server.origin)
  for (const { name, value } of await context.cookies()) other.jar.set(name, value)
  await other.post('/en/sign-out', {})
}

/** The link goes: what is typed on stays in the tab, and the page is asked for again in vain. */
async function loseLink(page: Page): Promise<void> {
  await page.context().setOffline(true)
  await page.reload().catch(() => {})
  await page.context().setOffline(false)
}

async function signInHere(page: Page): Promise<void> {
  await page.locator('[name=mail]').fill(mail)
  await page.locator('[name=given]').fill(password)
  await page.locator('main form[method=post] button').first().click()
}

/** What the page that goes on shows of the form that was sent without a session. */
async function readKept(page: Page): Promise<Values> {
  await expect(page).toHaveURL(/\/continue\//)
  const value = (name: string) => page.locator(`main input[type=hidden][name=${name}]`).first().inputValue()
  const values = { name: await value('name'), homepage: await value('homepage') }
  await page.locator('summary', { hasText: 'Throw it away' }).click()
  await page.getByRole('button', { name: 'Throw it away' }).click()
  return values
}

for (const javaScriptEnabled of [true, false]) {
  const mine = javaScriptEnabled ? Math.ceil(kills / 2) : Math.floor(kills / 2)
  test(`${mine} kills while a form is filled in ${javaScriptEnabled ? 'with' : 'without'} scripts`, async ({
    browser,
  }: {
    browser: Browser
  }) => {
    test.setTimeout(120_000 + mine * 60_000)
    const chance = chanceOf(seed + Number(javaScriptEnabled))
    const context = await browser.newContext({ javaScriptEnabled })
    await context.addCookies(cookies)
    const losses: Loss[] = []
    for (let n = 0; n < mine; n += 1) {
      const kind = kinds[n % kinds.length] as Loss['kind']
      losses.push({ kind, ...(await oneKill(context, kind, n, chance)) })
    }
    cookies = (await context.cookies()).map(({ name, value }) => ({ name, value, url: server.origin }))
    await context.close()
    report(javaScriptEnabled, losses)
    for (const { ms, fields } of losses) expect(javaScriptEnabled ? ms <= mostMs || fields <= 1 : ms === 0).toBe(true)
    expect(losses.length).toBe(mine)

    /** Types, is killed, comes back, and compares. Without scripts time counts from the last page that was sent. */
    async function oneKill(where: BrowserContext, killed: Loss['kind'], n: number, draw: () => number) {
      let page = await where.newPage()
      await page.goto(form())
      const log: { at: number; values: Values }[] = []
      const now: Values = { name: '', homepage: '' }
      for (const name of ['name', 'homepage'] as const) await page.locator(`[name=${name}]`).fill('')
      const texts: Values = { name: `Trial ${n} «مؤسسة» ${'x'.repeat(25)}`, homepage: `https://trial-${n}.example.org` }
      const whole = texts.name.length + texts.homepage.length
      const stopAt = 5 + Math.floor(draw() * (whole - 5))
      const sentAt = javaScriptEnabled ? -1 : Math.floor(draw() * stopAt)
      let sent: Values | null = null
      let typed = 0
      typing: for (const name of ['name', 'homepage'] as const) {
        await page.locator(`[name=${name}]`).focus()
        for (const letter of texts[name]) {
          await page.keyboard.insertText(letter)
          now[name] += letter
          log.push({ at: Date.now(), values: { ...now } })
          typed += 1
          if (typed === sentAt) {
            await page.getByRole('button', { name: 'Save and go on later' }).click()
            await expect(page.locator('.saved')).toBeVisible()
            sent = { ...now }
            const field = page.locator(`[name=${name}]`)
            await field.focus()
            await page.keyboard.press('End')
          }
          if (typed >= stopAt) break typing
          await page.waitForTimeout(20 + draw() * 180)
        }
      }
      const killedAt = Date.now()
      let found: Values
      if (killed === 'session') {
        await endSession(where)
        await page.getByRole('button', { name: 'Save and go on later' }).click()
        await signInHere(page)
        found = await readKept(page)
      } else {
        if (killed === 'tab') {
          const wire = await where.newCDPSession(page)
          await Promise.race([wire.send('Page.crash').catch(() => {}), page.waitForEvent('crash')])
          await page.close()
          page = await where.newPage()
          await page.goto(form())
        } else if (killed === 'server') {
          await killServer()
          await page.goto(form())
        } else {
          await loseLink(page)
          await page.goto(form())
        }
        found = await readForm(page)
      }
      await page.close()
      if (!javaScriptEnabled && killed !== 'session') {
        const asSent = sent ?? { name: '', homepage: '' }
        return {
          ms: differing(found, asSent) === 0 || differing(found, now) === 0 || sent === null ? 0 : 1,
          fields: differing(found, now),
        }
      }
      const last = log.findLast(({ values }) => differing(values, found) === 0)
      const next = last === undefined ? log[0] : log[log.indexOf(last) + 1]
      return { ms: next === undefined ? 0 : killedAt - next.at, fields: differing(found, now) }
    }
  })
}

function report(hasScripts: boolean, losses: readonly Loss[]): void {
  for (const kind of kinds) {
    const of = losses.filter(loss => loss.kind === kind)
    const most = Math.max(0, ...of.map(({ ms }) => ms))
    const whole = of.filter(({ fields }) => fields === 0).length
    console.log(
      `Lost text ${hasScripts ? 'with' : 'without'} scripts, ${kind}: ${of.length} kills, nothing lost ${whole}, ` +
        (hasScripts ? `most ${most} ms` : `more than the page not yet sent ${of.filter(({ ms }) => ms > 0).length}`),
    )
  }
}
