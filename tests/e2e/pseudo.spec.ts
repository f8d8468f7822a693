import { clipped } from './support/clipped.ts'
import { expect, open, pseudoLanguages, statePages, test } from './support/site.ts'
import { textsOf } from './support/texts-in-page.ts'
import { unmarked } from './support/unmarked.ts'

for (const [n, language] of pseudoLanguages.entries()) {
  // The daily run shares the states out between the two.
  for (const { sample } of statePages.filter((_, index) => process.env.IMARIKA_FULL || index % 2 === n)) {
    test(`every word comes from locales/ and none is cut: ${language}${sample.path} (${sample.state})`, async ({
      pseudo,
      page,
    }) => {
      await open(page, pseudo, language, sample)
      expect(unmarked(await textsOf(page))).toEqual([])
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        expect(await clipped(page), `${width} px`).toEqual([])
      }
    })
  }
}

test('hard-coded words are found, marked ones and values are not', async ({ page }) => {
  await page.setContent(`<title>⟦Ĥöɱé⟧ – Imarika</title><main>
    <p>⟦Ƥŕöɱîšéð by <bdi data-user>ASEAN Foundation</bdi> öñ November 24, 2026 ƒöŕ USD 10,000⟧</p>
    <p>⟦ȧ⟧, ⟦ƀ⟧, and ⟦ç⟧ 12 · 3.5 %</p>
    <select aria-label="⟦çöûñţŕý⟧"><option>Guinea-Bissau</option></select>
    <button aria-label="Close">×</button>
    <p>Loading</p>
    <p>⟦šéé <a href="/">more</a>⟧</p>
    <img alt="A chart" src="data:,">
    <input placeholder="⟦ñåɱé⟧"><p>مرحبا</p>
  </main>`)
  const texts = await textsOf(page)
  expect(unmarked(texts)).toEqual([
    'p: ⟦Ƥŕöɱîšéð by',
    'button[aria-label]: Close',
    'p: Loading',
    'a: more',
    'img[alt]: A chart',
    'p: مرحبا',
  ])
})

test('a title that is hard-coded is found, a record’s own name is not', async ({ page }) => {
  await page.setContent('<title>Labs for all – Imarika</title><h1><bdi data-user>Labs for all</bdi></h1>')
  expect(unmarked(await textsOf(page))).toEqual([])
  await page.setContent('<title>Offers – Imarika</title><h1>⟦Öƒƒéŕš⟧</h1>')
  expect(unmarked(await textsOf(page))).toEqual(['title: Offers – Imarika'])
})

test('cut and overflowing text is found', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 })
  await page.setContent('<p>short</p><div style="overflow:auto"><p style="width:900px">scrolls by design</p></div>')
  expect(await clipped(page)).toEqual([])
  await page.setContent(`<p id="wide" style="white-space:nowrap">${'long '.repeat(40)}</p>
    <p id="cut" style="height:1em;overflow:hidden;line-height:1">one<br>two</p>
    <p id="dots" style="overflow:hidden;text-overflow:ellipsis">short</p>`)
  const faults = (await clipped(page)).join('\n')
  expect(faults).toContain('page: ')
  expect(faults).toContain('p#wide')
  expect(faults).toContain('p#cut')
  expect(faults).toContain('p#dots')
})
