import { expect, languages, signInAs, test } from './support/site.ts'

for (const language of languages) {
  test(`how much waits stands beside the way to it, for eyes and ears: ${language}`, async ({ site, page }) => {
    await signInAs(page, site, { state: '', path: '', as: 'provider' })
    await page.goto(`${site}/${language}/today`)
    const waiting = await page.locator('main ol.rows > li').count()
    expect(waiting).toBeGreaterThan(0)
    await page.goto(`${site}/${language}/commitments`)
    const link = page.locator(`header a[href="/${language}/today"]`)
    await expect(link.locator('b')).toHaveText(new Intl.NumberFormat(language).format(waiting))
    // Heard, it is a sentence and no bare number.
    const heading = await (await page.request.get(`${site}/${language}/today`)).text()
    const spoken = await link.locator('span').innerText()
    expect(heading).toContain(`<h1>${spoken}</h1>`)
    await expect(link).toHaveAccessibleName(new RegExp(`${spoken}$`))
  })
}

test('whoever is not signed in, or has nothing to do, sees no number', async ({ site, page }) => {
  await page.goto(`${site}/en/commitments`)
  await expect(page.locator('header .count')).toHaveCount(0)
  await signInAs(page, site, { state: '', path: '', as: 'member' })
  await page.goto(`${site}/en/commitments`)
  await expect(page.locator('header a[href="/en/today"]')).toHaveText('Today')
})
