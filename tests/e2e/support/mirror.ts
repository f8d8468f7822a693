import type { Page } from '@playwright/test'

type Box = { name: string; x: number; width: number }

export type Mirroring = { boxes: number; faults: string[]; scrolls: string[] }

/** How far a box may be off, for parts of pixels. */
const tolerance = 2

/**
 * Compares the page as it stands with the same page in the other direction: every box must lie where its mirror image
 * lay. The letters are made to follow the direction as well, since a real right-to-left text would fill its lines from
 * the other side; parts with a direction of their own (`dir`, `bdi`) keep it inside. Pictures move as a whole.
 */
export async function mirroring(page: Page): Promise<Mirroring> {
  const { before, after, width, scrolls } = await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    // The order of letters decides nothing here, so pairs of letters must not differ in width either.
    sheet.replaceSync(
      '*{unicode-bidi:bidi-override!important;font-kerning:none!important;font-variant-ligatures:none!important}',
    )
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    const describe = (element: Element) =>
      `${element.localName}${element.id ? `#${element.id}` : ''}${[...element.classList].map(name => `.${name}`).join('')}`
    const scrolls: string[] = []
    const measure = () => {
      const root = document.documentElement
      if (root.scrollWidth > root.clientWidth)
        scrolls.push(`${root.dir}: ${root.scrollWidth} in ${root.clientWidth} px`)
      return [...document.body.querySelectorAll('*')]
        .filter(element => !element.closest('svg *, body [dir] *, bdi *, option') && element.checkVisibility())
        .map(element => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && box.height > 1)
        .map(({ element, box }) => ({ name: describe(element), x: box.x, width: box.width }))
    }
    const before = measure()
    document.documentElement.dir = document.documentElement.dir === 'rtl' ? 'ltr' : 'rtl'
    const after = measure()
    return { before, after, width: document.documentElement.clientWidth, scrolls }
  })
  return { boxes: before.length, faults: compare(before, after, width), scrolls }
}

function compare(before: readonly Box[], after: readonly Box[], width: number): string[] {
  if (before.length !== after.length) return [`${before.length} boxes before, ${after.length} after`]
  return before.flatMap((box, index) => {
    const twin = after[index]
    if (!twin) return []
    const expected = width - box.x - box.width
    const isOff = Math.abs(twin.x - expected) > tolerance || Math.abs(twin.width - box.width) > tolerance
    return isOff ? [`${box.name}: ${Math.round(twin.x)} instead of ${Math.round(expected)} px`] : []
  })
}
