import { firstSamples } from '../pages.ts'
import { cookieOf } from './support/accounts.ts'
import { alternateFaults, alternatesOf } from './support/alternates.ts'
import { wrongLanguage } from './support/scripts-of-texts.ts'
import { addressOf, expect, languages, open, statePages, test } from './support/site.ts'
import { textsOf } from './support/texts-in-page.ts'

/** The daily run reads every state in Arabic, whose script differs, and the first state of each page in the others. */
const pagesIn = (language: string) => (process.env.IMARIKA_FULL || language === 'ar' ? statePages : firstSamples())

for (const language of languages) {
  test(`every text is in the language it says it is in, and runs its way: ${language}`, async ({ site, page }) => {
    test.setTimeout(600_000)
    const faults: string[] = []
    for (const { sample } of pagesIn(language)) {
      await open(page, site, language, sample)
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
      faults.push(...wrongLanguage(await textsOf(page)).map(fault => `${sample.path}: ${fault}`))
    }
    expect([...new Set(faults)]).toEqual([])
  })
}

test('a text in another script, one without a language, and one that runs backwards are found', async ({ page }) => {
  await page.setContent(`<html lang="ar" dir="rtl"><title>Offers – Imarika</title><body>
    <p>ثلاثة وعود CSV</p><p>Nigeria</p><p><bdi lang="en" dir="ltr">Lagos</bdi></p><p><span lang="en">Accra</span></p>
    <p lang="fr" dir="ltr">Français</p><img alt="A chart" src="data:,"><p lang="">x</p></body></html>`)
  expect(wrongLanguage(await textsOf(page))).toEqual([
    'p: not ar: Nigeria',
    'span: rtl is not how en runs: Accra',
    'img[alt]: not ar: A chart',
    'p: no language: x',
  ])
})

test('the versions of every page name each other, themselves and a default', async ({ site }) => {
  const faults: string[] = []
  for (const { sample } of statePages.filter(({ sample: { fill } }) => !fill)) {
    const versions = await Promise.all(
      languages.map(async language => {
        const address = addressOf(site, language, sample)
        const response = await fetch(address, { headers: { Cookie: cookieOf(site, sample) } })
        expect(response.status, address).toBe(sample.status ?? 200)
        return alternatesOf(address, await response.text())
      }),
    )
    faults.push(...alternateFaults(versions, 'en'))
  }
  expect(faults).toEqual([])
})

test('a version that is not named, names a wrong address, or no default is found', () => {
  const version = (lang: string, links: Record<string, string>) => ({
    address: `https://i.example/${lang}`,
    lang,
    links: new Map(Object.entries(links)),
  })
  const en = 'https://i.example/en'
  const fr = 'https://i.example/fr'
  const whole = { en, fr, 'x-default': en }
  expect(alternateFaults([version('en', whole), version('fr', whole)], 'en')).toEqual([])
  expect(alternateFaults([version('en', whole), version('fr', { en, 'x-default': en })], 'en')).not.toEqual([])
  expect(alternateFaults([version('en', { ...whole, fr: en }), version('fr', whole)], 'en')).not.toEqual([])
  expect(alternateFaults([version('en', { en, fr }), version('fr', whole)], 'en')).not.toEqual([])
  expect(alternateFaults([version('en', whole), version('fr', { ...whole, 'x-default': fr })], 'en')).not.toEqual([])
})

test('changing the language keeps the place and the filter', async ({ site, page }) => {
  await page.goto(`${site}/en/commitments?q=africa&step=reported`)
  for (const language of languages) {
    await page.locator(`.langs a[hreflang="${language}"]`).click()
    await expect(page).toHaveURL(`${site}/${language}/commitments?q=africa&step=reported`)
    await expect(page.getByRole('searchbox')).toHaveValue('africa')
  }
})

test('a bare address leads to the language that the browser asks for, a deep one never moves', async ({ site }) => {
  const lead = async (path: string, wish: string) =>
    (await fetch(`${site}${path}`, { headers: { 'Accept-Language': wish }, redirect: 'manual' })).headers.get(
      'Location',
    )
  expect(await lead('/', 'ar-EG,ar;q=0.9,en;q=0.5')).toBe('/ar')
  expect(await lead('/', 'fr-SN')).toBe('/fr')
  expect(await lead('/', 'sw')).toBe('/en')
  expect(await lead('/en/commitments', 'ar')).toBe(null)
})
