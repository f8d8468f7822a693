/** A link as it stands on a page: where it leads, and what it says. */
export type Link = { from: string; href: string; text: string }

/** The links of a page, read from its HTML; `text` is what ears hear. */
export function linksOf(from: string, html: string): Link[] {
  return [...html.matchAll(/<a\b([^>]*)>(.*?)<\/a>/gs)].map(([, attributes = '', content = '']) => {
    const read = (name: string) => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1]
    return {
      from,
      href: decode(read('href') ?? ''),
      text: decode(read('aria-label') ?? content.replace(/<[^>]*>/g, '')).trim(),
    }
  })
}

/** Fragments that a page can be entered at. */
export function idsOf(html: string): Set<string> {
  return new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => decode(id)))
}

const decode = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

export type Crawl = { visited: number; faults: string[]; links: Link[] }

type Options = {
  /** Only addresses whose path begins with this are visited. */
  within: string
  /** How many addresses of one kind (the same path but for its refs and its filter) are visited. */
  mostOfAKind: number
  get: (address: string) => Promise<{ status: number; type: string; body: string }>
}

/** Follows every internal link from a page on; each must answer 200, and a fragment must exist. */
export async function crawl(start: string, { within, mostOfAKind, get }: Options): Promise<Crawl> {
  const { origin } = new URL(start)
  const kinds = new Map<string, number>()
  const known = new Set([start])
  const queue: Link[] = [{ from: '', href: start, text: '' }]
  const result: Crawl = { visited: 0, faults: [], links: [] }
  for (let link = queue.shift(); link; link = queue.shift()) {
    const { status, type, body } = await get(link.href)
    result.visited++
    if (status !== 200) {
      result.faults.push(`${link.from} → ${link.href} (“${link.text}”): ${status}`)
      continue
    }
    if (!type.startsWith('text/html')) continue
    const ids = idsOf(body)
    for (const found of linksOf(link.href, body)) {
      if (!URL.canParse(found.href, link.href)) {
        result.faults.push(`${link.href}: “${found.text}” leads to ${found.href}`)
        continue
      }
      const target = new URL(found.href, link.href)
      if (target.origin !== origin || !target.pathname.startsWith(within)) continue
      const { hash } = target
      target.hash = ''
      if (hash !== '' && target.href === link.href && !ids.has(decodeURIComponent(hash.slice(1))))
        result.faults.push(`${link.href}: no place ${hash} (“${found.text}”)`)
      result.links.push({ ...found, href: target.href })
      if (known.has(target.href)) continue
      known.add(target.href)
      const kind = kindOf(target)
      const count = kinds.get(kind) ?? 0
      kinds.set(kind, count + 1)
      if (count < mostOfAKind) queue.push({ ...found, href: target.href })
    }
  }
  return result
}

/** `/en/offers/O05?x=1` and `/en/offers/O06?x=2` are of one kind. */
function kindOf({ pathname, searchParams }: URL): string {
  const path = pathname.replace(/\/(?:[A-Z]\d{2}|[A-Z]{2}|\d+|[a-z0-9]+(?:-[a-z0-9]+)+|[^/]{14,})(?=\/|\.|$)/g, '/:ref')
  return `${path}?${[...searchParams.keys()].sort().join('&')}`
}

/** The number a link begins with, as English writes it: "1,204 organisations" is 1204; null where there is none. */
export function figureOf(text: string): number | null {
  const [whole] = /^\d[\d,]*(?![\d.,]*[\d/.:])(?=\s|$)/.exec(text) ?? []
  return whole === undefined ? null : Number(whole.replaceAll(',', ''))
}
