import type { Page } from '@playwright/test'

/** A text that a reader or a reader's ears meet, and where it stands. */
export type PageText = {
  text: string
  where: string
  kind: 'text' | 'attribute' | 'title'
  /** Inside `[data-user]`: a person's, an organisation's or a source's own words. */
  isUsers: boolean
  lang: string
  direction: string
}

/** All texts of the page in reading order, also those in closed parts, but none of scripts and styles. */
export function textsOf(page: Page): Promise<PageText[]> {
  return page.evaluate(() => {
    const attributes = [
      'aria-label',
      'aria-description',
      'aria-roledescription',
      'alt',
      'title',
      'placeholder',
      'data-l',
    ]
    const found: PageText[] = []
    const describe = (element: Element) =>
      `${element.localName}${element.id ? `#${element.id}` : ''}${[...element.classList].map(name => `.${name}`).join('')}`
    const note = (element: Element, text: string, kind: PageText['kind'], where = describe(element)) => {
      if (text.trim() === '') return
      found.push({
        text: text.trim(),
        where,
        kind,
        isUsers: element.closest('[data-user]') !== null,
        lang: element.closest('[lang]')?.getAttribute('lang') ?? '',
        direction: getComputedStyle(element).direction,
      })
    }
    note(document.documentElement, document.title, 'title', 'title')
    for (const meta of document.querySelectorAll('meta[name="description"]'))
      note(document.documentElement, meta.getAttribute('content') ?? '', 'attribute', 'meta')
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const node = walker.currentNode
      if (node instanceof Element) {
        for (const name of attributes)
          note(node, node.getAttribute(name) ?? '', 'attribute', `${describe(node)}[${name}]`)
        if (node instanceof HTMLInputElement && ['submit', 'button', 'reset'].includes(node.type))
          note(node, node.value, 'text')
      } else if (node.parentElement && !node.parentElement.closest('script, style, noscript, template, title')) {
        note(node.parentElement, node.textContent ?? '', 'text')
      }
    }
    return found
  })
}
