import type { Page } from '@playwright/test'

/**
 * Things to press that are too small (WCAG 2.5.8): below 24 by 24 px, unless it is a link within a sentence, or a
 * circle of 24 px around its middle meets no other target's box or circle.
 */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const least = 24
    const describe = (element: Element) =>
      `${element.localName}${element.id ? `#${element.id}` : ''}${[...element.classList].map(name => `.${name}`).join('')} "${(element.textContent ?? '').trim().slice(0, 30)}"`
    const targets = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, textarea, summary'),
    ]
      .filter(element => element.checkVisibility())
      .map(element => {
        // A box to tick is pressed by its label as well.
        const label =
          element instanceof HTMLInputElement && /checkbox|radio/.test(element.type) ? element.closest('label') : null
        return { element, box: (label ?? element).getBoundingClientRect() }
      })
      .filter(({ box }) => box.width > 1 && box.height > 1)
    const isSmall = ({ box }: { box: DOMRect }) => box.width < least - 0.5 || box.height < least - 0.5
    const middle = ({ box }: { box: DOMRect }) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })
    const isInSentence = (element: HTMLElement) => {
      if (getComputedStyle(element).display !== 'inline') return false
      let block = element.parentElement
      while (block && getComputedStyle(block).display === 'inline') block = block.parentElement
      const around = (block?.textContent ?? '').trim().length - (element.textContent ?? '').trim().length
      return around > 1
    }
    const crowds = (one: (typeof targets)[number], other: (typeof targets)[number]) => {
      const centre = middle(one)
      if (isSmall(other)) {
        const there = middle(other)
        return Math.hypot(centre.x - there.x, centre.y - there.y) < least
      }
      const dx = Math.max(other.box.left - centre.x, 0, centre.x - other.box.right)
      const dy = Math.max(other.box.top - centre.y, 0, centre.y - other.box.bottom)
      return Math.hypot(dx, dy) < least / 2
    }
    return targets
      .filter(target => isSmall(target) && !isInSentence(target.element))
      .filter(target => targets.some(other => other.element !== target.element && crowds(target, other)))
      .map(({ element, box }) => `${describe(element)}: ${Math.round(box.width)} × ${Math.round(box.height)} px`)
  })
}

/** Main actions (buttons and what looks like one) below 44 px. */
export function smallActions(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, .btn, input[type=submit]')]
      .filter(element => element.checkVisibility())
      .map(element => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 1 && (box.height < 43.5 || box.width < 43.5))
      .map(
        ({ element, box }) =>
          `${(element.textContent ?? '').trim()}: ${Math.round(box.width)} × ${Math.round(box.height)} px`,
      ),
  )
}

/**
 * Walks the page with the Tab key and returns stops that cannot be seen: no outline of at least 2 px, or covered by
 * something else, or outside the window. Also whether the order runs backwards through the document.
 */
export async function focusFaults(page: Page, mostStops = 60): Promise<{ stops: number; faults: string[] }> {
  const faults: string[] = []
  await page.evaluate(() => {
    ;(document.activeElement as HTMLElement | null)?.blur()
    window.scrollTo(0, 0)
  })
  let stops = 0
  let last = -1
  for (; stops < mostStops; stops++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) return null
      const style = getComputedStyle(element)
      // A link that wraps has a box a line; what stands between them is not it.
      const box = element.getClientRects()[0] ?? element.getBoundingClientRect()
      const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1)
      const y = Math.min(Math.max(box.y + box.height / 2, 1), innerHeight - 1)
      const top = document.elementFromPoint(x, y)
      const isCovered =
        top !== null && !element.contains(top) && !top.contains(element) && top.closest('label')?.control !== element
      return {
        name: `${element.localName}${element.id ? `#${element.id}` : ''} "${(element.textContent ?? '').trim().slice(0, 30)}"`,
        order: [...document.querySelectorAll('*')].indexOf(element),
        hasOutline: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
        isCovered,
        isOutside: box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth,
      }
    })
    if (stop === null || stop.order === last) break
    if (!stop.hasOutline) faults.push(`${stop.name}: no outline`)
    if (stop.isCovered) faults.push(`${stop.name}: covered`)
    if (stop.isOutside) faults.push(`${stop.name}: outside the window`)
    if (stop.order < last) break
    last = stop.order
  }
  return { stops, faults }
}
