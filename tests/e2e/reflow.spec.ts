import { clipped } from './support/clipped.ts'
import { expect, languagePages, open, test } from './support/site.ts'

/** WCAG 1.4.12: what a reader may set without losing anything. */
const spacing =
  '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}'

const settings = [
  // Also what a window of 1280 px shows at 400 %.
  { name: '320 px', width: 320, css: '', textSize: 16 },
  { name: '320 px with wide spacing', width: 320, css: spacing, textSize: 16 },
  { name: '360 px at twice the text size', width: 360, css: '', textSize: 32 },
  { name: '1280 px at twice the text size', width: 1280, css: '', textSize: 32 },
]

/** The two that press hardest are asked every day. */
const asked = process.env.IMARIKA_FULL ? settings : settings.slice(1, 3)

// In Arabic, whose layout differs most; the invented languages, whose words are longest, are tried in pseudo.spec.ts.
const pages = languagePages.filter(({ language }) => process.env.IMARIKA_FULL || language === 'ar')

for (const { language, sample } of pages) {
  test(`nothing is cut and nothing scrolls sideways: ${language}${sample.path} (${sample.state})`, async ({
    site,
    page,
  }) => {
    await open(page, site, language, sample)
    const session = await page.context().newCDPSession(page)
    for (const { name, width, css, textSize } of asked) {
      // The size that a reader sets in the browser, which also moves the widths at which the layout changes.
      await session.send('Page.setFontSizes', { fontSizes: { standard: textSize, fixed: textSize } })
      await page.setViewportSize({ width, height: 640 })
      await setStyle(page, css)
      expect(await clipped(page), name).toEqual([])
    }
  })
}

/** A sheet of the browser's own, which no content policy forbids. */
async function setStyle(page: import('@playwright/test').Page, css: string): Promise<void> {
  await page.evaluate(text => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets = [sheet]
  }, css)
}

test('a fixed width and a fixed height are found when the text grows', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await page.setContent(
    '<main><p id="fixed" style="width:18rem">a word or two</p><p id="low" style="height:1.5rem;overflow:hidden;line-height:1.5rem">one line</p></main>',
  )
  expect(await clipped(page)).toEqual([])
  await setStyle(page, 'html{font-size:200%}p{font-size:1rem}#low{height:24px!important}')
  const faults = (await clipped(page)).join('\n')
  expect(faults).toContain('page: ')
  expect(faults).toContain('p#low')
})
