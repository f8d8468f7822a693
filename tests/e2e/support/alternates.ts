/** What a page says about its other languages, read from its head. */
export type Alternates = { address: string; lang: string; links: Map<string, string> }

export function alternatesOf(address: string, html: string): Alternates {
  const links = new Map<string, string>()
  for (const [tag] of html.matchAll(/<link\b[^>]*>/g)) {
    const read = (name: string) => new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1]?.replaceAll('&amp;', '&')
    const hreflang = read('hreflang')
    const href = read('href')
    if (read('rel') === 'alternate' && hreflang && href) links.set(hreflang, href)
  }
  return { address, lang: /<html[^>]*\blang="([^"]*)"/.exec(html)?.[1] ?? '', links }
}

/**
 * Whether the versions of one page name each other: each names all of them, itself by its own address, and a default;
 * and all name the same set.
 */
export function alternateFaults(versions: readonly Alternates[], fallback: string): string[] {
  const wanted = [...versions.map(({ lang }) => lang), 'x-default'].sort()
  return versions.flatMap(({ address, lang, links }) => {
    const faults: string[] = []
    const named = [...links.keys()].sort()
    if (named.join() !== wanted.join()) faults.push(`${address}: names ${named.join(' ')}, not ${wanted.join(' ')}`)
    if (links.get(lang) !== address) faults.push(`${address}: calls itself ${links.get(lang)}`)
    if (links.get('x-default') !== links.get(fallback))
      faults.push(`${address}: its default is ${links.get('x-default')}`)
    for (const other of versions)
      if (links.get(other.lang) !== other.address)
        faults.push(`${address}: ${other.lang} is ${links.get(other.lang)}, not ${other.address}`)
    return faults
  })
}
