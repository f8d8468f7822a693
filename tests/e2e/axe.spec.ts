import { axeFaults, thinMatrix, wholeMatrix } from './support/axe.ts'
import { expect, languagePages, open, test } from './support/site.ts'

const matrix = process.env.IMARIKA_FULL ? wholeMatrix : thinMatrix

// What axe judges hangs on the language but little: the daily run asks in Arabic alone.
const asked = languagePages.filter(({ language }) => process.env.IMARIKA_FULL || language === 'ar')

for (const { language, sample } of asked) {
  test(`axe finds nothing: ${language}${sample.path} (${sample.state})`, async ({ site, page }) => {
    await open(page, site, language, sample)
    expect(await axeFaults(page, matrix)).toEqual([])
  })
}

test('axe finds a picture without words, pale text, a nameless field and, in the dark, text that vanishes', async ({
  page,
}) => {
  await page.setContent(`<html lang="en"><title>x</title><style>
      p { color: #000 } @media (prefers-color-scheme: dark) { body { background: #111 } }
    </style><main><h1>x</h1><p>text</p></main></html>`)
  const dark = await axeFaults(page, [{ width: 1280, look: 'dark', rules: 'colours' }])
  expect(dark.join()).toContain('color-contrast')
  await page.setContent(`<html lang="en"><title>x</title><main><h1>x</h1>
    <img src="data:,"><p style="color:#ccc">pale</p><input></main></html>`)
  const faults = (await axeFaults(page, [{ width: 320, look: 'light', rules: 'all' }])).join()
  for (const rule of ['image-alt', 'color-contrast', 'label']) expect(faults).toContain(rule)
  await page.setContent('<html lang="en"><title>x</title><main><h1>x</h1><p>sound</p></main></html>')
  expect(await axeFaults(page, wholeMatrix)).toEqual([])
})
