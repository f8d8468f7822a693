import type { Page } from '@playwright/test'

/** Parts whose content is cut or runs out of them, and whether the page scrolls sideways. */
export function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = []
    const root = document.scrollingElement ?? document.documentElement
    if (root.scrollWidth > root.clientWidth) faults.push(`page: ${root.scrollWidth} in ${root.clientWidth} px`)
    const describe = (element: Element) =>
      `${element.localName}${element.id ? `#${element.id}` : ''}${[...element.classList].map(name => `.${name}`).join('')}`
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      if (element.closest('svg, option') || !element.checkVisibility()) continue
      const { display, overflowX, overflowY, textOverflow, position } = getComputedStyle(element)
      if (display === 'inline' || display === 'contents' || element.clientWidth <= 1) continue
      const scrollsByDesign = /auto|scroll/.test(overflowX)
      const isOver = element.scrollWidth > element.clientWidth + 1
      const isCut =
        overflowY !== 'visible' && !/auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight + 1
      if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) {
        if (element instanceof HTMLInputElement && element.value === '' && element.placeholder !== '' && isOver)
          faults.push(`${describe(element)}: placeholder cut`)
        continue
      }
      if (isOver && !scrollsByDesign && element.textContent?.trim())
        faults.push(
          `${describe(element)}: ${element.scrollWidth} in ${element.clientWidth} px: ${element.textContent.trim().slice(0, 40)}`,
        )
      if (isCut && position !== 'absolute')
        faults.push(`${describe(element)}: ${element.scrollHeight} in ${element.clientHeight} px high`)
      if (textOverflow === 'ellipsis') faults.push(`${describe(element)}: cuts text with an ellipsis`)
    }
    return [...new Set(faults)]
  })
}
