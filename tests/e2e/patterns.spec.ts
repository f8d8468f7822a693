import { samplesOf } from '../pages.ts'
import { cookieOf } from './support/accounts.ts'
import { addressOf, expect, test } from './support/site.ts'

test('a browser can read the pattern of every field on every page', async ({ site }) => {
  test.setTimeout(300_000)
  const patterns = new Map<string, string>()
  for (const { sample } of samplesOf('page').filter(({ sample: { fill } }) => !fill)) {
    const answer = await fetch(addressOf(site, 'en', sample), { headers: { Cookie: cookieOf(site, sample) } })
    for (const [, pattern = ''] of (await answer.text()).matchAll(/<input\b[^>]*\bpattern="([^"]*)"/g))
      patterns.set(pattern, sample.path)
  }
  expect(patterns.size).toBeGreaterThan(1)
  const unread = [...patterns].filter(([pattern]) => !isRead(unescaped(pattern)))
  expect(unread).toEqual([])
})

/** As HTML reads it: the whole text, with the flag `v`. */
function isRead(pattern: string): boolean {
  try {
    new RegExp(`^(?:${pattern})$`, 'v')
    return true
  } catch {
    return false
  }
}

const signs: Record<string, string> = { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&#x27;': "'", '&amp;': '&' }

const unescaped = (text: string) => text.replace(/&(?:quot|lt|gt|#x27|amp);/g, sign => signs[sign] ?? sign)
