import { readdirSync, readFileSync } from 'node:fs'
import type { Browser } from '@playwright/test'
import { samplesOf } from '../pages.ts'
import { addressOf, expect, languages, test } from './support/site.ts'

/** Formatting that belongs to the server, and would differ from browser to browser. */
const formatsInBrowser = /\bIntl\.|\.toLocale\w*\(/

/** The whole text of each page, as a browser in another language shows it. */
async function textsWith(browser: Browser, javaScriptEnabled: boolean, addresses: readonly string[]) {
  const context = await browser.newContext({ javaScriptEnabled, locale: 'de-DE', timezoneId: 'America/New_York' })
  const page = await context.newPage()
  const texts: string[] = []
  for (const address of addresses) {
    await page.goto(address, { waitUntil: 'load' })
    texts.push(await wholeText(page))
  }
  await context.close()
  return texts
}

async function wholeText(page: import('@playwright/test').Page): Promise<string> {
  const text = await page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true) as HTMLElement
    for (const part of copy.querySelectorAll('script, style')) part.remove()
    return copy.textContent ?? ''
  })
  // A page says what it weighs; the nonce in it, new each time, may tip the last digit.
  return text.replace(/\d+[.,٫]\d\s(?=KB|Ko|ko|ك)/g, '')
}

for (const language of languages) {
  test(`scripts and the browser’s own language change no letter of any page: ${language}`, async ({
    site,
    browser,
  }) => {
    test.setTimeout(600_000)
    const addresses = samplesOf('page')
      .filter(({ sample: { fill, as } }) => !fill && !as)
      .map(({ sample }) => addressOf(site, language, sample))
    const [on, off] = await Promise.all([textsWith(browser, true, addresses), textsWith(browser, false, addresses)])
    for (const [index, address] of addresses.entries()) expect(on[index], address).toBe(off[index])
  })
}

test('a page that formats a date in the browser is found', async ({ browser }) => {
  const body = '<p></p><script>document.querySelector("p").textContent = (1234.5).toLocaleString()</script>'
  const address = `data:text/html,${encodeURIComponent(body)}`
  expect(await textsWith(browser, true, [address])).not.toEqual(await textsWith(browser, false, [address]))
})

test('no script that a browser gets formats numbers or dates', () => {
  const scripts = readdirSync('build/enhance').filter(name => name.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(0)
  for (const name of scripts) expect(readFileSync(`build/enhance/${name}`, 'utf8'), name).not.toMatch(formatsInBrowser)
  expect('new Intl.NumberFormat("de")').toMatch(formatsInBrowser)
  expect('day.toLocaleDateString()').toMatch(formatsInBrowser)
})

test('no page refers to a bundle of the framework', async ({ site }) => {
  const html = await (await fetch(`${site}/en`)).text()
  expect(html).not.toContain('/assets/')
  expect([...html.matchAll(/<script[^>]*src="([^"]*)"/g)].map(([, src]) => src)).toEqual(['/register.js'])
  const bundles = readdirSync('build/client/assets')
  expect((await fetch(`${site}/assets/${bundles[0]}`)).status).toBe(404)
})
