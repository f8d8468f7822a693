import { firstSamples } from '../pages.ts'
import { expect, languagePages, languages, open, test } from './support/site.ts'
import { focusFaults, smallActions, smallTargets } from './support/targets.ts'

for (const language of languages.filter(code => languagePages.some(one => one.language === code))) {
  test(`everything to press is large enough: ${language}`, async ({ site, page }) => {
    test.setTimeout(600_000)
    const faults: string[] = []
    for (const { sample } of languagePages.filter(one => one.language === language)) {
      await open(page, site, language, sample)
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        const found = [...(await smallTargets(page)), ...(await smallActions(page))]
        faults.push(...found.map(fault => `${sample.path} at ${width} px: ${fault}`))
      }
    }
    expect([...new Set(faults)]).toEqual([])
  })
}

/** The daily run goes through each page once, on the small screen and from the right. */
const walks = (
  process.env.IMARIKA_FULL
    ? [
        ['en', 360],
        ['ar', 1280],
      ]
    : [['ar', 360]]
) as [language: string, width: number][]

for (const { sample } of firstSamples()) {
  test(`every stop of the Tab key is seen: ${sample.path || '/'}`, async ({ site, page }) => {
    for (const [language, width] of walks) {
      await page.setViewportSize({ width, height: 800 })
      await open(page, site, language, sample)
      const { stops, faults } = await focusFaults(page)
      expect(stops, `${language}: stops of the Tab key`).toBeGreaterThan(5)
      expect(faults, language).toEqual([])
    }
  })
}

test('a small target close to another is found, one in a sentence or alone is not', async ({ page }) => {
  await page.setContent(`<style>body{font:16px/1 sans-serif} .tiny{display:block;width:16px;height:16px}</style>
    <div><a class="tiny" href="/a">a</a><a class="tiny" href="/b">b</a></div>
    <p style="margin-block:60px">See <a href="/c">c</a> and more.</p><a class="tiny" href="/d">d</a>`)
  const faults = await smallTargets(page)
  expect(faults.map(fault => fault.slice(0, 10))).toEqual(['a.tiny "a"', 'a.tiny "b"'])
})

test('a small button is found', async ({ page }) => {
  await page.setContent(
    '<button style="height:30px;width:90px">Send</button><button style="height:48px;width:90px">Go</button>',
  )
  expect(await smallActions(page)).toEqual(['Send: 90 × 30 px'])
})

test('a stop without an outline, a covered one and one outside the window are found', async ({ page }) => {
  await page.setContent(`<style>a:focus{outline:3px solid} #bare:focus{outline:0}</style>
    <a id="good" href="/a">good</a><br><a id="bare" href="/b">bare</a><br><a id="under" href="/c">under</a>
    <div style="position:fixed;inset:45px 0 auto 0;height:40px;background:#fff">over</div>
    <a id="away" href="/d" style="position:absolute;left:-999px;top:9px">away</a>`)
  const { faults } = await focusFaults(page)
  expect(faults.join('\n')).not.toContain('good')
  expect(faults.join('\n')).toContain('a#bare "bare": no outline')
  expect(faults.join('\n')).toContain('a#under "under": covered')
  expect(faults.join('\n')).toContain('a#away "away": outside the window')
})
