import type { Browser, Page } from '@playwright/test'
import { firstSamples, samplesOf } from '../pages.ts'
import { hostileStrings } from './support/hostile-strings.ts'
import { raw } from './support/raw.ts'
import { addressOf, expect, filled, open, signInAs, test } from './support/site.ts'

/** How often a hostile text ran, or put something onto the page that only markup can. */
async function hits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const ran = (window as unknown as { __hit?: number }).__hit ?? 0
    if (ran > 0) found.push(`ran ${ran} times`)
    for (const element of document.querySelectorAll('*'))
      for (const { name, value } of element.attributes)
        if (
          /^on/i.test(name) ||
          (/^(href|src|action|formaction)$/i.test(name) && /^\s*(javascript|data):/i.test(value))
        )
          found.push(`${element.localName}[${name}]`)
    for (const element of document.querySelectorAll(
      'iframe, base, meta[http-equiv], script:not([src="/register.js"]):not([src="/draft.js"]), form[action^="http"]',
    ))
      found.push(element.localName)
    return found
  })
}

/** A window in which the content policy does not stop anything, so that escaping alone must hold. */
async function unguarded(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ bypassCSP: true })
  return context.newPage()
}

/** Names of the fields of a page's forms, which are also what its address may carry. */
const fieldsOf = (page: Page) =>
  page.evaluate(() => [
    ...new Set(
      [...document.querySelectorAll<HTMLInputElement>('main form [name]')]
        .map(({ name }) => name)
        .filter(name => name !== ''),
    ),
  ])

test('no text in an address ever runs, in any parameter of any page', async ({ site, browser }) => {
  test.setTimeout(process.env.IMARIKA_FULL ? 1_800_000 : 240_000)
  const page = await unguarded(browser)
  const faults: string[] = []
  let tried = 0
  const samples = process.env.IMARIKA_FULL ? samplesOf('page') : firstSamples()
  for (const { sample } of samples.filter(({ sample: { fill } }) => !fill)) {
    await signInAs(page, site, sample)
    const [path = ''] = filled(sample).split('?')
    await page.goto(`${site}/en${path}`)
    const given = new URLSearchParams(sample.path.split('?')[1] ?? '')
    const names = new Set([...(await fieldsOf(page)), ...given.keys(), 'after', 'about', 'unknown'])
    // Once a page: all parameters at once, in a few addresses that hold every text.
    const texts = [...hostileStrings]
    while (texts.length > 0) {
      const query = new URLSearchParams(given)
      for (const name of names) {
        const text = texts.shift()
        if (text !== undefined) query.set(name, text)
      }
      tried += query.size
      await page.goto(`${site}/en${path}?${query}`)
      faults.push(...(await hits(page)).map(hit => `${path}?${query}: ${hit}`))
    }
  }
  console.log(`Hostile texts in addresses: ${tried}`)
  expect(faults).toEqual([])
})

test('each text, in the search field of a list, comes back as text and nothing else', async ({ site, browser }) => {
  const page = await unguarded(browser)
  for (const text of hostileStrings) {
    await page.goto(`${site}/en/commitments?q=${encodeURIComponent(text)}`)
    expect(await hits(page), text).toEqual([])
  }
})

test('no text sent in a form ever runs, in any field', async ({ site, browser }) => {
  test.setTimeout(process.env.IMARIKA_FULL ? 1_800_000 : 240_000)
  const page = await unguarded(browser)
  const forms = new Map(samplesOf('page').flatMap(({ sample }) => (sample.fill ? [[sample.path, sample]] : [])))
  for (const [n, sample] of [...forms.values()].entries()) {
    // The daily run sends every text through the form that is open to anybody, and shares them out among the others.
    const isWhole = process.env.IMARIKA_FULL || sample.path.startsWith('/report-an-error')
    for (const text of hostileStrings.filter((_, i) => isWhole || i % forms.size === n)) {
      // Every field holds it, and one that must be filled is left empty or wrong, so that the page comes back.
      const values = Object.fromEntries(Object.keys(sample.fill ?? {}).map(name => [name, text]))
      await page.goto(addressOf(site, 'en', sample))
      await open(page, site, 'en', { ...sample, fill: values, status: undefined }).catch(() => {})
      expect(await hits(page), text).toEqual([])
    }
  }
})

test('an address of somebody’s choice is never where the site leads', async ({ site }) => {
  for (const path of ['//evil.example', '/\\evil.example', '/en//evil.example', '/https://evil.example']) {
    const { headers } = await raw(`${site}${path}`)
    expect(headers.location ?? '', path).not.toMatch(/evil/)
  }
})

test('a page that puts a text into its HTML unescaped is found, for nearly every text', async ({ browser }) => {
  const places: ((text: string) => string)[] = [
    text => `<main>${text}</main>`,
    text => `<input value="${text}">`,
    text => `<input value='${text}'>`,
    text => `<a href="${text}">x</a>`,
    text => `<textarea>${text}</textarea>`,
    text => `<title>${text}</title>`,
  ]
  let page = await unguarded(browser)
  let found = 0
  for (const text of hostileStrings) {
    let isFound = false
    for (const place of places) {
      // A page that a text sends elsewhere, before its marks can be counted, was taken over as well.
      const faults = await page
        .setContent(place(text), { timeout: 5000 })
        .then(() => hits(page))
        .catch(() => ['left the page'])
      if (faults.length === 0) continue
      isFound = true
      page = await page.context().newPage()
      break
    }
    if (isFound) found++
  }
  // The rest is aimed at templates, scripts and double decoding, which these places are not.
  expect(found).toBeGreaterThanOrEqual(30)
  await page.setContent('<main>&lt;script&gt;</main>')
  expect(await hits(page)).toEqual([])
})
