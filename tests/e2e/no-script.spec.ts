import type { Page } from '@playwright/test'
import { expect, test } from './support/site.ts'

/** Pages that were loaded, each address a redirect led through counted as the one it led to. */
function countLoads(page: Page): () => number {
  let loads = 0
  page.on('response', response => {
    const request = response.request()
    const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame()
    if (isPage && (response.status() < 300 || response.status() > 399)) loads++
  })
  return () => loads
}

/** A browser carries the mark of a field it jumped to along. */
const received = /\/en\/report-an-error\/[0-9A-Z]{10}(#text)?$/

for (const javaScriptEnabled of [false, true]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('from the first page to what fits the University of Lagos, in 4 loads and 6 fields at most', async ({
      site,
      page,
    }) => {
      const loads = countLoads(page)
      await page.goto(`${site}/en`)
      const form = page.getByRole('search', { name: 'Find what fits' }).or(page.locator('form.find'))
      await form.getByRole('textbox').fill('University of Lagos')
      await form.getByRole('combobox').selectOption('training')
      const fields = 2
      await form.getByRole('button').click()
      await expect(page).toHaveURL(/\/en\/fits\?.*org=unilag-edu-ng/)
      await expect(page.getByRole('heading', { level: 1 })).toContainText(/\d+ offers? fits?|No open offer/)
      await expect(page.locator('main')).toContainText('University of Lagos')
      expect(await page.locator('.offers > li, .near').count()).toBeGreaterThan(3)
      expect(loads()).toBeLessThanOrEqual(4)
      expect(fields).toBeLessThanOrEqual(6)
    })

    test('a commitment is found by its filter, and its evidence by its record', async ({ site, page }) => {
      await page.goto(`${site}/en`)
      await page.getByRole('link', { name: 'Commitments', exact: true }).first().click()
      await page.getByRole('searchbox').fill('ASEAN')
      await page.getByRole('button', { name: 'Show', exact: true }).click()
      await expect(page).toHaveURL(/q=ASEAN/)
      await expect(page.getByRole('searchbox')).toHaveValue('ASEAN')
      const record = page.locator('main table').getByRole('link', { name: /ASEAN/ }).first()
      const title = await record.textContent()
      await record.click()
      await expect(page.getByRole('heading', { level: 1 })).toContainText(title ?? '')
      const sources = page.locator('main a[rel~="external"]')
      expect(await sources.count()).toBeGreaterThan(0)
      for (const source of await sources.all()) expect(await source.getAttribute('href')).toMatch(/^https?:\/\//)
    })

    test('an offer is found by its filter, with its rules and the way to apply at its source', async ({
      site,
      page,
    }) => {
      await page.goto(`${site}/en/offers`)
      await page.locator('main form summary').click()
      await page.locator('select[name=kind]').selectOption('training')
      await page.getByRole('button', { name: 'Show', exact: true }).click()
      await expect(page).toHaveURL(/kind=training/)
      await page
        .locator('main')
        .getByRole('link', { name: /Indian Technical and Economic Cooperation/ })
        .first()
        .click()
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Indian Technical and Economic Cooperation')
      await expect(page.getByRole('link', { name: /Apply at the source/ })).toHaveAttribute('href', /^https?:/)
    })

    test('an error is reported: a mistake loses no text, sending twice has one effect, other words are noticed', async ({
      site,
      page,
    }) => {
      await page.goto(`${site}/en/commitments/C01`)
      await page.getByRole('link', { name: 'Report an error on this page' }).click()
      const text = page.locator('textarea[name=text]')
      const contact = page.locator('input[name=contact]')
      const send = page.locator('main form[method=post] button[type=submit]')

      // Blanks pass the browser's own check, and not the server's.
      await text.fill('   ')
      await contact.fill('somebody@example.org')
      await send.click()
      await expect(page).toHaveTitle(/^Error: /)
      await expect(page.getByRole('alert')).toBeVisible()
      await expect(contact).toHaveValue('somebody@example.org')
      await page.getByRole('alert').getByRole('link').first().click()
      await expect(text).toBeFocused()

      await text.fill('The number is that of another programme.')
      await send.click()
      await expect(page).toHaveURL(received)
      const [receipt] = page.url().split('#')

      await page.goBack()
      await text.fill('The number is that of another programme.')
      await contact.fill('somebody@example.org')
      await send.click()
      await expect(page).toHaveURL(address => address.href.startsWith(receipt ?? '?'))

      await page.goBack()
      await text.fill('Something quite different.')
      await send.click()
      await expect(page.getByRole('alert')).toBeVisible()
      await expect(text).toHaveValue('Something quite different.')
      await send.click()
      await expect(page).toHaveURL(received)
      expect(page.url()).not.toContain(receipt)
    })

    test('the language changes and the place, the filter and its fields stay', async ({ site, page }) => {
      await page.goto(`${site}/en/offers?kind=training&window=open`)
      await page.getByRole('link', { name: 'العربية' }).click()
      await expect(page).toHaveURL(`${site}/ar/offers?kind=training&window=open`)
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
      await expect(page.locator('select[name=kind]')).toHaveValue('training')
      await page.getByRole('link', { name: 'Français' }).click()
      await expect(page).toHaveURL(`${site}/fr/offers?kind=training&window=open`)
      await expect(page.locator('select[name=window]')).toHaveValue('open')
    })

    test('the menu of a phone opens', async ({ site, page }) => {
      await page.setViewportSize({ width: 360, height: 640 })
      await page.goto(`${site}/en`)
      await page.getByText('Menu', { exact: true }).click()
      await page.getByRole('navigation').getByRole('link', { name: 'Countries', exact: true }).click()
      await expect(page).toHaveURL(`${site}/en/countries`)
    })
  })
}

test('without scripts none runs, so that the journeys above prove something', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${site}/en`)
  const planted = await context.newPage()
  await planted.setContent('<p>off</p><script>document.querySelector("p").textContent = "on"</script>')
  await expect(planted.getByText('off')).toBeVisible()
  await context.close()
})
