import { firstSamples } from '../pages.ts'
import { mirroring } from './support/mirror.ts'
import { expect, open, statePages, test } from './support/site.ts'

/** Boxes that may lie elsewhere, per page: what a browser draws itself (marks of lists, arrows of choices). */
const mayDiffer = 0.01

for (const { sample } of process.env.IMARIKA_FULL ? statePages : firstSamples()) {
  test(`the page from right to left is the mirror image of itself: ${sample.path || '/'} (${sample.state})`, async ({
    pseudo,
    page,
  }) => {
    await open(page, pseudo, 'ar-XB', sample)
    for (const width of process.env.IMARIKA_FULL ? [320, 1280] : [320]) {
      await page.setViewportSize({ width, height: 800 })
      const { boxes, faults, scrolls } = await mirroring(page)
      expect(scrolls, `${width} px`).toEqual([])
      expect(boxes).toBeGreaterThan(20)
      expect(
        faults.length / boxes,
        `${width} px, ${boxes} boxes: ${faults.slice(0, 10).join(' · ')}`,
      ).toBeLessThanOrEqual(mayDiffer)
    }
  })
}

test('a physical margin, a physical place and a physical alignment are found', async ({ page }) => {
  const body = (style: string) =>
    `<html dir="rtl"><body><p>one two three</p><div style="display:flex"><b style="${style}">four</b><i>five</i></div></body></html>`
  await page.setContent(body('margin-inline-start:2rem'))
  expect((await mirroring(page)).faults).toEqual([])
  for (const style of [
    'margin-left:2rem',
    'position:absolute;left:0',
    'position:relative;right:9px',
    'transform:translateX(9px)',
  ]) {
    await page.setContent(body(style))
    expect((await mirroring(page)).faults.join(' '), style).toContain('b: ')
  }
  await page.setContent('<html dir="rtl"><body><p style="text-align:left">one <b>two</b></p></body></html>')
  expect((await mirroring(page)).faults.join(' ')).toContain('b: ')
})
